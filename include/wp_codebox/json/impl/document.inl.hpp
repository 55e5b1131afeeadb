#pragma once

#include <algorithm>
#include <utility>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/impl/parser.hpp"
#include "wp_codebox/json/impl/text_position.hpp"
#include "wp_codebox/json/impl/utf8.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

struct Document::State {
  impl::ParserMemory memory;
  Node root;
};

namespace impl {

/// Places an error.
inline ReadError read_error(std::string_view code, std::string expected, std::string_view text,
                            std::size_t offset) {
  ReadError error;
  error.code = code;
  error.expected = std::move(expected);
  error.offset = offset;
  const TextPosition position = text_position(text, offset);
  error.line = position.line;
  error.column = position.column;
  return error;
}

inline std::string depth_words(std::size_t max_depth) {
  return "at most " + std::to_string(max_depth) + " levels of arrays and objects";
}

inline std::string size_words(std::string_view what, std::size_t max_bytes) {
  return std::string(what) + "at most " + std::to_string(max_bytes) + " bytes";
}

}  // namespace impl

WP_CODEBOX_INLINE std::string ReadError::message() const {
  std::string text = "line ";
  text += std::to_string(line);
  text += ", column ";
  text += std::to_string(column);
  text += ": expected ";
  text += expected;
  text += " (";
  text += code;
  text += ')';
  return text;
}

WP_CODEBOX_INLINE Document::Document() : state_(new State()) {}
WP_CODEBOX_INLINE Document::~Document() { delete state_; }
WP_CODEBOX_INLINE Document::Document(Document&& other) noexcept
    : state_(std::exchange(other.state_, nullptr)) {}
WP_CODEBOX_INLINE Document& Document::operator=(Document&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

WP_CODEBOX_INLINE const Node& Document::root() const {
  static constexpr Node null;
  return state_ == nullptr ? null : state_->root;
}

WP_CODEBOX_INLINE std::size_t Document::memory_bytes() const {
  return state_ == nullptr ? 0 : state_->memory.bytes();
}

WP_CODEBOX_INLINE void Document::shrink(std::size_t keep_bytes) {
  if (memory_bytes() <= keep_bytes) return;
  state_->root = Node();
  state_->memory.clear();
}

WP_CODEBOX_INLINE std::optional<ReadError> Document::read(std::string_view text,
                                                          ReadOptions options) {
  if (state_ == nullptr) state_ = new State();
  impl::ParserMemory& memory = state_->memory;
  state_->root = Node();
  memory.arena.reset();
  const std::size_t max_bytes = std::min(options.max_bytes, bytes_limit);
  if (text.size() > max_bytes) {
    return impl::read_error(read_code::too_large, impl::size_words("", max_bytes), text, 0);
  }
  const char* const end = text.data() + text.size();
  const char* const invalid = impl::find_invalid_utf8(text.data(), end);

  const std::size_t max_depth = std::min(options.max_depth, depth_limit);
  impl::Parser parser(memory, text, max_depth);
  impl::ParseEnd why = parser.value();
  std::string_view expected = parser.expected();
  if (why == impl::ParseEnd::complete) {
    parser.skip_space();
    if (!parser.at_end()) {
      why = impl::ParseEnd::syntax;
      expected = "the end of the text";
    }
  }
  // Of two errors the first in the text is told.
  if (invalid != end && (why == impl::ParseEnd::complete || invalid <= parser.at())) {
    return impl::read_error(read_code::invalid_utf8, "UTF-8", text,
                            static_cast<std::size_t>(invalid - text.data()));
  }
  const auto offset = static_cast<std::size_t>(parser.at() - text.data());
  if (why == impl::ParseEnd::too_deep) {
    return impl::read_error(read_code::too_deep, impl::depth_words(max_depth), text, offset);
  }
  if (why != impl::ParseEnd::complete) {
    return impl::read_error(read_code::syntax, std::string(expected), text, offset);
  }
  state_->root = parser.root();
  return std::nullopt;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
