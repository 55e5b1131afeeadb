#include "conformance/report/run_result.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox::conformance {
namespace {

RunResult concluded(std::vector<CaseResult> cases, const std::vector<KnownCase>& known) {
  RunResult run;
  run.kitVersion = "0.0.0";
  run.attachment = "memory";
  run.backend.kind = RuntimeBackendKind("x-test");
  run.cases = std::move(cases);
  conclude(run, Register::embedded(), known);
  return run;
}

CaseResult passed(const std::string& name, const std::string& id) {
  CaseResult result;
  result.name = name;
  result.requirements = {id};
  result.outcome = Outcome::pass;
  result.assertions = 1;
  return result;
}

TEST(RunResult, SaysWhichRequirementsWereJudged) {
  const RunResult run = concluded({}, {});
  EXPECT_EQ(run.contractVersion, "0.7.0");
  EXPECT_EQ(run.requirementSet.count, 207);
  EXPECT_EQ(run.requirementSet.digest, Register::embedded().digest());
  EXPECT_EQ(run.verdicts.size(), 207U);
  EXPECT_EQ(run.conformance, Conformance::undecided);
}

TEST(RunResult, CountsEveryRequirementOnce) {
  const RunResult run = concluded({passed("Execute.WPC_EXEC_001_x", "WPC-EXEC-001")}, {});
  double total = 0;
  for (const CountRow& row : run.counts) {
    for (const auto& [outcome, count] : row.outcomes) total += count;
  }
  EXPECT_EQ(total, 207);
  ASSERT_FALSE(run.counts.empty());
  EXPECT_EQ(*run.counts[0].outcomes.find("pass"), 1);
  EXPECT_EQ(run.conformance, Conformance::conformant);
}

TEST(RunResult, IsCompleteOnlyWhenEveryKnownCaseRan) {
  const std::vector<KnownCase> known = {{"Execute", "WPC_EXEC_001_x", {"WPC-EXEC-001"}},
                                        {"Execute", "WPC_EXEC_002_y", {"WPC-EXEC-002"}}};
  const CaseResult one = passed("Execute.WPC_EXEC_001_x", "WPC-EXEC-001");
  const CaseResult two = passed("Execute.WPC_EXEC_002_y", "WPC-EXEC-002");
  EXPECT_FALSE(concluded({one}, known).complete);
  EXPECT_TRUE(concluded({one, two}, known).complete);
}

TEST(RunResult, SurvivesItsJsonForm) {
  CaseResult failed = passed("Execute.WPC_EXEC_001_x", "WPC-EXEC-001");
  failed.outcome = Outcome::fail;
  Finding finding;
  finding.what = "stdout";
  finding.expected = "\"a\"";
  finding.got = "\"b\"";
  finding.file = "conformance/cases/execute.cpp";
  finding.line = 12;
  failed.findings = {finding};
  const RunResult run = concluded({failed}, {});
  const auto again = json::from_json<RunResult>(json::to_pretty_json(run));
  EXPECT_TRUE(again.ok()) << again.message();
  EXPECT_EQ(again.value, run);
  EXPECT_EQ(again.value.conformance, Conformance::not_conformant);
}

}  // namespace
}  // namespace wp_codebox::conformance
