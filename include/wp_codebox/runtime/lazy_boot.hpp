#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "wp_codebox/version.hpp"

/// \file
/// A boot that happens once, when it is first needed.

namespace WP_CODEBOX_NAMESPACE {

/// Runs a boot on a thread of its own, so that a call with a time limit need not outwait it: the
/// boot goes on, and the next call finds it ready or waits in turn. Safe for several threads.
class LazyBoot {
 public:
  /// Point in time at which a caller gives up waiting; none: never.
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  /// `boot` is called at most once, on a thread of its own; what it throws is kept.
  explicit LazyBoot(std::function<void()> boot);
  LazyBoot(const LazyBoot&) = delete;
  LazyBoot& operator=(const LazyBoot&) = delete;
  /// Waits for a boot that is under way.
  ~LazyBoot();

  /// Boots if nobody did, and waits. False when the time is over first, or when it was forbidden.
  /// Throws what the boot threw, at every call.
  [[nodiscard]] bool ensure(const Deadline& deadline = std::nullopt);

  /// Whether the boot has succeeded.
  [[nodiscard]] bool ready() const;

  /// Whether this thread is the one that boots: it must not wait for itself.
  [[nodiscard]] bool is_inside() const;

  /// A boot that was not begun is never begun; callers that wait stop waiting.
  void forbid();

  /// Waits for a boot that is under way; whether it succeeds does not matter.
  void join();

 private:
  enum class State : std::uint8_t { idle, booting, ready, failed };

  std::function<void()> boot_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::idle;
  bool forbidden_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
  std::thread::id booter_;  ///< The thread that boots at the moment.
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/lazy_boot.inl.hpp"
#endif
