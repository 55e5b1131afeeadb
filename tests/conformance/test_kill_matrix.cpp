#include "conformance/proof/kill_matrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "../folders.hpp"
#include "conformance/attachment/reference_backends.hpp"
#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Mutant mutant{"WPC-EXEC-002:resolves", "WPC-EXEC-002", "expected an error"};

Verdict failed(const std::string& id) {
  Verdict verdict;
  verdict.id = id;
  verdict.outcome = Outcome::fail;
  return verdict;
}

CaseResult case_of(const std::string& id, const std::string& expected) {
  CaseResult result;
  result.requirements = {id};
  result.outcome = Outcome::fail;
  Finding finding;
  finding.what = "a command that fails";
  finding.expected = expected;
  finding.got = "no error";
  result.findings = {finding};
  return result;
}

RunResult run_of(const std::vector<std::string>& failing, const CaseResult& result) {
  RunResult run;
  for (const std::string& id : failing) run.verdicts.push_back(failed(id));
  run.cases = {result};
  return run;
}

TEST(MutantFate, IsNoticedByItsOwnRequirementWithTheExpectedMessage) {
  const MutantFate fate =
      fate_of(mutant, run_of({"WPC-EXEC-002", "WPC-EPI-005"}, case_of("WPC-EXEC-002", "an error")));
  EXPECT_TRUE(fate.judged && fate.noticed && fate.as_expected);
  EXPECT_THAT(fate.others, ElementsAre("WPC-EPI-005"));
  EXPECT_EQ(fate.failed(), 2U);
  EXPECT_THAT(fate.findings, ElementsAre("a command that fails: expected an error, got no error"));
}

TEST(MutantFate, AnotherMessageIsNotTheExpectedOne) {
  const MutantFate fate =
      fate_of(mutant, run_of({"WPC-EXEC-002"}, case_of("WPC-EXEC-002", "a record")));
  EXPECT_TRUE(fate.noticed);
  EXPECT_FALSE(fate.as_expected);
}

TEST(MutantFate, TheMessageOfAnotherRequirementDoesNotCount) {
  const MutantFate fate =
      fate_of(mutant, run_of({"WPC-EPI-005"}, case_of("WPC-EPI-005", "an error")));
  EXPECT_FALSE(fate.noticed || fate.as_expected);
  EXPECT_EQ(fate.failed(), 1U);
}

TEST(MutantFate, AVerdictThatIsNoFindingDoesNotCount) {
  RunResult run = run_of({"WPC-EXEC-002"}, CaseResult());
  run.verdicts[0].outcome = Outcome::not_applicable;
  EXPECT_FALSE(fate_of(mutant, run).noticed);
}

KillMatrix matrix_of(std::size_t narrow, std::size_t wide) {
  KillMatrix matrix;
  for (std::size_t i = 0; i < narrow + wide; ++i) {
    MutantFate fate;
    fate.judged = fate.noticed = fate.as_expected = true;
    if (i >= narrow) fate.others = {"WPC-ART-001", "WPC-ART-002", "WPC-ART-003"};
    matrix.add({mutant, fate});
  }
  return matrix;
}

TEST(KillMatrix, WantsNineOfTenToFailThreeRequirementsOrFewer) {
  EXPECT_TRUE(matrix_of(9, 1).is_narrow());
  EXPECT_FALSE(matrix_of(8, 1).is_narrow());
  std::ostringstream out;
  matrix_of(9, 1).print_totals(out, true);
  EXPECT_THAT(out.str(), HasSubstr("10 of 10 mutants were noticed"));
  EXPECT_THAT(out.str(), HasSubstr("9 (90.0 %) fail 3 requirements or fewer; 90 % have to"));
}

TEST(KillMatrix, DoesNotSpeakOfSharesWhenNotEveryCaseRan) {
  std::ostringstream out;
  matrix_of(1, 1).print_totals(out, false);
  EXPECT_THAT(out.str(), Not(HasSubstr("requirements or fewer")));
}

TEST(KillMatrix, ShowsWhatWasExpectedInsteadOfAWrongMessage) {
  MutantTrial trial{mutant, {}};
  trial.fate.judged = trial.fate.noticed = true;
  trial.fate.findings = {"a record: expected one, got none"};
  std::ostringstream out;
  print_trial(out, trial);
  EXPECT_THAT(out.str(), HasSubstr("WRONG MESSAGE"));
  EXPECT_THAT(out.str(), HasSubstr("expected: expected an error"));
  EXPECT_THAT(out.str(), HasSubstr("got:      a record: expected one, got none"));
}

TEST(KillMatrix, IsAPageWithARowForEachMutant) {
  KillMatrix matrix;
  MutantTrial trial{{"WPC-RED-003:marks", "WPC-RED-003", "\"<[X|Y]>\""}, {}};
  trial.fate.judged = trial.fate.noticed = trial.fate.as_expected = true;
  trial.fate.others = {"WPC-RED-001"};
  matrix.add(trial);
  std::ostringstream out;
  matrix.print_page(out);
  EXPECT_THAT(out.str(), HasSubstr("\n## RED\n"));
  EXPECT_THAT(out.str(), HasSubstr("| `WPC-RED-003:marks` | \"\\<\\[X\\|Y]>\" | WPC-RED-001 |\n"));
}

/// The matrix takes minutes to write anew, so only its rows are compared here.
TEST(KillMatrix, ThePublishedPageHasTheMutantsOfToday) {
  std::istringstream page(read_file(test::source_folder() / "docs/kill-matrix.md"));
  std::vector<std::string> published;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `WPC-")) continue;
    published.push_back(line.substr(0, line.rfind(" | ")));
  }
  KillMatrix matrix;
  for (const Mutant& each : reference_mutants()) matrix.add({each, {}});
  std::ostringstream today;
  matrix.print_page(today);
  std::vector<std::string> expected;
  std::istringstream lines(today.str());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| `WPC-")) expected.push_back(line.substr(0, line.rfind(" | ")));
  }
  EXPECT_EQ(published, expected) << "scripts/write-kill-matrix writes it anew";
}

TEST(KillMatrix, HasTwoHundredMutantsThatSayWhatTheyExpect) {
  std::set<std::string> names;
  for (const Mutant& each : reference_mutants()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_GE(each.says.size(), 10U) << each.name;
  }
  EXPECT_GE(names.size(), 200U);
}

}  // namespace
}  // namespace wp_codebox::conformance
