#pragma once

// Included by one translation unit of a program. Nothing here is inline on purpose.

#include <utility>

#include "wp_codebox/stdio/impl/program_connection.hpp"

namespace WP_CODEBOX_NAMESPACE::program_detail {

namespace {

/// More notices than any creation gives; beyond that a program is flooding.
constexpr std::size_t most_unknown_notices = 10000;

}  // namespace

bool Channel::push(Notice notice) {
  const std::lock_guard lock(mutex_);
  if (!listened_ && waiting_.size() >= most_unknown_notices) return false;
  waiting_.push_back(std::move(notice));
  ++pushed_;
  return true;
}

void Channel::listen(const RuntimeHooks& hooks) {
  const std::lock_guard lock(mutex_);
  hooks_ = hooks;
  listened_ = true;
}

bool Channel::has_news() const {
  const std::lock_guard lock(mutex_);
  return listened_ && !waiting_.empty();
}

RuntimeHooks Channel::hooks() const {
  const std::lock_guard lock(mutex_);
  return hooks_;
}

void Channel::deliver() {
  std::unique_lock lock(mutex_);
  if (!listened_ || deliverer_ == std::this_thread::get_id()) return;
  const std::size_t wanted = pushed_;
  while (delivered_ < wanted) {
    if (deliverer_ != std::thread::id()) {
      changed_.wait(lock);
      continue;
    }
    deliverer_ = std::this_thread::get_id();
    const Notice notice = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    tell(notice);
    lock.lock();
    deliverer_ = std::thread::id();
    ++delivered_;
    changed_.notify_all();
  }
}

/// The hooks were set before the first delivery and stay.
void Channel::tell(const Notice& notice) const {
  try {
    if (const auto* event = std::get_if<LifecycleEvent>(&notice)) {
      if (hooks_.on_event) hooks_.on_event(runtime_id_, *event);
    } else if (hooks_.on_startup_progress) {
      hooks_.on_startup_progress(runtime_id_, std::get<BrowserStartupProgressEvent>(notice));
    }
  } catch (...) {  // NOLINT(bugprone-empty-catch): WPC-EVT-008.
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::program_detail
