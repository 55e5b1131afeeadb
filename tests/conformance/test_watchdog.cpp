#include "conformance/runner/watchdog.hpp"

#include <gtest/gtest.h>

#include <future>

namespace wp_codebox::conformance {
namespace {

using namespace std::chrono_literals;

TEST(Watchdog, BarksWhenWorkDoesNotEnd) {
  std::promise<void> barked;
  Watchdog watchdog(1ms, [&] { barked.set_value(); });
  watchdog.start();
  EXPECT_EQ(barked.get_future().wait_for(60s), std::future_status::ready);
}

TEST(Watchdog, IsQuietForWorkThatEnds) {
  int barks = 0;
  {
    Watchdog watchdog(1h, [&] { ++barks; });
    watchdog.start();
    watchdog.stop();
    watchdog.start();
  }
  EXPECT_EQ(barks, 0);
}

TEST(Watchdog, IsQuietWhenNothingWasStarted) {
  int barks = 0;
  {
    const Watchdog watchdog(0ms, [&] { ++barks; });
  }
  EXPECT_EQ(barks, 0);
}

}  // namespace
}  // namespace wp_codebox::conformance
