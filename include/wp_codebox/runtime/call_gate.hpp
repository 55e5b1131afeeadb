#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Counts the calls that are under way, so that an end can wait for them.

namespace WP_CODEBOX_NAMESPACE {

/// Lets calls in until it is closed. Safe for several threads.
class CallGate {
 public:
  /// A call that was let in; ends with its scope. May outlive nothing: the gate must live longer.
  class Pass {
   public:
    /// `gate` null: was not let in.
    explicit Pass(CallGate* gate) : gate_(gate) {}
    Pass(Pass&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
    Pass& operator=(Pass&&) = delete;
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;
    ~Pass() {
      if (gate_ != nullptr) gate_->leave();
    }

    /// Whether the call was let in.
    [[nodiscard]] explicit operator bool() const { return gate_ != nullptr; }

   private:
    CallGate* gate_;
  };

  /// A pass, or an empty one when the gate is closed.
  [[nodiscard]] Pass enter() {
    const std::lock_guard lock(mutex_);
    if (closed_) return Pass(nullptr);
    inside_.push_back(std::this_thread::get_id());
    return Pass(this);
  }

  /// Nobody gets in from now on. True for the first to close it.
  bool close() {
    const std::lock_guard lock(mutex_);
    const bool first = !closed_;
    closed_ = true;
    return first;
  }

  /// Whether nobody gets in any more.
  [[nodiscard]] bool closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

  /// Whether this thread is inside a call: it must not wait for the others then.
  [[nodiscard]] bool is_inside() const {
    const std::lock_guard lock(mutex_);
    return std::find(inside_.begin(), inside_.end(), std::this_thread::get_id()) != inside_.end();
  }

  /// Returns when no call is under way.
  void wait_until_empty() {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [this] { return inside_.empty(); });
  }

 private:
  void leave() {
    const std::lock_guard lock(mutex_);
    inside_.erase(std::find(inside_.begin(), inside_.end(), std::this_thread::get_id()));
    if (inside_.empty()) emptied_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::vector<std::thread::id> inside_;
  bool closed_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE
