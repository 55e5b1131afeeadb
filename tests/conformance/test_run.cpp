// The program as its users run it: a process of its own, judged by exit code, output and reports.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "kit_run.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Run : public KitRun {
 protected:
  ChildResult run(std::vector<std::string> more) {
    std::vector<std::string> arguments = {
        "run", "--backend", "memory", "--report-json", json_file(), "--report-junit", junit_file()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(kit(), arguments);
  }

  [[nodiscard]] std::string json_file() const { return report_file().string(); }
  [[nodiscard]] std::string junit_file() const {
    return (directory_.path() / "reports/kit.xml").string();
  }
  [[nodiscard]] std::set<std::string> failed() const {
    std::set<std::string> ids;
    const RunResult run = report();
    for (const Verdict& verdict : run.verdicts) {
      if (is_finding(verdict.outcome)) ids.insert(verdict.id);
    }
    return ids;
  }
};

TEST_F(Run, OfOneRequirementPassesAndWritesBothReports) {
  const ChildResult child = run({"--filter", "WPC-EXEC-002"});
  EXPECT_EQ(child.exit_code, 0) << child.output;
  EXPECT_THAT(child.output, HasSubstr("[1/1] WPC-EXEC-002 a failing command rejects"));
  EXPECT_THAT(child.output, HasSubstr("Conformant to contract 0.7.0"));
  EXPECT_THAT(child.output, HasSubstr(json_file()));
  EXPECT_THAT(child.output, HasSubstr(junit_file()));

  const RunResult result = report();
  EXPECT_EQ(result.conformance, Conformance::conformant);
  EXPECT_FALSE(result.complete);
  EXPECT_THAT(result.filters, ElementsAre("WPC-EXEC-002"));
  EXPECT_EQ(result.backend.probes, ProbeDialect::native);
  ASSERT_EQ(result.cases.size(), 1U);
  EXPECT_GT(result.cases[0].assertions, 0);
  EXPECT_THAT(read_file(junit_file()), HasSubstr("WPC_EXEC_002_a_failing_command"));
}

TEST_F(Run, ARequirementWithoutACaseIsNotCoveredAndOneWithoutItsCapabilityNotApplicable) {
  ASSERT_EQ(run({"--filter", "WPC-EXEC-002"}).exit_code, 0);
  const RunResult result = report();
  std::map<std::string, Verdict> verdicts;
  for (const Verdict& verdict : result.verdicts) verdicts[verdict.id] = verdict;
  EXPECT_EQ(verdicts.at("WPC-VER-001").outcome, Outcome::not_covered);
  EXPECT_EQ(verdicts.at("WPC-EXEC-001").outcome, Outcome::not_selected);
  EXPECT_EQ(verdicts.at("WPC-PRE-008").outcome, Outcome::not_applicable);
  EXPECT_EQ(verdicts.at("WPC-PRE-008").capability, "preview");
}

TEST_F(Run, OfABrokenBackendFailsAndNamesTheRequirement) {
  const ChildResult child =
      run({"--mutant", "WPC-EXEC-002:failures-resolve", "--filter", "WPC-EXEC-002"});
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr("WPC-EXEC-002 (MUST, core): fail"));
  EXPECT_THAT(child.output, HasSubstr("expected: an error"));
  EXPECT_THAT(child.output, HasSubstr("conformance/cases/execute.cpp:"));
  EXPECT_THAT(child.output, HasSubstr("NOT conformant"));
  EXPECT_THAT(failed(), ElementsAre("WPC-EXEC-002"));
  EXPECT_EQ(report().conformance, Conformance::not_conformant);
  EXPECT_THAT(read_file(junit_file()), HasSubstr("<failure"));
}

TEST_F(Run, OfAHangingCaseEndsWithAVerdictAndLeavesNothing) {
  const ChildResult child = run({"--mutant", "WPC-EXEC-005:ignores-timeouts", "--filter",
                                 "WPC-EXEC-005", "--case-limit", "0.7"});
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr("did not end within"));
  const RunResult result = report();
  EXPECT_FALSE(result.complete);
  ASSERT_EQ(result.cases.size(), 1U);
  EXPECT_EQ(result.cases[0].outcome, Outcome::hang);
  EXPECT_THAT(failed(), ElementsAre("WPC-EXEC-005"));
}

TEST_F(Run, WhenNothingIsChosenNothingIsReported) {
  const ChildResult child = run({"--filter", "WPC-EXEK-*"});
  EXPECT_EQ(child.exit_code, 2) << child.output;
  EXPECT_FALSE(fs::exists(json_file()));
  EXPECT_THAT(child.output, Not(HasSubstr("onformant")));
}

TEST_F(Run, OnWordPressWithoutItsPackagesFailsAndSaysWhatInstallsThem) {
  ASSERT_EQ(::setenv("WP_CODEBOX_PLAYGROUND_DIR", directory_.path().c_str(), 1), 0);
  const ChildResult child =
      run_child(kit(), {"run", "--backend", "playground"}, directory_.path() / "output.txt");
  ::unsetenv("WP_CODEBOX_PLAYGROUND_DIR");
  EXPECT_EQ(child.exit_code, 3) << child.output;
  EXPECT_THAT(child.output, HasSubstr("scripts/install-dependencies"));
}

TEST_F(Run, LeavesTheTemporaryDirectoryAsItWas) {
  const fs::path temporary = directory_.path() / "tmp";
  fs::create_directories(temporary);
  ASSERT_EQ(::setenv("TMPDIR", temporary.c_str(), 1), 0);
  const ChildResult child = run({"--filter", "WPC-EXEC-01*"});
  ::unsetenv("TMPDIR");
  EXPECT_EQ(child.exit_code, 0) << child.output;
  EXPECT_TRUE(fs::is_empty(temporary));
}

}  // namespace
}  // namespace wp_codebox::conformance
