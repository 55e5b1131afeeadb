#include "conformance/report/conclusion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Conclusion, TellsARestrictedRunFromOneThatWasCutShort) {
  RunResult run = cut_run();
  EXPECT_TRUE(cut_short(run));
  EXPECT_THAT(conclusion(run), StartsWith("Incomplete, the run was cut short. "));
  run.filters = {"WPC-EXEC-001"};
  EXPECT_FALSE(cut_short(run));
  EXPECT_THAT(conclusion(run), HasSubstr("(not all cases were selected)"));
  EXPECT_FALSE(cut_short(conformant_run()));
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

}  // namespace
}  // namespace wp_codebox::conformance
