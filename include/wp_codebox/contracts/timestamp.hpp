#pragma once

#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Times as the contract writes them.

namespace WP_CODEBOX_NAMESPACE {

/// Whether a text is a time as `Date.toISOString` prints it, `2026-01-02T03:04:05.006Z`, and exists
/// in the calendar (WPC-ID-003).
[[nodiscard]] constexpr bool is_contract_timestamp(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  const auto number = [text](std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (month < 1 || month > 12 || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) {
    return false;
  }
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int last = days[month - 1] + (month == 2 && leap ? 1 : 0);
  return day >= 1 && day <= last;
}

}  // namespace WP_CODEBOX_NAMESPACE
