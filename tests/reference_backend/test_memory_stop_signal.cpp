#include "reference_backend/memory/stop_signal.hpp"

#include <gtest/gtest.h>

#include <future>

namespace wp_codebox {
namespace {

using memory::StopSignal;
using memory::Woken;

TEST(MemoryStopSignal, WaitsUntilTheTimeIsOver) {
  const StopSignal stop;
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
  EXPECT_EQ(stop.wait(end), Woken::time_over);
  EXPECT_GE(std::chrono::steady_clock::now(), end);
  EXPECT_FALSE(stop.raised());
}

TEST(MemoryStopSignal, StaysRaised) {
  StopSignal stop;
  stop.raise();
  stop.raise();
  EXPECT_TRUE(stop.raised());
  EXPECT_EQ(stop.wait(std::nullopt), Woken::stopped);
  EXPECT_EQ(stop.wait(std::nullopt), Woken::stopped);
}

TEST(MemoryStopSignal, WakesEveryoneWhoWaits) {
  StopSignal stop;
  auto first = std::async(std::launch::async, [&] { return stop.wait(std::nullopt); });
  auto second = std::async(std::launch::async, [&] { return stop.wait(std::nullopt); });
  stop.raise();
  EXPECT_EQ(first.get(), Woken::stopped);
  EXPECT_EQ(second.get(), Woken::stopped);
}

}  // namespace
}  // namespace wp_codebox
