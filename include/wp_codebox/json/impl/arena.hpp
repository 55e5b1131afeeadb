#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include "wp_codebox/json/impl/compiler.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Memory of a document: blocks that grow geometrically and are used again for the next text.

namespace WP_CODEBOX_NAMESPACE::json::impl {

class Arena {
 public:
  /// Forgets what was allocated. Several blocks become one, so that a document of the same size
  /// fits into it next time.
  void reset() {
    if (blocks_.size() > 1) {
      const std::size_t total = total_;
      clear();
      add_block(total);
    }
    if (!blocks_.empty()) {
      at_ = blocks_.front().bytes.get();
      end_ = at_ + blocks_.front().size;
    }
  }

  /// Gives the memory back.
  void clear() {
    blocks_.clear();
    total_ = 0;
    at_ = end_ = nullptr;
  }

  /// Room for `size` bytes, aligned for nodes; take it with `commit`.
  char* reserve(std::size_t size) {
    const std::size_t offset = alignment_gap();
    if (static_cast<std::size_t>(end_ - at_) < size + offset) {
      add_block(std::max(size + alignment, std::max(total_, first_block)));
      return at_ += alignment_gap();
    }
    return at_ += offset;
  }

  void commit(std::size_t size) { at_ += size; }

  [[nodiscard]] std::size_t bytes() const { return total_; }

 private:
  static constexpr std::size_t alignment = 8;
  static constexpr std::size_t first_block = 4096;

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };

  [[nodiscard]] std::size_t alignment_gap() const {
    return (alignment - reinterpret_cast<std::uintptr_t>(at_) % alignment) % alignment;
  }

  void add_block(std::size_t size) {
    blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
    total_ += size;
    at_ = blocks_.back().bytes.get();
    end_ = at_ + size;
  }

  std::vector<Block> blocks_;
  std::size_t total_ = 0;
  char* at_ = nullptr;
  char* end_ = nullptr;
};

/// A stack of trivially copyable things whose memory is kept.
template <class T>
class Stack {
 public:
  /// Inlined, so that a value is made in its place: one that is put together in one place from
  /// small parts and then copied as a whole costs a stall.
  WP_CODEBOX_ALWAYS_INLINE void push(const T& value) {
    if (size_ == capacity_) grow();
    data_[size_++] = value;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] T* data() { return data_.get(); }
  [[nodiscard]] T& top() { return data_[size_ - 1]; }
  void resize_down(std::size_t size) { size_ = size; }
  [[nodiscard]] std::size_t bytes() const { return capacity_ * sizeof(T); }
  void clear() {
    data_.reset();
    size_ = capacity_ = 0;
  }

 private:
  static_assert(std::is_trivially_copyable_v<T>);

  struct Free {
    void operator()(T* data) const { std::free(static_cast<void*>(data)); }
  };

  /// By `realloc`, which moves the pages of a large block instead of touching new ones.
  WP_CODEBOX_NEVER_INLINE void grow() {
    const std::size_t capacity = std::max<std::size_t>(capacity_ * 2, 64);
    void* const grown = std::realloc(static_cast<void*>(data_.get()), capacity * sizeof(T));
    if (grown == nullptr) throw std::bad_alloc();
    (void)data_.release();
    data_.reset(static_cast<T*>(grown));
    capacity_ = capacity;
  }

  std::unique_ptr<T[], Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
