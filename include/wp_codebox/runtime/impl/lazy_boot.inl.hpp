#pragma once

#include <utility>

#include "wp_codebox/runtime/lazy_boot.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE LazyBoot::LazyBoot(std::function<void()> boot) : boot_(std::move(boot)) {}

WP_CODEBOX_INLINE LazyBoot::~LazyBoot() {
  forbid();
  join();
}

WP_CODEBOX_INLINE bool LazyBoot::ensure(const Deadline& deadline) {
  std::unique_lock lock(mutex_);
  if (state_ == State::idle && !forbidden_) {
    state_ = State::booting;
    thread_ = std::thread([this] {
      std::exception_ptr failure;
      try {
        boot_();
      } catch (...) {
        failure = std::current_exception();
      }
      const std::lock_guard guard(mutex_);
      state_ = failure ? State::failed : State::ready;
      failure_ = std::move(failure);
      booter_ = std::thread::id();
      changed_.notify_all();
    });
    booter_ = thread_.get_id();
  }
  const auto over = [this] {
    return state_ == State::ready || state_ == State::failed || forbidden_;
  };
  if (deadline) {
    changed_.wait_until(lock, *deadline, over);
  } else {
    changed_.wait(lock, over);
  }
  if (state_ == State::failed && !forbidden_) std::rethrow_exception(failure_);
  return state_ == State::ready && !forbidden_;
}

WP_CODEBOX_INLINE bool LazyBoot::ready() const {
  const std::lock_guard lock(mutex_);
  return state_ == State::ready;
}

WP_CODEBOX_INLINE bool LazyBoot::is_inside() const {
  const std::lock_guard lock(mutex_);
  return booter_ == std::this_thread::get_id();
}

WP_CODEBOX_INLINE void LazyBoot::forbid() {
  const std::lock_guard lock(mutex_);
  forbidden_ = true;
  changed_.notify_all();
}

WP_CODEBOX_INLINE void LazyBoot::join() {
  std::thread thread;
  {
    const std::lock_guard lock(mutex_);
    thread = std::move(thread_);
  }
  if (thread.joinable()) thread.join();
}

}  // namespace WP_CODEBOX_NAMESPACE
