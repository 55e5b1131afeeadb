#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Work on many documents at the same time, answered in their order.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Calls `work(index)` for 0 to `count` - 1 on up to `jobs` threads and `answer(index, result)` on
/// the calling thread, in order and as soon as each is there. `work` must not throw. At most a few
/// results wait at any time, so memory stays bounded.
template <class Work, class Answer>
void run_ordered(std::size_t count, std::size_t jobs, Work work, Answer answer) {
  using Result = decltype(work(std::size_t{0}));
  jobs = std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(count, 1));
  if (jobs == 1) {
    for (std::size_t i = 0; i < count; ++i) answer(i, work(i));
    return;
  }
  const std::size_t window = jobs * 4;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::optional<Result>> results(count);
  std::size_t next = 0;
  std::size_t answered = 0;
  const auto worker = [&] {
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return next == count || next < answered + window; });
      if (next == count) return;
      const std::size_t index = next++;
      lock.unlock();
      Result result = work(index);
      lock.lock();
      results[index] = std::move(result);
      changed.notify_all();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < jobs; ++i) threads.emplace_back(worker);
  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return results[i].has_value(); });
    Result result = std::move(*results[i]);
    results[i].reset();
    answered = i + 1;
    changed.notify_all();
    lock.unlock();
    answer(i, std::move(result));
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
