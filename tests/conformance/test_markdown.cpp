#include "conformance/report/markdown.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string markdown(const std::vector<RunResult>& runs) {
  return markdown_report(runs, Register::embedded());
}

TEST(Markdown, BeginsWithWhatTheRunCameTo) {
  const std::string text = markdown({conformant_run()});
  EXPECT_THAT(text, StartsWith("## ✅ other 1\\.2\n\nConformant to contract 0\\.7\\.0"));
  EXPECT_THAT(text, HasSubstr("| MUST | core | 1 | 0 | 0 |"));
  EXPECT_THAT(text, Not(HasSubstr("<details>")));
}

TEST(Markdown, ShowsEachFailureWithItsRepetition) {
  const std::string text = markdown({sample_run()});
  EXPECT_THAT(text, StartsWith("## ❌ tested"));
  EXPECT_THAT(text, HasSubstr("<b>WPC-EXEC-002</b> (MUST, core): fail</summary>"));
  EXPECT_THAT(text, HasSubstr("```\nthe record of the last command  "
                              "(conformance/cases/execute.cpp:41)\nexpected: exitCode 1\n"
                              "got:      exitCode 0\n```\n"));
  EXPECT_THAT(text, HasSubstr("```\nwp-codebox-conformance run --backend memory --filter "
                              "WPC-EXEC-002\n```\n"));
  EXPECT_THAT(text, HasSubstr("WPC-EVT-002</b> (MUST, core): kit-error"));
}

TEST(Markdown, ComparesSeveralRuns) {
  const std::string text = markdown({sample_run(), conformant_run()});
  EXPECT_THAT(text, StartsWith("## Comparison\n\n| requirement | level | ❌ tested 1\\.2 | "
                               "✅ other 1\\.2 |\n|---|---|---|---|\n"));
  EXPECT_THAT(text, HasSubstr("| WPC-EXEC-002 | MUST | fail | not-covered |"));
  EXPECT_THAT(text, Not(HasSubstr("| WPC-EXEC-001 | MUST |")));
  EXPECT_THAT(text, HasSubstr("requirements came out the same."));
}

TEST(Markdown, OfARunThatWasCutShortSaysIncomplete) {
  EXPECT_THAT(markdown({cut_run()}), StartsWith("## ⚠️ other 1\\.2\n\nThe run is incomplete"));
}

TEST(Markdown, LetsNoBackendWriteMarkup) {
  const std::string text = markdown({hostile_run()});
  EXPECT_THAT(text, HasSubstr("## ❌ &lt;/script\\>&lt;img"));
  // Code blocks may hold it, behind a fence that is longer than any of its own.
  EXPECT_THAT(text, HasSubstr("\n````\n"));
  EXPECT_THAT(text, Not(HasSubstr("\n```\n")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Markdown, FitsTheSummaryOfAJob) {
  RunResult run = sample_run();
  run.cases.clear();
  for (const Requirement& row : Register::embedded().requirements()) {
    CaseResult failed = sample_case("A." + row.id, row.id, Outcome::fail);
    failed.findings[0].got = std::string(100'000, 'x');
    failed.findings[0].expected = std::string(100'000, 'y');
    failed.findings.push_back(failed.findings[0]);
    run.cases.push_back(std::move(failed));
  }
  conclude(run, Register::embedded(), {});
  for (CaseResult& result : run.cases) ASSERT_FALSE(result.findings.empty());
  const std::string text = markdown({run});
  EXPECT_LT(text.size(), 1'000'000U);
  EXPECT_THAT(text, HasSubstr("more did not fit in here"));
}

TEST(Markdown, ShowsWhichFailuresAreKnownAndWhichOutOfDate) {
  const std::string text = markdown({excused_run()});
  EXPECT_THAT(text,
              HasSubstr("fail, known until 2027-03-31: waits for &lt;the engine&gt;</summary>"));
  EXPECT_THAT(text, HasSubstr("Out of date: known failure WPC\\-EXEC\\-001"));
}

}  // namespace
}  // namespace wp_codebox::conformance
