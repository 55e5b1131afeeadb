#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "wp_codebox/json/impl/unicode.hpp"

#if (defined(__x86_64__) || defined(__i386__)) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#define WP_CODEBOX_HAS_AVX2_DISPATCH
#define WP_CODEBOX_AVX2 __attribute__((target("avx2")))
#endif

/// \file
/// Finds the first place that is not UTF-8.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// One character after the other; skips ASCII eight bytes at a time. Returns the first byte of the
/// first sequence that is not UTF-8, or `end`.
inline const char* find_invalid_utf8_by_character(const char* at, const char* end) {
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

#ifdef WP_CODEBOX_HAS_AVX2_DISPATCH

/// Checks 32 bytes at a time. What is wrong with two neighbouring bytes is looked up from three
/// halves of them (Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte",
/// 2020); that a third and a fourth byte follow is compared with the leads two and three before.
class Utf8CheckerAvx2 {
 public:
  WP_CODEBOX_AVX2 static bool is_utf8(const char* at, const char* end) {
    __m256i error = _mm256_setzero_si256();
    __m256i before = _mm256_setzero_si256();
    __m256i unfinished = _mm256_setzero_si256();
    for (; end - at >= 64; at += 64) {
      const __m256i first = load(at);
      const __m256i second = load(at + 32);
      if (_mm256_movemask_epi8(_mm256_or_si256(first, second)) == 0) {
        error = _mm256_or_si256(error, unfinished);
        unfinished = before = _mm256_setzero_si256();
        continue;
      }
      error = _mm256_or_si256(error, check(first, before));
      error = _mm256_or_si256(error, check(second, first));
      unfinished = cut_at_end(second);
      before = second;
    }
    // The zeros behind the rest end every sequence.
    char rest[64] = {};
    const auto size = static_cast<std::size_t>(end - at);
    if (size != 0) std::memcpy(rest, at, size);
    const __m256i first = load(rest);
    error = _mm256_or_si256(error, check(first, before));
    error = _mm256_or_si256(error, check(load(rest + 32), first));
    error = _mm256_or_si256(error, cut_at_end(load(rest + 32)));
    return _mm256_testz_si256(error, error) != 0;
  }

 private:
  // What two neighbouring bytes can be wrong with; a pair is wrong if all three look-ups say so.
  static constexpr char too_short = 1;                        // A lead or ASCII behind a lead.
  static constexpr char too_long = 2;                         // A continuation behind ASCII.
  static constexpr char overlong_3 = 4;                       // E0 80..9F
  static constexpr char too_large = 8;                        // F4 90..BF, F5..FF 90..BF
  static constexpr char surrogate = 16;                       // ED A0..BF
  static constexpr char overlong_2 = 32;                      // C0, C1
  static constexpr char beyond_or_4 = 64;                     // F5..FF 80..8F, F0 80..8F
  static constexpr char two_follow = static_cast<char>(128);  // Two continuations in a row.
  static constexpr char any_low = static_cast<char>(too_short | too_long | two_follow);

  WP_CODEBOX_AVX2 static __m256i load(const char* at) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  }

  /// Sixteen answers, looked up with half bytes.
  struct Table {
    alignas(16) char answers[16];
  };

  WP_CODEBOX_AVX2 static __m256i look_up(const Table& table, __m256i halves) {
    const __m128i answers = _mm_load_si128(reinterpret_cast<const __m128i*>(table.answers));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(answers), halves);
  }

  WP_CODEBOX_AVX2 static __m256i low_half(__m256i bytes) {
    return _mm256_and_si256(bytes, _mm256_set1_epi8(0x0F));
  }

  WP_CODEBOX_AVX2 static __m256i high_half(__m256i bytes) {
    return low_half(_mm256_srli_epi16(bytes, 4));
  }

  /// The high bit is set in each byte that is not what its neighbours before it ask for.
  WP_CODEBOX_AVX2 static __m256i check(__m256i bytes, __m256i before) {
    constexpr char lead_c = too_short | overlong_2;
    constexpr char lead_e = too_short | overlong_3 | surrogate;
    constexpr char lead_f = too_short | too_large | beyond_or_4;
    static constexpr Table lead_high = {{too_long, too_long, too_long, too_long, too_long, too_long,
                                         too_long, too_long, two_follow, two_follow, two_follow,
                                         two_follow, lead_c, too_short, lead_e, lead_f}};
    constexpr char low_0 = static_cast<char>(any_low | overlong_3 | overlong_2 | beyond_or_4);
    constexpr char low_1 = static_cast<char>(any_low | overlong_2);
    constexpr char low_4 = static_cast<char>(any_low | too_large);
    constexpr char low_5 = static_cast<char>(any_low | too_large | beyond_or_4);
    constexpr char low_d = static_cast<char>(low_5 | surrogate);
    static constexpr Table lead_low = {{low_0, low_1, any_low, any_low, low_4, low_5, low_5, low_5,
                                        low_5, low_5, low_5, low_5, low_5, low_d, low_5, low_5}};
    constexpr char follow = static_cast<char>(too_long | overlong_2 | two_follow);
    constexpr char next_8 = static_cast<char>(follow | overlong_3 | beyond_or_4);
    constexpr char next_9 = static_cast<char>(follow | overlong_3 | too_large);
    constexpr char next_a = static_cast<char>(follow | surrogate | too_large);
    static constexpr Table next_high = {{too_short, too_short, too_short, too_short, too_short,
                                         too_short, too_short, too_short, next_8, next_9, next_a,
                                         next_a, too_short, too_short, too_short, too_short}};

    const __m256i joint = _mm256_permute2x128_si256(before, bytes, 0x21);
    const __m256i one_before = _mm256_alignr_epi8(bytes, joint, 15);
    const __m256i two_before = _mm256_alignr_epi8(bytes, joint, 14);
    const __m256i three_before = _mm256_alignr_epi8(bytes, joint, 13);
    const __m256i pairs =
        _mm256_and_si256(_mm256_and_si256(look_up(lead_high, high_half(one_before)),
                                          look_up(lead_low, low_half(one_before))),
                         look_up(next_high, high_half(bytes)));
    // The high bit is left where a third or a fourth byte must be; there two continuations in a
    // row are right, elsewhere wrong.
    const __m256i third = _mm256_subs_epu8(two_before, _mm256_set1_epi8(0xE0 - 0x80));
    const __m256i fourth = _mm256_subs_epu8(three_before, _mm256_set1_epi8(0xF0 - 0x80));
    const __m256i must_follow =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
    return _mm256_xor_si256(must_follow, pairs);
  }

  /// Not zero when a sequence goes on behind these bytes.
  WP_CODEBOX_AVX2 static __m256i cut_at_end(__m256i bytes) {
    constexpr char any = static_cast<char>(0xFF);
    return _mm256_subs_epu8(
        bytes, _mm256_setr_epi8(any, any, any, any, any, any, any, any, any, any, any, any, any,
                                any, any, any, any, any, any, any, any, any, any, any, any, any,
                                any, any, any, static_cast<char>(0xEF), static_cast<char>(0xDF),
                                static_cast<char>(0xBF)));
  }
};

inline bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}

#endif

/// Returns the first byte of the first sequence that is not UTF-8, or `end`.
inline const char* find_invalid_utf8(const char* at, const char* end) {
#ifdef WP_CODEBOX_HAS_AVX2_DISPATCH
  // The rare bad text is gone through once more to find the place.
  if (has_avx2() && Utf8CheckerAvx2::is_utf8(at, end)) return end;
#endif
  return find_invalid_utf8_by_character(at, end);
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl

#undef WP_CODEBOX_AVX2
