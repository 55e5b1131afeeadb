#pragma once

#include <cfloat>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <system_error>

#include "wp_codebox/version.hpp"

/// \file
/// From the text of a JSON number to the double that JavaScript makes of it.

namespace WP_CODEBOX_NAMESPACE::json::impl {

inline bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Why the scan of a number stopped.
enum class NumberEnd { complete, text_ended, no_digit };

/// A number being read, from its first character on.
class NumberScanner {
 public:
  NumberScanner(const char* begin, const char* end) : begin_(begin), at_(begin), end_(end) {}

  /// Where the scan stopped: behind the number, or at what should have been a digit.
  [[nodiscard]] const char* at() const { return at_; }
  [[nodiscard]] double value() const { return value_; }

  NumberEnd scan() {
    negative_ = at_ != end_ && *at_ == '-';
    if (negative_) ++at_;
    const char* const integer = at_;
    if (at_ != end_ && *at_ == '0') {
      ++at_;
    } else if (!digits()) {
      return missing();
    }
    integer_digits_ = at_ - integer;
    if (at_ == end_ || (*at_ != '.' && (*at_ | 0x20) != 'e')) {
      if (!is_exact(integer_digits_)) return slow();
      value_ = sign(static_cast<double>(mantissa_));
      return NumberEnd::complete;
    }
    return fraction_and_exponent();
  }

 private:
  /// True when a double holds the digits, read as one integer, without rounding.
  [[nodiscard]] bool is_exact(std::ptrdiff_t digit_count) const {
    constexpr std::uint64_t greatest = std::uint64_t{1} << 53;
    return FLT_EVAL_METHOD == 0 && digit_count <= 19 && mantissa_ <= greatest;
  }

  NumberEnd fraction_and_exponent() {
    std::ptrdiff_t fraction_digits = 0;
    if (*at_ == '.') {
      const char* const fraction = ++at_;
      if (!digits()) return missing();
      fraction_digits = at_ - fraction;
    }
    if (at_ != end_ && (*at_ | 0x20) == 'e') {
      ++at_;
      const bool negative = at_ != end_ && *at_ == '-';
      if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      if (!exponent_digits(negative)) return missing();
    }
    if (!is_exact(integer_digits_ + fraction_digits)) return slow();
    // Both the digits and the power of ten are exact doubles, so one rounding makes the value.
    const std::ptrdiff_t power = exponent_ - fraction_digits;
    if (power < -22 || power > 22) return slow();
    const auto exact = static_cast<double>(mantissa_);
    value_ = sign(power < 0 ? exact / power_of_ten(-power) : exact * power_of_ten(power));
    return NumberEnd::complete;
  }

  bool digits() {
    const char* const first = at_;
    // Overflows harmlessly: the sum is used only when there were few digits.
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      mantissa_ = mantissa_ * 10 + static_cast<std::uint64_t>(*at_ - '0');
    }
    return at_ != first;
  }

  bool exponent_digits(bool negative) {
    const char* const first = at_;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      if (exponent_ < exponent_bound) exponent_ = exponent_ * 10 + (*at_ - '0');
    }
    if (negative) exponent_ = -exponent_;
    return at_ != first;
  }

  [[nodiscard]] NumberEnd missing() const {
    return at_ == end_ ? NumberEnd::text_ended : NumberEnd::no_digit;
  }

  NumberEnd slow() {
    const std::from_chars_result result = std::from_chars(begin_, at_, value_);
    // The library gives no value for either; which it is follows from the place of the first
    // digit that counts.
    if (result.ec == std::errc::result_out_of_range) {
      value_ = sign(is_large() ? std::numeric_limits<double>::infinity() : 0.0);
    }
    return NumberEnd::complete;
  }

  /// For a number that no double is near: true when it is above all of them, false when below.
  [[nodiscard]] bool is_large() const {
    const char* digit = begin_ + (negative_ ? 1 : 0);
    std::ptrdiff_t magnitude = integer_digits_;
    while (digit != at_ && (*digit == '0' || *digit == '.')) {
      if (*digit == '0') --magnitude;
      ++digit;
    }
    return magnitude + exponent_ > 0;
  }

  [[nodiscard]] double sign(double value) const { return negative_ ? -value : value; }

  static double power_of_ten(std::ptrdiff_t power) {
    constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return powers[power];
  }

  // Beyond it no number of at most 4 GB of digits comes back into a double's range.
  static constexpr std::int64_t exponent_bound = std::int64_t{1} << 40;

  const char* begin_;
  const char* at_;
  const char* end_;
  bool negative_ = false;
  std::ptrdiff_t integer_digits_ = 0;
  std::int64_t exponent_ = 0;
  std::uint64_t mantissa_ = 0;
  double value_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
