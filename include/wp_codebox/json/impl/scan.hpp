#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "wp_codebox/json/impl/compiler.hpp"
#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/version.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// \file
/// Finds the end of a JSON string, many bytes at a time.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// Which of 64 bytes are what; bit 0 is the first byte.
struct BlockMasks {
  std::uint64_t quote = 0;
  std::uint64_t backslash = 0;
  std::uint64_t control = 0;
};

#if defined(__SSE2__)

/// Sixteen bytes in a register.
struct Lane {
  __m128i bytes;

  static Lane load(const char* at) {
    return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))};
  }
  [[nodiscard]] __m128i is(char value) const { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(value)); }
  [[nodiscard]] __m128i is_control() const {
    return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  }
  static std::uint64_t bits(__m128i mask) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(mask));
  }
};

inline BlockMasks block_masks(const char* at) {
  BlockMasks masks;
  for (std::size_t lane = 0; lane < 4; ++lane) {
    const Lane bytes = Lane::load(at + 16 * lane);
    masks.quote |= Lane::bits(bytes.is('"')) << (16 * lane);
    masks.backslash |= Lane::bits(bytes.is('\\')) << (16 * lane);
    masks.control |= Lane::bits(bytes.is_control()) << (16 * lane);
  }
  return masks;
}

/// Which of 64 bytes are letters of the short escapes `\b \f \n \r \t`.
inline std::uint64_t short_letters(const char* at) {
  std::uint64_t letters = 0;
  for (std::size_t lane = 0; lane < 4; ++lane) {
    const Lane bytes = Lane::load(at + 16 * lane);
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_or_si128(bytes.is('n'), bytes.is('t')),
                                                    _mm_or_si128(bytes.is('r'), bytes.is('b'))),
                                       bytes.is('f'));
    letters |= Lane::bits(found) << (16 * lane);
  }
  return letters;
}

/// The first of the 16 bytes at `at` that is a quotation mark, a backslash or a control character;
/// 16 for none.
inline unsigned first_special(const char* at) {
  const Lane bytes = Lane::load(at);
  const __m128i found =
      _mm_or_si128(_mm_or_si128(bytes.is('"'), bytes.is('\\')), bytes.is_control());
  return static_cast<unsigned>(std::countr_zero(Lane::bits(found) | 0x10000U));
}

/// The same, and bytes that are not ASCII count too.
inline unsigned first_special_or_wide(const char* at) {
  const Lane bytes = Lane::load(at);
  const __m128i found = _mm_or_si128(
      _mm_or_si128(_mm_or_si128(bytes.is('"'), bytes.is('\\')), bytes.is_control()), bytes.bytes);
  return static_cast<unsigned>(std::countr_zero(Lane::bits(found) | 0x10000U));
}

#else

/// The high bit of each of eight bytes as one bit each, first byte first.
inline std::uint64_t gather_high_bits(std::uint64_t word) {
  if constexpr (std::endian::native == std::endian::big) {
    std::uint64_t swapped = 0;
    for (int index = 0; index < 8; ++index) swapped = swapped << 8 | (word >> 8 * index & 0xFF);
    word = swapped;
  }
  return ((word >> 7 & 0x0101010101010101U) * 0x0102040810204080U) >> 56;
}

/// High bit set in each byte that is zero; exact, unlike the shorter trick with a borrow.
inline std::uint64_t zero_bytes(std::uint64_t word) {
  constexpr std::uint64_t low = 0x7F7F7F7F7F7F7F7FU;
  return ~(((word & low) + low) | word | low);
}

inline std::uint64_t bytes_equal(std::uint64_t word, char value) {
  return zero_bytes(word ^ 0x0101010101010101U * static_cast<unsigned char>(value));
}

inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, 8);
  return word;
}

inline BlockMasks block_masks(const char* at) {
  BlockMasks masks;
  for (unsigned lane = 0; lane < 8; ++lane) {
    const std::uint64_t word = load_word(at + 8 * lane);
    masks.quote |= gather_high_bits(bytes_equal(word, '"')) << (8 * lane);
    masks.backslash |= gather_high_bits(bytes_equal(word, '\\')) << (8 * lane);
    masks.control |= gather_high_bits(zero_bytes(word & 0xE0E0E0E0E0E0E0E0U)) << (8 * lane);
  }
  return masks;
}

inline std::uint64_t short_letters(const char* at) {
  std::uint64_t letters = 0;
  for (unsigned lane = 0; lane < 8; ++lane) {
    const std::uint64_t word = load_word(at + 8 * lane);
    const std::uint64_t found = bytes_equal(word, 'n') | bytes_equal(word, 't') |
                                bytes_equal(word, 'r') | bytes_equal(word, 'b') |
                                bytes_equal(word, 'f');
    letters |= gather_high_bits(found) << (8 * lane);
  }
  return letters;
}

inline unsigned first_special(const char* at) {
  for (unsigned lane = 0; lane < 2; ++lane) {
    const std::uint64_t word = load_word(at + 8 * lane);
    const std::uint64_t found = gather_high_bits(bytes_equal(word, '"') | bytes_equal(word, '\\') |
                                                 zero_bytes(word & 0xE0E0E0E0E0E0E0E0U));
    if (found != 0) return 8 * lane + static_cast<unsigned>(std::countr_zero(found));
  }
  return 16;
}

inline unsigned first_special_or_wide(const char* at) {
  for (unsigned lane = 0; lane < 2; ++lane) {
    const std::uint64_t word = load_word(at + 8 * lane);
    const std::uint64_t found =
        gather_high_bits(word | bytes_equal(word, '"') | bytes_equal(word, '\\') |
                         zero_bytes(word & 0xE0E0E0E0E0E0E0E0U));
    if (found != 0) return 8 * lane + static_cast<unsigned>(std::countr_zero(found));
  }
  return 16;
}

#endif

/// Which bytes are escaped by a backslash before them. `carry` says that the block's first byte is
/// (1) or is not (0), and is set for the next block. A run of backslashes escapes every second
/// byte; adding along runs that start at odd and at even places tells them apart without a loop.
inline std::uint64_t escaped_bytes(std::uint64_t backslash, std::uint64_t& carry) {
  if (backslash == 0) {
    const std::uint64_t escaped = carry;
    carry = 0;
    return escaped;
  }
  constexpr std::uint64_t odd = 0xAAAAAAAAAAAAAAAAU;
  const std::uint64_t starts = backslash & ~carry;
  const std::uint64_t series = ((starts << 1 | odd) - starts) ^ odd;
  const std::uint64_t escaped = series ^ (backslash | carry);
  carry = (series & backslash) >> 63;
  return escaped;
}

/// Why the scan of a string stopped.
enum class StringEnd : std::uint8_t { closed, text_ended, control, bad_escape, bad_hex };

/// A scanned string.
struct StringScan {
  const char* at = nullptr;  ///< The closing quotation mark, or what is wrong.
  StringEnd why = StringEnd::closed;
  bool escapes = false;  ///< There is an escape.
  bool stable = true;    ///< All escapes are in the form that the stable form prints.
};

/// True when the stable form prints a unit as `\uxxxx` too: controls without a letter of their own,
/// and surrogates unless a pair begins there. `next` is what follows the escape.
inline bool stays_hex(std::uint32_t unit, const char* next, const char* end) {
  if (unit < 0x20) return escape_letter(unit) == 0;
  if (is_low_surrogate(unit)) return true;
  if (!is_high_surrogate(unit)) return false;
  return end - next < 6 || next[0] != '\\' || next[1] != 'u' ||
         !is_low_surrogate(hex_unit(next + 2));
}

/// Checks the four digits of a `\u` escape; adds what is found to `scan`.
inline bool check_hex_escape(const char* digits, const char* end, StringScan& scan) {
  std::uint32_t unit = 0;
  bool lower = true;
  for (int index = 0; index < 4; ++index) {
    const bool ended = digits + index >= end;
    const std::uint32_t value = ended ? 16 : hex_value(digits[index]);
    if (value > 15) {
      scan.why = ended ? StringEnd::text_ended : StringEnd::bad_hex;
      scan.at = ended ? end : digits + index;
      return false;
    }
    if (digits[index] >= 'A' && digits[index] <= 'F') lower = false;
    unit = unit << 4 | value;
  }
  scan.stable = scan.stable && lower && stays_hex(unit, digits + 4, end);
  return true;
}

/// Checks escapes that are not of the short kind. `letters` says where behind `block` what follows
/// a backslash stands.
WP_CODEBOX_NEVER_INLINE inline StringScan check_escapes(const char* block, std::uint64_t letters,
                                                        const char* end) {
  StringScan scan;
  for (; letters != 0; letters &= letters - 1) {
    const char* const letter = block + std::countr_zero(letters);
    if (*letter == '/') {
      scan.stable = false;
    } else if (*letter != 'u') {
      scan.at = letter;
      scan.why = StringEnd::bad_escape;
      break;
    } else if (!check_hex_escape(letter + 1, end, scan)) {
      break;
    }
  }
  return scan;
}

/// Scans a string from behind its opening quotation mark.
WP_CODEBOX_NEVER_INLINE inline StringScan scan_string(const char* at, const char* end) {
  std::uint64_t carry = 0;
  bool escapes = false;
  bool stable = true;
  for (;; at += 64) {
    const char* bytes = at;
    char rest[64];
    const auto left = static_cast<std::size_t>(end - at);
    if (left < 64) {
      // The rest, followed by zeros: those count as control characters, so the scan ends there.
      std::memset(rest, 0, sizeof rest);
      if (left != 0) std::memcpy(rest, at, left);
      bytes = rest;
    }
    const BlockMasks masks = block_masks(bytes);
    const std::uint64_t escaped = escaped_bytes(masks.backslash, carry);
    const std::uint64_t stops = (masks.quote & ~escaped) | masks.control;
    const std::uint64_t inside = (stops - 1) & ~stops;  // All bits below the first stop.
    if (((masks.backslash | escaped) & inside) != 0) {
      escapes = true;
      const std::uint64_t odd =
          escaped & inside & ~(short_letters(bytes) | masks.quote | masks.backslash);
      if (odd != 0) {
        const StringScan checked = check_escapes(at, odd, end);
        if (checked.why != StringEnd::closed) return checked;
        stable = stable && checked.stable;
      }
    }
    if (stops == 0) continue;
    const auto stop = static_cast<std::size_t>(std::countr_zero(stops));
    const StringEnd why = stop >= left                       ? StringEnd::text_ended
                          : (masks.control >> stop & 1) != 0 ? StringEnd::control
                                                             : StringEnd::closed;
    return {at + stop, why, escapes, stable};
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
