#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "wp_codebox/version.hpp"

/// \file
/// Notices work that does not end.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Calls a function, once and from a thread of its own, when what was started has not ended within
/// the limit. All members may be called from any thread.
class Watchdog {
 public:
  Watchdog(std::chrono::milliseconds limit, std::function<void()> on_overrun);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  void start();
  void stop();

 private:
  void watch();

  const std::chrono::milliseconds limit_;
  const std::function<void()> on_overrun_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
