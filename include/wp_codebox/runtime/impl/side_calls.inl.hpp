#pragma once

#include <algorithm>
#include <iterator>
#include <utility>

#include "wp_codebox/runtime/side_calls.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE SideCalls::~SideCalls() {
  stop();
  join();
}

WP_CODEBOX_INLINE void SideCalls::work(Call& call, const Function& function) {
  std::optional<std::string> text;
  std::exception_ptr failure;
  try {
    text = function(call.stop.get_token());
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  call.text = std::move(text);
  call.failure = std::move(failure);
  call.done = true;
  changed_.notify_all();
}

WP_CODEBOX_INLINE std::optional<std::string> SideCalls::run(Function function,
                                                            const Deadline& deadline) {
  join_done();
  std::unique_lock lock(mutex_);
  if (stopped_) return std::nullopt;
  const auto call = calls_.emplace(calls_.end());
  call->thread =
      std::thread([this, &entry = *call, work = std::move(function)] { this->work(entry, work); });
  const auto over = [this, call] { return call->done || stopped_; };
  if (deadline) {
    changed_.wait_until(lock, *deadline, over);
  } else {
    changed_.wait(lock, over);
  }
  if (!call->done || stopped_) {
    call->abandoned = true;
    std::stop_source source = call->stop;
    lock.unlock();
    source.request_stop();  // Outside of the lock: it runs the callbacks of those who listen.
    return std::nullopt;
  }
  std::optional<std::string> text = std::move(call->text);
  const std::exception_ptr failure = std::move(call->failure);
  std::thread thread = std::move(call->thread);
  calls_.erase(call);
  lock.unlock();
  thread.join();
  if (failure) std::rethrow_exception(failure);
  return text;
}

WP_CODEBOX_INLINE void SideCalls::stop() noexcept {
  std::list<std::stop_source> sources;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (const Call& call : calls_) sources.push_back(call.stop);
    changed_.notify_all();
  }
  for (std::stop_source& source : sources) source.request_stop();
}

WP_CODEBOX_INLINE bool SideCalls::is_inside() const {
  const std::lock_guard lock(mutex_);
  return std::any_of(calls_.begin(), calls_.end(), [](const Call& call) {
    return call.thread.get_id() == std::this_thread::get_id();
  });
}

/// Frees what functions left behind that nobody waits for any more.
WP_CODEBOX_INLINE void SideCalls::join_done() {
  std::list<Call> done;
  {
    const std::lock_guard lock(mutex_);
    for (auto call = calls_.begin(); call != calls_.end();) {
      const auto next = std::next(call);
      if (call->done && call->abandoned) done.splice(done.end(), calls_, call);
      call = next;
    }
  }
  for (Call& call : done) call.thread.join();
}

WP_CODEBOX_INLINE void SideCalls::join() {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] {
      return std::all_of(calls_.begin(), calls_.end(), [](const Call& call) { return call.done; });
    });
  }
  join_done();
}

}  // namespace WP_CODEBOX_NAMESPACE
