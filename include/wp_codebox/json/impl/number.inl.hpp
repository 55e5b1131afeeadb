#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>

#include "wp_codebox/json/impl/read_number.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

/// The shortest decimal digits of a finite, positive double: value = 0.digits * 10^point.
struct ShortestDigits {
  char digits[17];
  int count = 0;
  int point = 0;

  explicit ShortestDigits(double value) {
    char text[32];
    const char* const end =
        std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    const char* at = text;
    for (; *at != 'e'; ++at) {
      if (*at != '.') digits[count++] = *at;
    }
    ++at;
    const bool negative = *at == '-';
    int exponent = 0;
    for (++at; at != end; ++at) exponent = exponent * 10 + (*at - '0');
    point = (negative ? -exponent : exponent) + 1;
  }
};

/// Lays digits out as ECMAScript's Number::toString does; returns the end.
inline char* lay_out(const ShortestDigits& number, char* out) {
  const auto copy = [&](int from, int to) {
    while (from < to) *out++ = number.digits[from++];
  };
  const auto zeros = [&](int count) {
    while (count-- > 0) *out++ = '0';
  };
  const int point = number.point;
  if (number.count <= point && point <= 21) {
    copy(0, number.count);
    zeros(point - number.count);
  } else if (0 < point && point <= 21) {
    copy(0, point);
    *out++ = '.';
    copy(point, number.count);
  } else if (-6 < point && point <= 0) {
    *out++ = '0';
    *out++ = '.';
    zeros(-point);
    copy(0, number.count);
  } else {
    copy(0, 1);
    if (number.count > 1) *out++ = '.';
    copy(1, number.count);
    *out++ = 'e';
    const int exponent = point - 1;
    *out++ = exponent < 0 ? '-' : '+';
    out = std::to_chars(out, out + 4, std::abs(exponent)).ptr;
  }
  return out;
}

/// Prints into `out`, which has room for `max_number_length`; returns the end.
inline char* print_number(double value, char* out) {
  constexpr double exact = 9007199254740992;  // 2^53; smaller integers print as their digits.
  if (value > -exact && value < exact) {
    const auto integer = static_cast<std::int64_t>(value);
    if (static_cast<double>(integer) == value) {
      return std::to_chars(out, out + max_number_length, integer).ptr;
    }
  } else if (!std::isfinite(value)) {
    for (const char letter : std::string_view("null")) *out++ = letter;
    return out;
  }
  if (value < 0) *out++ = '-';
  return lay_out(ShortestDigits(std::abs(value)), out);
}

}  // namespace impl

WP_CODEBOX_INLINE void write_number(double value, Output& output) {
  char text[max_number_length];
  const char* const end = impl::print_number(value, text);
  output.put(std::string_view(text, static_cast<std::size_t>(end - text)));
}

WP_CODEBOX_INLINE std::string number_text(double value) {
  char text[max_number_length];
  return {text, impl::print_number(value, text)};
}

WP_CODEBOX_INLINE double parse_number(std::string_view text) {
  impl::NumberScanner scanner(text.data(), text.data() + text.size());
  const bool whole =
      scanner.scan() == impl::NumberEnd::complete && scanner.at() == text.data() + text.size();
  return whole ? scanner.value() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace WP_CODEBOX_NAMESPACE::json
