#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// Writes lines to a file descriptor from a thread of its own, so that who speaks need not wait for
/// who listens.

namespace WP_CODEBOX_NAMESPACE {

/// A queue of lines and the thread that writes them. All members may be called from any thread.
class LineOutput {
 public:
  /// The descriptor stays the caller's and must be open as long as the thread runs. While more than
  /// `queue_bytes` wait to be written, `write` waits too. `on_broken` is called once, on the
  /// thread, when nobody reads any more.
  LineOutput(int descriptor, std::size_t queue_bytes, std::function<void()> on_broken = nullptr);
  LineOutput(const LineOutput&) = delete;
  LineOutput& operator=(const LineOutput&) = delete;
  /// Lets the thread go, also in the middle of a line.
  ~LineOutput();

  /// Queues a line, which brings its LF along. False when it will not be written: the output was
  /// closed or is broken.
  bool write(std::string line);

  /// Takes no more lines. Those in the queue are written.
  void close();

  /// Whether writing failed because nobody reads.
  [[nodiscard]] bool broken() const;

  /// After `close`: waits until everything is written. False when that takes longer than `limit`;
  /// the thread lives on then until the process ends or somebody reads.
  [[nodiscard]] bool finish(std::chrono::milliseconds limit);

 private:
  struct State {
    std::size_t queue_bytes = 0;
    std::function<void()> on_broken;
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::string> lines;
    std::size_t waiting_bytes = 0;
    bool closed = false;
    bool broken = false;
    bool done = false;
  };

  static void run(State& state, int descriptor);

  std::shared_ptr<State> state_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/stdio/impl/line_output.inl.hpp"
#endif
