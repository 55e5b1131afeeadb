#include "conformance/report/tap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string tap(const RunResult& run) { return tap_report(run, Register::embedded()); }

TEST(Tap, HasAPointForEachRequirement) {
  const std::string text = tap(conformant_run());
  EXPECT_THAT(text, StartsWith("TAP version 14\n1..207\n"));
  std::size_t points = 0;
  for (const std::string& line : lines_of(text)) {
    points += line.starts_with("ok ") || line.starts_with("not ok ") ? 1 : 0;
  }
  EXPECT_EQ(points, 207U);
  EXPECT_THAT(text, HasSubstr(" - WPC-EXEC-001 "));
  EXPECT_THAT(text, Not(HasSubstr("Bail out!")));
}

TEST(Tap, SaysWhyAPointIsNotOk) {
  const std::string text = tap(sample_run());
  EXPECT_THAT(text, HasSubstr(" - WPC-EXEC-002 A failing command REJECTS"));
  EXPECT_THAT(text, HasSubstr("  ---\n  outcome: fail\n  level: MUST\n  findings:\n"
                              "    - case: \"Execute.WPC_EXEC_002_fails\"\n"
                              "      what: \"the record of the last command\"\n"
                              "      expected: \"exitCode 1\"\n      got: \"exitCode 0\"\n"
                              "      at: \"conformance/cases/execute.cpp:41\"\n"
                              "  repeat: \"wp-codebox-conformance run --backend memory --filter "
                              "WPC-EXEC-002\"\n  ...\n"));
  EXPECT_THAT(text, HasSubstr("outcome: crash\n"));
  EXPECT_THAT(text, HasSubstr("outcome: hang\n"));
  EXPECT_THAT(text, HasSubstr("outcome: kit-error\n"));
  EXPECT_THAT(text, HasSubstr("# SKIP not applicable: the backend does not declare preview\n"));
}

TEST(Tap, NeverCountsWhatHasNoCaseAsPassed) {
  for (const std::string& line : lines_of(tap(sample_run()))) {
    if (line.find("no case covers it") == std::string::npos) continue;
    EXPECT_THAT(line, StartsWith("not ok "));
  }
}

TEST(Tap, CountsFaultsBesideTheRequirements) {
  RunResult run = conformant_run();
  run.endFaults = {"exit code 7"};
  conclude(run, Register::embedded(), {});
  const std::string text = tap(run);
  EXPECT_THAT(text, HasSubstr("1..208\n"));
  EXPECT_THAT(text, HasSubstr("not ok 208 - the end of the backend's program\n  ---\n"
                              "  message: \"exit code 7\"\n  ...\n"));
}

TEST(Tap, OfARunThatWasCutShortBailsOut) {
  EXPECT_THAT(tap(cut_run()),
              HasSubstr("\nBail out! incomplete: stopped by SIGTERM; 1 case has no result\n"));
}

TEST(Tap, LetsNoBackendWriteALineOfItsOwn) {
  RunResult run = hostile_run();
  run.backend.name = "x\nok 1 - forged # SKIP";
  run.endFaults = {"a\n  ...\nok 2 - forged"};
  for (const std::string& line : lines_of(tap(run))) {
    EXPECT_THAT(line, Not(StartsWith("ok 1 - forged")));
    EXPECT_THAT(line, Not(StartsWith("ok 2 - forged")));
  }
}

TEST(Tap, ToleratesAKnownFailureButNotOneThatIsOutOfDate) {
  const std::string text = tap(excused_run());
  EXPECT_THAT(text, HasSubstr("known until 2027-03-31: waits for <the engine>\n  ---\n"));
  EXPECT_THAT(text, HasSubstr("1..208\n"));
  EXPECT_THAT(text, HasSubstr("not ok 208 - known failure WPC-EXEC-001: "));
}

}  // namespace
}  // namespace wp_codebox::conformance
