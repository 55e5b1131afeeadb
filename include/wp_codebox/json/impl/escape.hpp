#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "wp_codebox/json/impl/unicode.hpp"

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

/// The character behind a one-letter escape, 0 when there is none such.
inline char short_escape(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

/// The letter of the one-letter escape that the stable form prints for a character, 0 for none.
inline char escape_letter(std::uint32_t code) {
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
inline char* write_hex_escape(std::uint32_t unit, char* out) {
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
    return static_cast<unsigned char>(short_escape(letter));
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

/// Copies up to the next backslash or `end`, whichever comes first.
inline char* copy_plain(const char*& at, const char* end, char* out) {
  const void* const found = std::memchr(at, '\\', static_cast<std::size_t>(end - at));
  const char* const stop = found == nullptr ? end : static_cast<const char*>(found);
  const auto size = static_cast<std::size_t>(stop - at);
  std::memcpy(out, at, size);
  at = stop;
  return out + size;
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
