#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "wp_codebox/json/impl/text_position.hpp"
#include "wp_codebox/json/impl/utf8.hpp"
#include "wp_codebox/json/source.hpp"

/// \file
/// The part of a long text that is in memory.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// Why there is nothing behind the window.
enum class WindowEnd {
  more,         ///< There is more to be read.
  text_ended,   ///< The text ends here.
  invalid_utf8  ///< What follows is not UTF-8.
};

/// A window onto a text: what is in front of `at` is done with, what is before `end` is checked
/// UTF-8. `extend` reads on; the bytes may move then.
class StreamWindow {
 public:
  StreamWindow(Source& source, std::size_t buffer_bytes)
      : source_(&source), first_size_(std::max<std::size_t>(buffer_bytes, 64)) {}

  explicit StreamWindow(std::string_view text)
      : begin_(text.data()), at_(begin_), end_(begin_), filled_(begin_ + text.size()) {
    check(true);
  }

  [[nodiscard]] const char* at() const { return at_; }
  [[nodiscard]] const char* end() const { return end_; }
  [[nodiscard]] std::string_view text() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }
  [[nodiscard]] WindowEnd behind() const { return behind_; }
  [[nodiscard]] bool unreadable() const { return unreadable_; }

  void move_to(const char* at) { at_ = at; }

  [[nodiscard]] std::size_t offset_of(const char* place) const {
    return offset_ + static_cast<std::size_t>(place - begin_);
  }
  [[nodiscard]] TextPosition position_of(const char* place) const {
    return advance(position_, {begin_, static_cast<std::size_t>(place - begin_)});
  }

  /// Remembers a place, also when its bytes are gone.
  void set_mark(const char* place) {
    mark_offset_ = offset_of(place);
    mark_position_.reset();
  }
  [[nodiscard]] std::size_t mark_offset() const { return mark_offset_; }
  [[nodiscard]] TextPosition mark_position() const {
    return mark_position_.has_value() ? *mark_position_ : position_of(mark());
  }
  /// The marked place, while its bytes are there.
  [[nodiscard]] const char* mark() const { return begin_ + (mark_offset_ - offset_); }

  /// Reads on, keeping what begins at `keep` (at or before `at`). False when nothing more comes.
  bool extend(const char* keep) {
    if (behind_ != WindowEnd::more) return false;
    drop_before(keep);
    const char* const old_end = end_;
    const std::size_t kept = static_cast<std::size_t>(old_end - begin_);
    bool ended = false;
    while (filled() < capacity_ && !ended) {
      const std::optional<std::size_t> count =
          source_->read(buffer_.get() + filled(), capacity_ - filled());
      if (!count.has_value()) unreadable_ = true;
      ended = count.value_or(0) == 0;
      filled_ += count.value_or(0);
    }
    check(ended);
    return static_cast<std::size_t>(end_ - begin_) > kept;
  }

  [[nodiscard]] std::size_t bytes() const { return capacity_; }

 private:
  [[nodiscard]] std::size_t filled() const { return static_cast<std::size_t>(filled_ - begin_); }

  /// Makes room: what is done with goes, and if nothing does the buffer doubles.
  void drop_before(const char* keep) {
    const auto done = static_cast<std::size_t>(keep - begin_);
    if (!mark_position_.has_value() && mark_offset_ < offset_ + done) {
      mark_position_ = mark_position();
    }
    position_ = position_of(keep);
    offset_ += done;
    const std::size_t kept = filled() - done;
    const auto at = static_cast<std::size_t>(at_ - keep);
    const auto checked = static_cast<std::size_t>(end_ - keep);
    // At least half of the buffer is to be free, so that long values are not read again and again.
    if (kept > capacity_ / 2 || capacity_ == 0) {
      const std::size_t capacity = std::max(first_size_, capacity_ * 2);
      auto buffer = std::make_unique_for_overwrite<char[]>(capacity);
      if (kept != 0) std::memcpy(buffer.get(), keep, kept);
      buffer_ = std::move(buffer);
      capacity_ = capacity;
    } else if (kept != 0) {
      std::memmove(buffer_.get(), keep, kept);
    }
    begin_ = buffer_.get();
    at_ = begin_ + at;
    end_ = begin_ + checked;
    filled_ = begin_ + kept;
  }

  /// Checks what was filled; a character that is cut waits for its rest unless the text ended.
  void check(bool ended) {
    const char* const stop = ended ? filled_ : last_boundary();
    const char* const invalid = find_invalid_utf8(end_, stop);
    end_ = invalid;
    if (invalid != stop) {
      behind_ = WindowEnd::invalid_utf8;
    } else if (ended) {
      behind_ = WindowEnd::text_ended;
    }
  }

  /// The beginning of the character that the filled part ends in, or its end.
  [[nodiscard]] const char* last_boundary() const {
    for (std::ptrdiff_t back = 1; back <= 3 && filled_ - back >= end_; ++back) {
      const auto byte = static_cast<unsigned char>(filled_[-back]);
      if (byte < 0x80) break;
      if (byte >= 0xC0) {
        const std::ptrdiff_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return length > back ? filled_ - back : filled_;
      }
    }
    return filled_;
  }

  Source* source_ = nullptr;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t first_size_ = 0;
  const char* begin_ = nullptr;   // Of the bytes in memory.
  const char* at_ = nullptr;      // Of what is not yet done with.
  const char* end_ = nullptr;     // Of what is checked.
  const char* filled_ = nullptr;  // Of what was read.
  WindowEnd behind_ = WindowEnd::more;
  bool unreadable_ = false;
  std::size_t offset_ = 0;  // Of `begin_` in the whole text.
  TextPosition position_;   // Of `begin_`.
  std::size_t mark_offset_ = 0;
  std::optional<TextPosition> mark_position_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
