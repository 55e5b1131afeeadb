#include "conformance/report/console.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

RunResult run_with(Outcome outcome, std::vector<Finding> findings = {}) {
  CaseResult result;
  result.name = "Execute.WPC_EXEC_002_a_failing_command_rejects";
  result.requirements = {"WPC-EXEC-002"};
  result.outcome = outcome;
  result.findings = std::move(findings);
  RunResult run;
  run.attachment = "memory";
  run.backend.kind = RuntimeBackendKind("x-test");
  run.backend.name = "tested";
  run.durationMs = 1234;
  run.cases = {result};
  conclude(run, Register::embedded(), {});
  return run;
}

std::string summary(const RunResult& run) {
  return console_summary(run, Register::embedded(), {"JSON report:  /r.json"});
}

TEST(Console, TitlesOfCasesReadLikeSentences) {
  EXPECT_EQ(case_title({"WPC-EXEC-002"}, "WPC_EXEC_002_a_failing_command_rejects"),
            "WPC-EXEC-002 a failing command rejects");
  EXPECT_EQ(case_title({"WPC-EXEC-002", "WPC-EVT-003"}, "WPC_EXEC_002_WPC_EVT_003_pairs"),
            "WPC-EXEC-002 WPC-EVT-003 pairs");
}

TEST(Console, AConformantRunSaysSoAndWhereTheReportsLie) {
  const std::string text = summary(run_with(Outcome::pass));
  EXPECT_THAT(text, HasSubstr("Conformant to contract 0.7.0"));
  EXPECT_THAT(text, HasSubstr("1 MUST requirement "));
  EXPECT_THAT(text, HasSubstr("JSON report:  /r.json"));
  EXPECT_THAT(text, HasSubstr("1 case in 1.2 s"));
  EXPECT_THAT(text, HasSubstr("207 of contract 0.7.0"));
  EXPECT_THAT(text, Not(HasSubstr("NOT conformant")));
}

TEST(Console, AFailureShowsItsRequirementAndHowToRepeatIt) {
  Finding finding;
  finding.what = "the record of the last command";
  finding.expected = "exitCode 1";
  finding.got = "exitCode 0";
  finding.file = "conformance/cases/execute.cpp";
  finding.line = 41;
  const std::string text = summary(run_with(Outcome::fail, {finding}));
  EXPECT_THAT(text, HasSubstr("WPC-EXEC-002 (MUST, core): fail"));
  EXPECT_THAT(text, HasSubstr("required: A failing command REJECTS"));
  EXPECT_THAT(text,
              HasSubstr("the record of the last command  (conformance/cases/execute.cpp:41)"));
  EXPECT_THAT(text, HasSubstr("expected: exitCode 1"));
  EXPECT_THAT(text, HasSubstr("got:      exitCode 0"));
  EXPECT_THAT(text, HasSubstr("wp-codebox-conformance run --backend memory --filter WPC-EXEC-002"));
  EXPECT_THAT(text,
              HasSubstr("NOT conformant to contract 0.7.0: 1 MUST requirement failed (1 core, "
                        "0 strict)"));
}

TEST(Console, AFaultOfTheKitIsNoVerdict) {
  const std::string text = summary(run_with(Outcome::kit_error));
  EXPECT_THAT(text, HasSubstr("Undecided"));
  EXPECT_THAT(text, HasSubstr("kit errors"));
}

TEST(Console, AFaultOutsideOfAllRequirementsIsShownToo) {
  RunResult run = run_with(Outcome::pass);
  CaseResult nameless;
  nameless.name = "Execute.no_id";
  nameless.outcome = Outcome::kit_error;
  run.cases.push_back(nameless);
  conclude(run, Register::embedded(), {});
  EXPECT_THAT(summary(run), HasSubstr("kit error in the case Execute.no_id"));
}

}  // namespace
}  // namespace wp_codebox::conformance
