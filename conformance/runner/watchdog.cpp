#include "conformance/runner/watchdog.hpp"

#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {

Watchdog::Watchdog(std::chrono::milliseconds limit, std::function<void()> on_overrun)
    : limit_(limit), on_overrun_(std::move(on_overrun)), thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Watchdog::start() {
  {
    const std::lock_guard lock(mutex_);
    deadline_ = std::chrono::steady_clock::now() + limit_;
  }
  changed_.notify_all();
}

void Watchdog::stop() {
  const std::lock_guard lock(mutex_);
  deadline_.reset();
}

void Watchdog::watch() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (!deadline_) {
      changed_.wait(lock);
    } else if (std::chrono::steady_clock::now() < *deadline_) {
      changed_.wait_until(lock, std::chrono::steady_clock::time_point(*deadline_));
    } else {
      deadline_.reset();
      lock.unlock();
      on_overrun_();
      lock.lock();
    }
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
