#pragma once

#include "wp_codebox/json/impl/stream_state.hpp"
#include "wp_codebox/json/stream.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE StreamReader::StreamReader(Source& source, StreamOptions options)
    : state_(std::make_unique<State>(source, options)) {}
WP_CODEBOX_INLINE StreamReader::StreamReader(std::string_view text, StreamOptions options)
    : state_(std::make_unique<State>(text, options)) {}
WP_CODEBOX_INLINE StreamReader::~StreamReader() = default;
WP_CODEBOX_INLINE StreamReader::StreamReader(StreamReader&&) noexcept = default;
WP_CODEBOX_INLINE StreamReader& StreamReader::operator=(StreamReader&&) noexcept = default;

WP_CODEBOX_INLINE std::optional<Kind> StreamReader::peek() { return state_->peek_kind(); }
WP_CODEBOX_INLINE bool StreamReader::enter_object() { return state_->enter(true); }
WP_CODEBOX_INLINE bool StreamReader::enter_array() { return state_->enter(false); }
WP_CODEBOX_INLINE bool StreamReader::next_member() { return state_->next_member(); }
WP_CODEBOX_INLINE bool StreamReader::next_element() { return state_->next_element(); }
WP_CODEBOX_INLINE bool StreamReader::skip() { return state_->skip_value(); }
WP_CODEBOX_INLINE bool StreamReader::leave() { return state_->leave(); }
WP_CODEBOX_INLINE bool StreamReader::finish() { return state_->finish(); }

WP_CODEBOX_INLINE std::string_view StreamReader::name() const { return state_->name; }

WP_CODEBOX_INLINE std::size_t StreamReader::index() const {
  return state_->levels.empty() ? 0 : state_->levels.back().index;
}

WP_CODEBOX_INLINE const Node* StreamReader::value() {
  return state_->read_value() ? &state_->root : nullptr;
}

WP_CODEBOX_INLINE const std::optional<ReadError>& StreamReader::error() const {
  return state_->error;
}

WP_CODEBOX_INLINE bool StreamReader::differs_from_document() const { return state_->differs; }

WP_CODEBOX_INLINE std::string_view StreamReader::value_text() const {
  if (!state_->has_value) return {};
  return {state_->window.mark(), state_->value_size};
}

WP_CODEBOX_INLINE SourcePosition StreamReader::position() const {
  const impl::TextPosition place = state_->window.mark_position();
  return {state_->window.mark_offset(), place.line, place.column};
}

WP_CODEBOX_INLINE SourcePosition StreamReader::position(const Path& inside) const {
  const SourcePosition outer = position();
  const std::optional<SourcePosition> inner = locate(value_text(), inside);
  if (!inner.has_value()) return outer;
  return {outer.offset + inner->offset, outer.line + inner->line - 1,
          inner->line == 1 ? outer.column + inner->column - 1 : inner->column};
}

WP_CODEBOX_INLINE std::size_t StreamReader::memory_bytes() const {
  return state_->window.bytes() + state_->memory.bytes();
}

}  // namespace WP_CODEBOX_NAMESPACE::json
