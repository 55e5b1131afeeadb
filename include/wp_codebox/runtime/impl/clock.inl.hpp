#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "wp_codebox/runtime/clock.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE std::string iso_time(std::int64_t ms) {
  using std::chrono::days;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(ms)};
  const auto midnight = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss clock{time - midnight};
  std::array<char, 64> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

WP_CODEBOX_INLINE Clock::Clock()
    : Clock([] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
      }) {}

WP_CODEBOX_INLINE Clock::Clock(Source source) : source_(std::move(source)) {}

WP_CODEBOX_INLINE std::int64_t Clock::now_ms() {
  const std::lock_guard lock(mutex_);
  latest_ = std::max(latest_, source_());
  return latest_;
}

}  // namespace WP_CODEBOX_NAMESPACE
