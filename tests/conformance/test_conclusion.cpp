#include "conformance/report/conclusion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Conclusion, TellsARestrictedRunFromOneThatWasCutShort) {
  EXPECT_EQ(incompleteness(cut_run()), "incomplete: stopped by SIGTERM; 1 case has no result");
  EXPECT_THAT(conclusion(cut_run()), StartsWith("The run is incomplete: stopped by SIGTERM"));
  EXPECT_EQ(incompleteness(selected_run()), "");
  EXPECT_THAT(conclusion(selected_run()), HasSubstr("(not all cases were selected)"));
  EXPECT_EQ(incompleteness(conformant_run()), "");
}

TEST(Conclusion, NamesTheCasesThatSpeakAgainstARequirement) {
  const RunResult run = sample_run();
  for (const Verdict& verdict : run.verdicts) {
    const bool bad = verdict.id == "WPC-EXEC-002" || verdict.id == "WPC-EXEC-003" ||
                     verdict.id == "WPC-EVT-001" || verdict.id == "WPC-EVT-002";
    EXPECT_EQ(bad_cases(run, verdict).size(), bad ? 1U : 0U) << verdict.id;
  }
  EXPECT_TRUE(homeless_faults(run).empty());
  ASSERT_EQ(homeless_faults(hostile_run()).size(), 1U);
}

TEST(Conclusion, RemarksOnRecommendations) {
  RunResult run = conformant_run();
  EXPECT_EQ(remark_on_recommendations(run), "");
  for (const Requirement& row : Register::embedded().requirements()) {
    if (row.level != Level::should) continue;
    run.cases.push_back(sample_case("A.b", row.id, Outcome::fail));
    break;
  }
  conclude(run, Register::embedded(), {});
  EXPECT_EQ(remark_on_recommendations(run), "1 SHOULD or MAY requirement failed too.");
  EXPECT_THAT(conclusion(run), StartsWith("Conformant to contract 0.7.0"));
}

TEST(Conclusion, KnowsWhichFailuresAreExcused) {
  const RunResult run = excused_run();
  for (const CaseResult& result : run.cases) {
    const bool known = result.requirements[0] == "WPC-EXEC-002";
    EXPECT_EQ(excuse_of(run, result) != nullptr, known) << result.name;
  }
  for (const Verdict& verdict : run.verdicts) {
    EXPECT_EQ(excuse_of(run, verdict) != nullptr, verdict.id == "WPC-EXEC-002") << verdict.id;
  }
  ASSERT_EQ(known_failure_faults(run).size(), 1U);
  EXPECT_THAT(known_failure_faults(run)[0], StartsWith("known failure WPC-EXEC-001: "));
}

TEST(Conclusion, KnowsAFailureThatIsNamedByItsCase) {
  RunResult run = excused_run();
  run.knownFailures[0].entry.id = "Execute.WPC_EXEC_002_fails";
  conclude(run, Register::embedded(), {});
  EXPECT_EQ(run.knownFailures[0].state, KnownFailureState::seen);
  EXPECT_NE(excuse_of(run, run.cases[1]), nullptr);
  EXPECT_EQ(excuse_of(run, run.cases[2]), nullptr);
}

}  // namespace
}  // namespace wp_codebox::conformance
