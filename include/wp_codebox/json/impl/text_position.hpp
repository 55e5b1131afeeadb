#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// From a byte offset to the line and the column that an editor shows.

namespace WP_CODEBOX_NAMESPACE::json::impl {

struct TextPosition {
  std::size_t line = 1;    ///< From 1; lines end with a line feed.
  std::size_t column = 1;  ///< From 1, in code points.
};

/// The position behind `text` when `text` begins at `from`.
inline TextPosition advance(TextPosition from, std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (lines != 0) {
    from.line += lines;
    from.column = 1;
    text.remove_prefix(text.rfind('\n') + 1);
  }
  from.column += static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  }));
  return from;
}

inline TextPosition text_position(std::string_view text, std::size_t offset) {
  return advance({}, text.substr(0, offset));
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
