#include "wp_codebox/runtime/id_source.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace wp_codebox {
namespace {

std::shared_ptr<Clock> clock_at(std::int64_t ms) {
  return std::make_shared<Clock>([ms] { return ms; });
}

TEST(IdSource, PrintsTimeAndTailInBase36) {
  IdSource ids(clock_at(36 * 36), [] { return 35; });
  EXPECT_EQ(ids.next("runtime"), "runtime-100-00000z");
}

TEST(IdSource, KeepsTheTailAtSixDigits) {
  const std::uint64_t all_tails = 36ULL * 36 * 36 * 36 * 36 * 36;
  IdSource ids(clock_at(0), [&] { return all_tails + 1; });
  EXPECT_EQ(ids.next("event"), "event-0-000001");
  IdSource last(clock_at(0), [&] { return all_tails - 1; });
  EXPECT_EQ(last.next("event"), "event-0-zzzzzz");
}

TEST(IdSource, MakesSafeNamesOfFiles) {
  IdSource ids(std::make_shared<Clock>());
  const std::string id = ids.next("command");
  EXPECT_TRUE(id.starts_with("command-"));
  EXPECT_TRUE(std::all_of(id.begin(), id.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
  })) << id;
}

TEST(IdSource, RepeatsNothingWhenManyThreadsAskInTheSameMillisecond) {
  const auto clock = clock_at(1);
  std::mutex mutex;
  std::set<std::string> seen;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      IdSource ids(clock);
      for (int n = 0; n < 500; ++n) {
        std::string id = ids.next("event");
        const std::lock_guard lock(mutex);
        seen.insert(std::move(id));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(seen.size(), 4000U);
}

TEST(IdSource, DoesNotRepeatItsParentsIdsAfterAFork) {
  IdSource ids(clock_at(1));
  const std::string before = ids.next("event");
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const std::string id = ids.next("event");
    const auto written = write(ends[1], id.data(), id.size());
    _exit(written == static_cast<ssize_t>(id.size()) ? 0 : 1);
  }
  const std::string mine = ids.next("event");
  std::array<char, 64> buffer{};
  const auto length = read(ends[0], buffer.data(), buffer.size());
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  close(ends[1]);
  ASSERT_EQ(status, 0);
  const std::string theirs(buffer.data(), static_cast<std::size_t>(length));
  EXPECT_NE(theirs, before);
  EXPECT_NE(theirs, mine);
}

}  // namespace
}  // namespace wp_codebox
