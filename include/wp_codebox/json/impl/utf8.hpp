#pragma once

#include <cstdint>
#include <cstring>

#include "wp_codebox/json/impl/unicode.hpp"

/// \file
/// Finds the first place that is not UTF-8.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// Returns the first byte of the first sequence that is not UTF-8, or `end`.
inline const char* find_invalid_utf8(const char* at, const char* end) {
  while (at != end) {
    while (end - at >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, 8);
      if ((word & 0x8080808080808080U) != 0) break;
      at += 8;
    }
    while (at != end && static_cast<unsigned char>(*at) < 0x80) ++at;
    while (at != end && static_cast<unsigned char>(*at) >= 0x80) {
      const CodePoint point = read_code(at, end);
      if (point.length == 0 || is_surrogate(point.code)) return at;
      at += point.length;
    }
  }
  return end;
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
