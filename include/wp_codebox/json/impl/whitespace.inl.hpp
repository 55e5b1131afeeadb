#pragma once

#include "wp_codebox/json/whitespace.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE std::size_t leading_whitespace(std::string_view text) {
  if (text.empty()) return 0;
  const char first = text.front();
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.size() < 3) return 0;
  const std::string_view character = text.substr(0, 3);
  if (character.starts_with("\xE2\x80")) {
    const auto last = static_cast<unsigned char>(character[2]);
    const bool space =
        (last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF;
    return space ? 3 : 0;
  }
  const bool space = character == "\xE1\x9A\x80" || character == "\xE2\x81\x9F" ||
                     character == "\xE3\x80\x80" || character == "\xEF\xBB\xBF";
  return space ? 3 : 0;
}

WP_CODEBOX_INLINE std::string_view trim_start(std::string_view text) {
  while (const std::size_t length = leading_whitespace(text)) text.remove_prefix(length);
  return text;
}

WP_CODEBOX_INLINE std::string_view trim(std::string_view text) {
  text = trim_start(text);
  while (!text.empty()) {
    std::size_t length = 1;
    while (length < text.size() && length < 4 && (text[text.size() - length] & 0xC0) == 0x80) {
      ++length;
    }
    if (leading_whitespace(text.substr(text.size() - length)) != length) return text;
    text.remove_suffix(length);
  }
  return text;
}

WP_CODEBOX_INLINE bool is_blank(std::string_view text) { return trim_start(text).empty(); }

}  // namespace WP_CODEBOX_NAMESPACE::json
