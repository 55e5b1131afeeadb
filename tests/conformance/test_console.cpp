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
  EXPECT_THAT(text, HasSubstr("wp-codebox-conformance run --backend memory --filter "
                              "Execute.WPC_EXEC_002_a_failing_command_rejects\n"));
  EXPECT_THAT(text,
              HasSubstr("NOT conformant to contract 0.7.0: 1 MUST requirement failed (1 core, "
                        "0 strict)"));
}

TEST(Console, EndsWithOneLineThatSaysWhatWasJudgedByWhat) {
  for (const Outcome outcome : {Outcome::pass, Outcome::fail, Outcome::kit_error}) {
    const std::string text = summary(run_with(outcome));
    const std::string_view whole = std::string_view(text).substr(0, text.size() - 1);
    const std::string last(whole.substr(whole.rfind('\n') + 1));
    EXPECT_THAT(last, HasSubstr(outcome == Outcome::pass   ? "Conformant to contract 0.7.0"
                                : outcome == Outcome::fail ? "NOT conformant to contract 0.7.0"
                                                           : "Undecided"));
    EXPECT_THAT(last, HasSubstr("Profiles core and strict; capabilities: none; 207 requirements, "
                                "set " +
                                Register::embedded().digest().substr(0, 12) + "; kit"));
    EXPECT_EQ(text.find("onformant to contract"), text.rfind("onformant to contract"));
  }
}

TEST(Console, NamesKnownFailuresFlakyCasesAndTranscripts) {
  RunResult run = run_with(Outcome::fail);
  run.cases[0].transcript = "/tmp/case.jsonl";
  run.cases[0].outcomes.emplace();
  (*run.cases[0].outcomes)["pass"] = 2;
  (*run.cases[0].outcomes)["fail"] = 1;
  run.startedAt = "2026-11-22T10:00:00.000Z";
  KnownFailureVerdict& known = run.knownFailures.emplace_back();
  known.entry = {"WPC-EXEC-002",
                 Outcome::fail,
                 "it is slow",
                 "https://example.org",
                 "2999-12-31",
                 std::nullopt,
                 {}};
  conclude(run, Register::embedded(), {});
  const std::string text = summary(run);
  EXPECT_THAT(text, HasSubstr("transcript: /tmp/case.jsonl"));
  EXPECT_THAT(text, HasSubstr("seen: WPC-EXEC-002, it came out as expected (it is slow, "
                              "https://example.org, until 2999-12-31)"));
  EXPECT_THAT(text, HasSubstr("Execute.WPC_EXEC_002_a_failing_command_rejects: pass 2 fail 1"));
  EXPECT_THAT(text, HasSubstr("All failures are known."));
  run.knownFailures[0].entry.expires = "2026-01-01";
  conclude(run, Register::embedded(), {});
  EXPECT_THAT(summary(run), HasSubstr("RED expired: WPC-EXEC-002"));
  EXPECT_THAT(summary(run), HasSubstr("Entries of the known failures are out of date."));
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
