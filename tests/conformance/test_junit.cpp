#include "conformance/report/junit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Junit, CountsBySuite) {
  const std::string text = junit_report(sample_run());
  EXPECT_THAT(text, HasSubstr("<testsuites name=\"wp-codebox-conformance: tested\" tests=\"6\" "
                              "failures=\"3\" errors=\"1\" skipped=\"1\" time=\"0.072\" "
                              "timestamp=\"2026-11-22T18:00:00.000Z\">"));
  EXPECT_THAT(text, HasSubstr("<testsuite name=\"Execute\" tests=\"3\" failures=\"2\" errors=\"0\" "
                              "skipped=\"0\" time=\"0.036\">"));
  EXPECT_THAT(text, HasSubstr("<testcase classname=\"Execute\" name=\"WPC_EXEC_001_passes\" "
                              "time=\"0.012\"/>"));
}

TEST(Junit, TellsTheBackendsFaultsFromTheKits) {
  const std::string text = junit_report(sample_run());
  EXPECT_THAT(text,
              HasSubstr("<failure type=\"fail\" message=\"the record of the last command\">"));
  EXPECT_THAT(text, HasSubstr("<failure type=\"crash\""));
  EXPECT_THAT(text, HasSubstr("<failure type=\"hang\""));
  EXPECT_THAT(text, HasSubstr("<error type=\"kit-error\""));
  EXPECT_THAT(text, HasSubstr("<skipped message=\"the backend does not declare preview\"/>"));
  EXPECT_THAT(text, HasSubstr("  expected: exitCode 1\n  got:      exitCode 0\n"));
  EXPECT_THAT(text, HasSubstr("repeat: wp-codebox-conformance run --backend memory --filter "
                              "Execute.WPC_EXEC_002_fails\n"));
}

TEST(Junit, ShowsTheEndOfTheProgram) {
  RunResult run = conformant_run();
  run.endFaults = {"exit code 7"};
  const std::string text = junit_report(run);
  EXPECT_THAT(text, HasSubstr("<testsuite name=\"run\" tests=\"1\" failures=\"1\""));
  EXPECT_THAT(text, HasSubstr("message=\"exit code 7\""));
  EXPECT_THAT(text, HasSubstr("tests=\"2\" failures=\"1\" errors=\"0\""));
}

TEST(Junit, OfARunThatWasCutShortIsNotGreen) {
  const std::string text = junit_report(cut_run());
  EXPECT_THAT(text, HasSubstr("errors=\"1\""));
  EXPECT_THAT(text, HasSubstr("message=\"incomplete: stopped by SIGTERM; 1 case has no result\""));
  EXPECT_THAT(junit_report(conformant_run()), Not(HasSubstr("incomplete")));
}

TEST(Junit, EscapesWhatABackendSays) {
  const std::string text = junit_report(hostile_run());
  EXPECT_THAT(text, Not(HasSubstr("<img")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\xff")));
  EXPECT_THAT(text, HasSubstr("&lt;img src=x onerror=&quot;"));
}

TEST(Junit, ToleratesAKnownFailureButNotOneThatIsOutOfDate) {
  const std::string text = junit_report(excused_run());
  EXPECT_THAT(text, HasSubstr("failures=\"2\" errors=\"2\" skipped=\"2\""));
  EXPECT_THAT(text, HasSubstr("<skipped message=\"fail, known until 2027-03-31: waits for &lt;the "
                              "engine&gt;\"/>"));
  EXPECT_THAT(text, HasSubstr("<error type=\"known-failure\" message=\"known failure "
                              "WPC-EXEC-001: "));
}

}  // namespace
}  // namespace wp_codebox::conformance
