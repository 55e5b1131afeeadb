#pragma once

#include <cstddef>
#include <cstdint>

#include "wp_codebox/version.hpp"

/// \file
/// Code points in and out of bytes: UTF-8, and WTF-8 where lone surrogates are allowed.

namespace WP_CODEBOX_NAMESPACE::json::impl {

inline bool is_high_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
inline bool is_low_surrogate(std::uint32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }
inline bool is_surrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

inline std::uint32_t pair_to_code(std::uint32_t high, std::uint32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/// Writes a code point (also a surrogate) as up to four bytes; returns the end.
inline char* write_code(std::uint32_t code, char* out) {
  const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

/// A code point that was read: how many bytes it took; 0 when the bytes are not WTF-8.
struct CodePoint {
  std::uint32_t code = 0;
  unsigned length = 0;
};

/// Reads one code point, surrogates allowed; shortest form only, at most U+10FFFF.
inline CodePoint read_code(const char* at, const char* end) {
  const auto byte = [&](std::ptrdiff_t index) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(at[index]));
  };
  const auto follows = [&](std::ptrdiff_t index) { return (byte(index) & 0xC0) == 0x80; };
  const std::ptrdiff_t left = end - at;
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2) return {};
  if (lead < 0xE0) {
    if (left < 2 || !follows(1)) return {};
    return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  }
  if (lead < 0xF0) {
    if (left < 3 || !follows(1) || !follows(2)) return {};
    const std::uint32_t code = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    return code < 0x800 ? CodePoint{} : CodePoint{code, 3};
  }
  if (lead > 0xF4 || left < 4 || !follows(1) || !follows(2) || !follows(3)) return {};
  const std::uint32_t code =
      (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  return code < 0x10000 || code > 0x10FFFF ? CodePoint{} : CodePoint{code, 4};
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
