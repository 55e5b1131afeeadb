#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "wp_codebox/json/impl/unicode.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// \file
/// Escapes of JSON strings: reading them, and the one form in which the stable form prints them.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// The value of a hexadecimal digit, or 255.
inline std::uint32_t hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<std::uint32_t>(digit - 'a') + 10;
  if (digit >= 'A' && digit <= 'F') return static_cast<std::uint32_t>(digit - 'A') + 10;
  return 255;
}

/// The code unit of four hexadecimal digits, which must be there.
inline std::uint32_t hex_unit(const char* digits) {
  std::uint32_t unit = 0;
  for (int index = 0; index < 4; ++index) unit = unit << 4 | hex_value(digits[index]);
  return unit;
}

/// The characters behind one-letter escapes, 0 for what is none, by letter from 0x20 on.
struct ShortEscapes {
  char characters[0x60] = {};

  constexpr ShortEscapes() {
    for (const char letter : {'"', '\\', '/'}) characters[letter - 0x20] = letter;
    characters['b' - 0x20] = '\b';
    characters['f' - 0x20] = '\f';
    characters['n' - 0x20] = '\n';
    characters['r' - 0x20] = '\r';
    characters['t' - 0x20] = '\t';
  }
};
inline constexpr ShortEscapes short_escapes;

/// The letter of the one-letter escape that the stable form prints for a character, 0 for none.
constexpr char escape_letter(std::uint32_t code) {
  switch (code) {
    case '"':
    case '\\':
      return static_cast<char>(code);
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

/// Prints `\uxxxx` in lower case: six bytes.
constexpr char* write_hex_escape(std::uint32_t unit, char* out) {
  constexpr char digits[] = "0123456789abcdef";
  *out++ = '\\';
  *out++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *out++ = digits[unit >> shift & 15];
  return out;
}

/// Reads the checked escape at `at` and returns its code point; `at` moves behind it. Two escapes
/// that are a surrogate pair are one code point.
inline std::uint32_t read_escape(const char*& at, const char* end) {
  const char letter = at[1];
  if (letter != 'u') {
    at += 2;
    return static_cast<unsigned char>(short_escapes.characters[letter - 0x20]);
  }
  const std::uint32_t unit = hex_unit(at + 2);
  at += 6;
  if (!is_high_surrogate(unit) || end - at < 6 || at[0] != '\\' || at[1] != 'u') return unit;
  const std::uint32_t low = hex_unit(at + 2);
  if (!is_low_surrogate(low)) return unit;
  at += 6;
  return pair_to_code(unit, low);
}

/// Resolves the checked escape at `at` into `out` (room for four bytes); `at` moves behind it.
inline char* resolve_one_escape(const char*& at, const char* end, char* out) {
  return write_code(read_escape(at, end), out);
}

/// Copies up to the next backslash or `end`, whichever comes first. There must be room for all up
/// to `end`.
inline char* copy_plain(const char*& at, const char* end, char* out) {
#if defined(__SSE2__)
  while (end - at >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
    const int found = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    const int size = found == 0 ? 16 : std::countr_zero(static_cast<unsigned>(found));
    at += size;
    out += size;
    if (found != 0) return out;
  }
#endif
  while (at != end && *at != '\\') *out++ = *at++;
  return out;
}

/// Copies the checked inside of a string with its escapes resolved; never longer than the source.
/// Lone surrogates become three bytes each (WTF-8).
inline char* resolve_escapes(const char* at, const char* end, char* out) {
  for (;;) {
    out = copy_plain(at, end, out);
    if (at == end) return out;
    out = resolve_one_escape(at, end, out);
  }
}

/// Copies the checked inside of a string with its escapes in the form that the stable form prints;
/// never longer than the source. Sets `escapes` when one is left.
inline char* normalize_escapes(const char* at, const char* end, char* out, bool& escapes) {
  escapes = false;
  for (;;) {
    out = copy_plain(at, end, out);
    if (at == end) return out;
    const std::uint32_t code = read_escape(at, end);
    if (const char letter = escape_letter(code); letter != 0) {
      *out++ = '\\';
      *out++ = letter;
      escapes = true;
    } else if (code < 0x20 || is_surrogate(code)) {
      out = write_hex_escape(code, out);
      escapes = true;
    } else {
      out = write_code(code, out);
    }
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
