#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <random>
#include <utility>

#include "wp_codebox/runtime/id_source.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace ids {

/// Number of distinct tails: 36^6.
inline constexpr std::uint64_t tail_count = 2'176'782'336;

WP_CODEBOX_INLINE std::string base36(std::uint64_t number, std::size_t width) {
  std::string digits;
  for (; number != 0 || digits.size() < width; number /= 36) {
    digits.push_back("0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

/// The next tail of this process. A forked child starts anew, or it would repeat its parent's ids.
WP_CODEBOX_INLINE std::uint64_t process_tail() {
  static std::mutex mutex;
  static pid_t owner = 0;
  static std::uint64_t tail = 0;
  const std::lock_guard lock(mutex);
  if (owner != ::getpid()) {
    std::random_device random;
    tail = (std::uint64_t{random()} << 32) | random();
    owner = ::getpid();
  }
  return ++tail;
}

}  // namespace ids

WP_CODEBOX_INLINE IdSource::IdSource(std::shared_ptr<Clock> clock)
    : IdSource(std::move(clock), &ids::process_tail) {}

WP_CODEBOX_INLINE IdSource::IdSource(std::shared_ptr<Clock> clock, Tail tail)
    : clock_(std::move(clock)), tail_(std::move(tail)) {}

WP_CODEBOX_INLINE std::string IdSource::next(std::string_view prefix) {
  std::string id(prefix);
  id.append("-").append(ids::base36(static_cast<std::uint64_t>(clock_->now_ms()), 1));
  return id.append("-").append(ids::base36(tail_() % ids::tail_count, 6));
}

}  // namespace WP_CODEBOX_NAMESPACE
