#include "wp_codebox/runtime/clock.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace wp_codebox {
namespace {

TEST(Clock, PrintsTimesAsJavaScriptDoes) {
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(1'767'323'045'006), "2026-01-02T03:04:05.006Z");
  EXPECT_EQ(iso_time(1'709'251'199'999), "2024-02-29T23:59:59.999Z");
  EXPECT_EQ(iso_time(-1), "1969-12-31T23:59:59.999Z");
}

TEST(Clock, NeverGoesBack) {
  std::vector<std::int64_t> times = {1000, 500, 1001};
  std::size_t call = 0;
  Clock clock([&] { return times[call++]; });
  EXPECT_EQ(clock.now(), "1970-01-01T00:00:01.000Z");
  EXPECT_EQ(clock.now(), "1970-01-01T00:00:01.000Z");
  EXPECT_EQ(clock.now_ms(), 1001);
}

TEST(Clock, TellsTheTimeOfTheSystem) {
  const auto before = std::chrono::system_clock::now().time_since_epoch();
  Clock clock;
  const std::int64_t now = clock.now_ms();
  const auto after = std::chrono::system_clock::now().time_since_epoch();
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  EXPECT_GE(now, duration_cast<milliseconds>(before).count());
  EXPECT_LE(now, duration_cast<milliseconds>(after).count());
}

}  // namespace
}  // namespace wp_codebox
