#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/version.hpp"

/// \file
/// From bytes to lines, with a bound on what is kept.

namespace WP_CODEBOX_NAMESPACE {

/// Cuts a stream of bytes into lines that end with LF. A line longer than the limit is skipped to
/// its end without being kept. What follows the last LF is no line. Not synchronised.
class LineBuffer {
 public:
  /// Told of each line, without its LF.
  using OnLine = std::function<void(std::string line)>;
  /// Told of each line that was too long, with its length in bytes, LF included.
  using OnLongLine = std::function<void(std::size_t bytes)>;

  /// `limit` counts the LF.
  LineBuffer(std::size_t limit, OnLine on_line, OnLongLine on_long_line)
      : limit_(limit), on_line_(std::move(on_line)), on_long_line_(std::move(on_long_line)) {}

  /// Holds for the line that is under way, too; may be called from a handler.
  void set_limit(std::size_t limit) { limit_ = limit; }

  /// Takes bytes and calls the handlers for every line that they complete.
  void feed(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      const std::string_view part = bytes.substr(0, end);
      length_ += part.size();
      if (length_ < limit_) {
        line_.append(part);
      } else {
        std::string().swap(line_);
      }
      if (end == std::string_view::npos) return;
      bytes.remove_prefix(end + 1);
      finish_line();
    }
  }

  /// Bytes of the line that is not complete.
  [[nodiscard]] std::size_t unfinished_bytes() const { return length_; }

 private:
  void finish_line() {
    const std::size_t bytes = std::exchange(length_, 0) + 1;
    std::string line = std::exchange(line_, {});
    if (bytes <= limit_) {
      on_line_(std::move(line));
    } else {
      on_long_line_(bytes);
    }
  }

  std::size_t limit_;
  OnLine on_line_;
  OnLongLine on_long_line_;
  std::string line_;
  std::size_t length_ = 0;  ///< Of the line that is under way, kept or not.
};

}  // namespace WP_CODEBOX_NAMESPACE
