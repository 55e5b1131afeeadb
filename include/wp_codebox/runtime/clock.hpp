#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// The time that stands in records.

namespace WP_CODEBOX_NAMESPACE {

/// A time as records have it, `2026-01-02T03:04:05.006Z` (WPC-ID-003). `ms` counts milliseconds
/// since 1970 in UTC.
[[nodiscard]] std::string iso_time(std::int64_t ms);

/// Tells the time and never goes back, whatever happens to the system's clock (WPC-ID-004). Safe
/// for several threads.
class Clock {
 public:
  /// Milliseconds since 1970 in UTC.
  using Source = std::function<std::int64_t()>;

  /// The system's clock.
  Clock();
  /// Another source of time, called under a lock, one thread at a time.
  explicit Clock(Source source);

  [[nodiscard]] std::int64_t now_ms();                            ///< Milliseconds since 1970, UTC.
  [[nodiscard]] std::string now() { return iso_time(now_ms()); }  ///< The time as records have it.

 private:
  Source source_;
  std::mutex mutex_;
  std::int64_t latest_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/clock.inl.hpp"
#endif
