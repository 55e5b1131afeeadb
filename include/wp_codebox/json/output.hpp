#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Where JSON bytes go: a buffer that is handed on when it is full.

namespace WP_CODEBOX_NAMESPACE::json {

/// A sink of bytes with a buffer of its own in front, so that writers pay no call per byte.
/// Derived classes say what happens with a full buffer; they call `flush` in their destructor or
/// their finishing function. Not to be shared between threads.
class Output {
 public:
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Adds a byte.
  void put(char byte) {
    if (used_ == capacity) flush();
    buffer_[used_++] = byte;
  }

  /// Adds bytes; they are copied or handed on at once.
  void put(std::string_view bytes) {
    if (bytes.size() > capacity - used_) {
      put_large(bytes);
      return;
    }
    if (bytes.empty()) return;  // An empty view may have no address, and memcpy wants one.
    std::memcpy(buffer_ + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }

  /// The most that may be asked of `prepare`.
  static constexpr std::size_t max_prepared = 256;

  /// Room for `size` bytes, to be written in place; what was written is taken with `commit`.
  char* prepare(std::size_t size) {
    if (size > capacity - used_) flush();
    return buffer_ + used_;
  }
  /// Takes the first `size` bytes of the room that `prepare` gave.
  void commit(std::size_t size) { used_ += size; }

  /// Hands the buffered bytes on.
  void flush() {
    if (used_ != 0) consume({buffer_, used_});
    used_ = 0;
  }

 protected:
  Output() = default;
  ~Output() = default;

  /// Takes bytes in order. They are valid only during the call.
  virtual void consume(std::string_view bytes) = 0;

 private:
  static constexpr std::size_t capacity = 4096;

  void put_large(std::string_view bytes) {
    flush();
    if (bytes.size() >= capacity) {
      consume(bytes);
      return;
    }
    put(bytes);
  }

  std::size_t used_ = 0;
  char buffer_[capacity];
};

/// Appends to a string that the caller owns. Complete after `flush` or destruction.
class StringOutput final : public Output {
 public:
  /// `target` keeps what it has and must outlive this.
  explicit StringOutput(std::string& target) : target_(target) {}
  ~StringOutput() { flush(); }

 private:
  void consume(std::string_view bytes) override { target_.append(bytes); }

  std::string& target_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json
