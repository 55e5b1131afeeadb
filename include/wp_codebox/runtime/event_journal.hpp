#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/runtime/id_source.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What happened to a runtime, in order.

namespace WP_CODEBOX_NAMESPACE {

/// The events of one runtime. Times never go back, and the listener hears every event once, in
/// order, one at a time, never under a lock. Safe for several threads; the listener may record.
class EventJournal {
 public:
  /// What it throws is swallowed.
  using Listener = std::function<void(const LifecycleEvent& event)>;

  /// `listener` may be empty; clock and ids are shared with the runtime.
  EventJournal(std::shared_ptr<Clock> clock, std::shared_ptr<IdSource> ids, Listener listener);

  /// Appends an event; `data` is a JSON object. The listener hears of it at the next `deliver`, so
  /// this may be called under a lock. Gives the event; nothing after `close`.
  std::optional<LifecycleEvent> append(KnownLifecycleEventType type, const json::Value& data);

  /// Appends the last event; later ones are dropped.
  void close(KnownLifecycleEventType type, const json::Value& data);

  /// Returns when the listener has heard everything that was appended so far. Called from inside
  /// the listener it returns at once: the listener hears the rest afterwards.
  void deliver();

  /// A copy of what happened so far.
  [[nodiscard]] std::vector<LifecycleEvent> events() const;

 private:
  std::optional<LifecycleEvent> append_locked(KnownLifecycleEventType type,
                                              const json::Value& data);

  std::shared_ptr<Clock> clock_;
  std::shared_ptr<IdSource> ids_;
  Listener listener_;

  mutable std::mutex mutex_;
  std::condition_variable delivered_;
  std::vector<LifecycleEvent> events_;
  std::size_t delivered_count_ = 0;
  std::thread::id deliverer_;  ///< The thread that calls the listener at the moment.
  bool closed_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/event_journal.inl.hpp"
#endif
