#pragma once

#include <utility>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/runtime/event_journal.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE EventJournal::EventJournal(std::shared_ptr<Clock> clock,
                                             std::shared_ptr<IdSource> ids, Listener listener)
    : clock_(std::move(clock)), ids_(std::move(ids)), listener_(std::move(listener)) {}

WP_CODEBOX_INLINE std::optional<LifecycleEvent> EventJournal::append_locked(
    KnownLifecycleEventType type, const json::Value& data) {
  if (closed_) return std::nullopt;
  LifecycleEvent event;
  event.id = ids_->next("event");
  event.type = type;
  event.timestamp = clock_->now();
  event.data = json::from_json<json::Dictionary<json::Value>>(data.text()).value;
  return events_.emplace_back(std::move(event));
}

WP_CODEBOX_INLINE std::optional<LifecycleEvent> EventJournal::append(KnownLifecycleEventType type,
                                                                     const json::Value& data) {
  const std::lock_guard lock(mutex_);
  return append_locked(type, data);
}

WP_CODEBOX_INLINE void EventJournal::close(KnownLifecycleEventType type, const json::Value& data) {
  const std::lock_guard lock(mutex_);
  append_locked(type, data);
  closed_ = true;
}

WP_CODEBOX_INLINE void EventJournal::deliver() {
  if (!listener_) return;
  std::unique_lock lock(mutex_);
  if (deliverer_ == std::this_thread::get_id()) return;
  const std::size_t wanted = events_.size();
  while (delivered_count_ < wanted) {
    if (deliverer_ != std::thread::id()) {
      delivered_.wait(lock);
      continue;
    }
    deliverer_ = std::this_thread::get_id();
    const LifecycleEvent event = events_[delivered_count_];
    lock.unlock();
    try {
      listener_(event);
    } catch (...) {  // NOLINT(bugprone-empty-catch): a listener cannot break a runtime.
    }
    lock.lock();
    deliverer_ = std::thread::id();
    ++delivered_count_;
    delivered_.notify_all();
  }
}

WP_CODEBOX_INLINE std::vector<LifecycleEvent> EventJournal::events() const {
  const std::lock_guard lock(mutex_);
  return events_;
}

}  // namespace WP_CODEBOX_NAMESPACE
