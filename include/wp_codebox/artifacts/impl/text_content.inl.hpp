#pragma once

#include <algorithm>
#include <cstddef>

#include "wp_codebox/artifacts/text_content.hpp"
#include "wp_codebox/json/impl/utf8.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE bool is_text(std::string_view bytes) {
  const char* const end = bytes.data() + bytes.size();
  return bytes.find('\0') == std::string_view::npos &&
         json::impl::find_invalid_utf8(bytes.data(), end) == end &&
         bytes.find("\xEF\xBF\xBD") == std::string_view::npos;
}

WP_CODEBOX_INLINE std::string normalize_line_ends(std::string_view text) {
  std::string normal;
  normal.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      normal += text[i];
      continue;
    }
    normal += '\n';
    if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  return normal;
}

WP_CODEBOX_INLINE std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

}  // namespace WP_CODEBOX_NAMESPACE
