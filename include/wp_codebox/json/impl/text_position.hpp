#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "wp_codebox/version.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// \file
/// From a byte offset to the line and the column that an editor shows.

namespace WP_CODEBOX_NAMESPACE::json::impl {

struct TextPosition {
  std::size_t line = 1;    ///< From 1; lines end with a line feed.
  std::size_t column = 1;  ///< From 1, in code points.
};

#if defined(__SSE2__)

/// How many of 16 * `blocks` bytes do not begin a character; at most 255 blocks.
inline std::size_t count_continuations(const char* at, std::size_t blocks) {
  // Continuations are the signed bytes below -64; each lane counts its own.
  __m128i lanes = _mm_setzero_si128();
  for (; blocks > 0; --blocks, at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    lanes = _mm_sub_epi8(lanes, _mm_cmplt_epi8(bytes, _mm_set1_epi8(-64)));
  }
  const __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
  return static_cast<std::size_t>(_mm_cvtsi128_si32(sums)) +
         static_cast<std::size_t>(_mm_cvtsi128_si32(_mm_srli_si128(sums, 8)));
}

#else

/// How many of 16 * `blocks` bytes do not begin a character; at most 255 blocks.
inline std::size_t count_continuations(const char* at, std::size_t blocks) {
  std::size_t count = 0;
  for (const char* const end = at + 16 * blocks; at != end; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    // The high bit is set and the next one is not.
    const std::uint64_t found = (word >> 7) & ~(word >> 6) & 0x0101010101010101U;
    count += static_cast<std::size_t>((found * 0x0101010101010101U) >> 56);
  }
  return count;
}

#endif

/// How many of the bytes do not begin a character.
inline std::size_t count_continuations(std::string_view text) {
  std::size_t count = 0;
  while (text.size() >= 16) {
    const std::size_t blocks = std::min<std::size_t>(text.size() / 16, 255);
    count += count_continuations(text.data(), blocks);
    text.remove_prefix(16 * blocks);
  }
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) == 0x80 ? 1 : 0;
  return count;
}

/// The position behind `text` when `text` begins at `from`.
inline TextPosition advance(TextPosition from, std::string_view text) {
  for (std::size_t feed = 0; (feed = text.find('\n')) != std::string_view::npos;) {
    ++from.line;
    from.column = 1;
    text.remove_prefix(feed + 1);
  }
  from.column += text.size() - count_continuations(text);
  return from;
}

inline TextPosition text_position(std::string_view text, std::size_t offset) {
  return advance({}, text.substr(0, offset));
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
