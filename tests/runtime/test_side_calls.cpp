#include "wp_codebox/runtime/side_calls.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

namespace wp_codebox {
namespace {

std::chrono::steady_clock::time_point now() { return std::chrono::steady_clock::now(); }

// Returns when it is asked to stop.
std::string until_stopped(const std::stop_token& stop) {
  std::promise<void> asked;
  const std::stop_callback tell(stop, [&asked] { asked.set_value(); });
  asked.get_future().wait();
  return "stopped";
}

TEST(SideCalls, GivesWhatTheFunctionGives) {
  SideCalls calls;
  const auto here = std::this_thread::get_id();
  EXPECT_EQ(calls.run(
                [&](const std::stop_token&) {
                  EXPECT_NE(std::this_thread::get_id(), here);
                  EXPECT_TRUE(calls.is_inside());
                  return "text";
                },
                std::nullopt),
            "text");
  EXPECT_FALSE(calls.is_inside());
}

TEST(SideCalls, ThrowsWhatTheFunctionThrows) {
  SideCalls calls;
  EXPECT_THROW(
      (void)calls.run([](const std::stop_token&) -> std::string { throw std::out_of_range("far"); },
                      std::nullopt),
      std::out_of_range);
}

TEST(SideCalls, StopsWaitingWhenTheTimeIsOver) {
  SideCalls calls;
  std::atomic<bool> returned = false;
  const auto slow = [&](const std::stop_token& stop) {
    std::string text = until_stopped(stop);
    returned = true;
    return text;
  };
  EXPECT_FALSE(calls.run(slow, now()));
  EXPECT_EQ(calls.run([](const std::stop_token&) { return "next"; }, std::nullopt), "next");
  calls.join();
  EXPECT_TRUE(returned);
}

TEST(SideCalls, StopEndsTheWaitAndRefusesLaterCalls) {
  SideCalls calls;
  std::promise<void> begun;
  auto waiting = std::async(std::launch::async, [&] {
    return calls.run(
        [&](const std::stop_token& stop) {
          begun.set_value();
          return until_stopped(stop);
        },
        std::nullopt);
  });
  begun.get_future().wait();
  calls.stop();
  EXPECT_FALSE(waiting.get());
  EXPECT_FALSE(calls.run([](const std::stop_token&) { return "late"; }, std::nullopt));
  calls.join();
}

TEST(SideCalls, ManyAtATimeGetTheirOwnAnswers) {
  SideCalls calls;
  std::vector<std::future<std::optional<std::string>>> answers;
  for (int i = 0; i < 16; ++i) {
    answers.push_back(std::async(std::launch::async, [&calls, i] {
      return calls.run([i](const std::stop_token&) { return std::to_string(i); }, std::nullopt);
    }));
  }
  for (int i = 0; i < 16; ++i) {
    EXPECT_EQ(answers[static_cast<std::size_t>(i)].get(), std::to_string(i));
  }
}

}  // namespace
}  // namespace wp_codebox
