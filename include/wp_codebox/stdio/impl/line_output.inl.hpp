#pragma once

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <thread>
#include <utility>

#include "wp_codebox/stdio/line_output.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace line_output {

/// False when it cannot be written.
WP_CODEBOX_INLINE bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace line_output

WP_CODEBOX_INLINE LineOutput::LineOutput(int descriptor, std::size_t queue_bytes,
                                         std::function<void()> on_broken)
    : state_(std::make_shared<State>()) {
  state_->queue_bytes = queue_bytes;
  state_->on_broken = std::move(on_broken);
  // Detached, because nothing can end a write that nobody reads; it owns what it uses.
  std::thread([state = state_, descriptor] {
    // No signal is for this thread; a write to a closed pipe is an error like any other.
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    run(*state, descriptor);
  }).detach();
}

WP_CODEBOX_INLINE LineOutput::~LineOutput() { close(); }

WP_CODEBOX_INLINE void LineOutput::run(State& state, int descriptor) {
  std::unique_lock lock(state.mutex);
  while (true) {
    state.changed.wait(lock, [&state] { return !state.lines.empty() || state.closed; });
    if (state.lines.empty() || state.broken) break;
    const std::string line = std::move(state.lines.front());
    state.lines.pop_front();
    lock.unlock();
    const bool written = line_output::write_all(descriptor, line);
    lock.lock();
    state.waiting_bytes -= line.size();
    if (!written) {
      state.broken = true;
      state.closed = true;
      state.lines.clear();
      state.waiting_bytes = 0;
    }
    state.changed.notify_all();
    if (written) continue;
    lock.unlock();
    if (state.on_broken) state.on_broken();
    lock.lock();
  }
  state.done = true;
  state.changed.notify_all();
}

WP_CODEBOX_INLINE bool LineOutput::write(std::string line) {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(
      lock, [this] { return state_->closed || state_->waiting_bytes <= state_->queue_bytes; });
  if (state_->closed) return false;
  state_->waiting_bytes += line.size();
  state_->lines.push_back(std::move(line));
  state_->changed.notify_all();
  return true;
}

WP_CODEBOX_INLINE void LineOutput::close() {
  const std::lock_guard lock(state_->mutex);
  state_->closed = true;
  state_->changed.notify_all();
}

WP_CODEBOX_INLINE bool LineOutput::broken() const {
  const std::lock_guard lock(state_->mutex);
  return state_->broken;
}

WP_CODEBOX_INLINE bool LineOutput::finish(std::chrono::milliseconds limit) {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, limit, [this] { return state_->done; });
}

}  // namespace WP_CODEBOX_NAMESPACE
