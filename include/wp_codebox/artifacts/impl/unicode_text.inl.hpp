#pragma once

#include <algorithm>
#include <cstdint>

#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/json/impl/unicode.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace unicode_text {

inline bool is_space(std::uint32_t code) {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
         code == 0x205F || code == 0x3000 || code == 0xFEFF;
}

}  // namespace unicode_text

WP_CODEBOX_INLINE std::string_view trim_text(std::string_view text) {
  const char* const end = text.data() + text.size();
  const char* first = nullptr;
  const char* last = nullptr;
  for (const char* at = text.data(); at != end;) {
    const auto point = json::impl::read_code(at, end);
    const unsigned length = std::max(point.length, 1U);
    if (point.length == 0 || !unicode_text::is_space(point.code)) {
      if (first == nullptr) first = at;
      last = at + length;
    }
    at += length;
  }
  if (first == nullptr) return {};
  return {first, static_cast<std::size_t>(last - first)};
}

WP_CODEBOX_INLINE std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) != 0x80) ++units;
    if (value >= 0xF0) ++units;
  }
  return units;
}

WP_CODEBOX_INLINE std::string to_utf8(std::string_view text) {
  std::string utf8;
  utf8.reserve(text.size());
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const auto point = json::impl::read_code(at, end);
    if (point.length == 0 || json::impl::is_surrogate(point.code)) {
      utf8 += "\xEF\xBF\xBD";
    } else {
      utf8.append(at, point.length);
    }
    at += std::max(point.length, 1U);
  }
  return utf8;
}

}  // namespace WP_CODEBOX_NAMESPACE
