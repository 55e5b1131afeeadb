// Backends that do nothing for their answers: what they pass in spite of that is reviewed by hand.

#include "reference_backend/memory/trivial_backends.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "../folders.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/json/decode.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;

/// The MUST rows that a backend may pass, from the reviewed list: `WPC-… backend,backend reason`.
std::set<std::string> reviewed_passes(const std::string& backend) {
  std::set<std::string> rows;
  std::istringstream list(
      read_file(test::source_folder() / "conformance/register/trivial_passes.txt"));
  for (std::string line; std::getline(list, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string row;
    std::string backends;
    std::string reason;
    words >> row >> backends >> reason;
    EXPECT_FALSE(reason.empty()) << line;
    std::istringstream names(backends);
    for (std::string name; std::getline(names, name, ',');) {
      if ("trivial-" + name == backend) rows.insert(row);
    }
  }
  return rows;
}

class TrivialBackends : public testing::TestWithParam<std::string> {};

TEST_P(TrivialBackends, PassNothingThatNobodyReviewed) {
  const TemporaryDirectory directory("trivial");
  const fs::path report = directory.path() / "report.json";
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path().parent_path() /
                           "conformance/wp-codebox-conformance";
  const ChildResult child =
      run_child(program, {"run", "--backend", GetParam(), "--report-json", report.string()},
                directory.path() / "output.txt");
  EXPECT_EQ(child.exit_code, 1) << child.output;
  const auto run = json::from_json<RunResult>(read_file(report));
  ASSERT_TRUE(run.ok()) << run.message();
  EXPECT_EQ(run.value.conformance, Conformance::not_conformant);
  std::set<std::string> passed;
  for (const Verdict& verdict : run.value.verdicts) {
    EXPECT_NE(verdict.outcome, Outcome::kit_error) << verdict.id;
    if (verdict.level == Level::must && verdict.outcome == Outcome::pass) passed.insert(verdict.id);
  }
  EXPECT_EQ(passed, reviewed_passes(GetParam()));
}

std::vector<std::string> names() {
  const auto all = trivial_backend_names();
  return {all.begin(), all.end()};
}

INSTANTIATE_TEST_SUITE_P(Each, TrivialBackends, testing::ValuesIn(names()), [](const auto& test) {
  return test.param.substr(std::string("trivial-").size());
});

}  // namespace
}  // namespace wp_codebox::conformance
