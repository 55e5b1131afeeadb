#include "conformance/documents/progress_line.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>

namespace {

using namespace wp_codebox;
using conformance::ProgressLine;
using conformance::ProgressUnit;
using std::chrono::milliseconds;

/// A clock that goes on only when it is told to.
class HandClock {
 public:
  void pass(milliseconds time) { now_ += time; }
  [[nodiscard]] ProgressLine::Clock clock() {
    return [this] { return now_; };
  }

 private:
  std::chrono::steady_clock::time_point now_;
};

const std::string clear = "\r\033[K";

TEST(ProgressLine, WaitsHalfASecondAndTellsThePartThatIsDone) {
  std::ostringstream out;
  HandClock clock;
  ProgressLine line(out, true, ProgressUnit::bytes, 400'000'000, clock.clock());
  clock.pass(milliseconds(499));
  line.advance(100'000'000);
  EXPECT_EQ(out.str(), "");
  clock.pass(milliseconds(1));
  line.advance(100'000'000);
  EXPECT_EQ(out.str(), clear + "50 % of 400 MB");
}

TEST(ProgressLine, IsNotRewrittenMoreThanAFewTimesASecond) {
  std::ostringstream out;
  HandClock clock;
  ProgressLine line(out, true, ProgressUnit::bundles, 9, clock.clock());
  clock.pass(milliseconds(500));
  for (int i = 0; i < 4; ++i) line.advance(1);
  EXPECT_EQ(out.str(), clear + "1 of 9 bundles");
  clock.pass(milliseconds(200));
  line.advance(1);
  EXPECT_EQ(out.str(), clear + "1 of 9 bundles" + clear + "5 of 9 bundles");
}

TEST(ProgressLine, GoesAwayForOtherOutputAndAtTheEnd) {
  std::ostringstream out;
  HandClock clock;
  {
    ProgressLine line(out, true, ProgressUnit::bytes, 0, clock.clock());
    line.hide();
    EXPECT_EQ(out.str(), "");
    clock.pass(milliseconds(500));
    line.advance(7'500'000);
    EXPECT_EQ(out.str(), clear + "7 MB");
    line.hide();
    line.hide();
    EXPECT_EQ(out.str(), clear + "7 MB" + clear);
    clock.pass(milliseconds(200));
    line.advance(1'000'000);
  }
  EXPECT_EQ(out.str(), clear + "7 MB" + clear + clear + "8 MB" + clear);
}

TEST(ProgressLine, WritesNothingWithoutATerminal) {
  std::ostringstream out;
  HandClock clock;
  {
    ProgressLine line(out, false, ProgressUnit::bytes, 10, clock.clock());
    clock.pass(milliseconds(5000));
    line.advance(5);
    line.hide();
  }
  EXPECT_EQ(out.str(), "");
}

}  // namespace
