#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "wp_codebox/version.hpp"

/// \file
/// Calls of code that cannot be interrupted, on threads of their own, so that a caller can stop
/// waiting for them.

namespace WP_CODEBOX_NAMESPACE {

/// Runs functions that give a text. Safe for several threads.
class SideCalls {
 public:
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;     ///< None: no end.
  using Function = std::function<std::string(const std::stop_token& stop)>;  ///< Heeds `stop`.

  SideCalls() = default;
  SideCalls(const SideCalls&) = delete;
  SideCalls& operator=(const SideCalls&) = delete;
  /// Asks all to stop and waits for them.
  ~SideCalls();

  /// What the function gives or throws. Nothing when the time is over or `stop` was called before
  /// the answer was taken: the function is asked to stop and goes on by itself.
  [[nodiscard]] std::optional<std::string> run(Function function, const Deadline& deadline);

  /// Asks all functions to stop, and those that wait for them stop waiting; so do later calls.
  void stop() noexcept;

  /// Whether this thread is one of the functions': it must not wait for them then.
  [[nodiscard]] bool is_inside() const;

  /// Waits until all functions have returned. For after `stop`, when no new call comes.
  void join();

 private:
  struct Call {
    std::stop_source stop;
    std::optional<std::string> text;
    std::exception_ptr failure;
    bool done = false;
    bool abandoned = false;  ///< Nobody waits for it any more.
    std::thread thread;
  };

  void work(Call& call, const Function& function);
  void join_done();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Call> calls_;
  bool stopped_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/side_calls.inl.hpp"
#endif
