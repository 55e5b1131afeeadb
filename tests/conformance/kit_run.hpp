#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../folders.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/stdio/backend_program.hpp"

/// \file
/// The kit's program as its users run it: a process of its own, judged by exit code, output and
/// report.

namespace wp_codebox::conformance {

class KitRun : public testing::Test {
 protected:
  /// The programs lie beside the tests in the build directory.
  static std::filesystem::path build_folder() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
  }
  static std::filesystem::path kit() {
    return build_folder() / "conformance/wp-codebox-conformance";
  }
  static std::vector<std::string> reference_backend() {
    return {(build_folder() / "reference_backend/wp-codebox-reference-backend").string(),
            "--backend", "memory"};
  }
  /// The reference backend behind a program that does harm on the way; `none` does none.
  static std::vector<std::string> hostile_testee(const std::string& fault) {
    const std::filesystem::path script = "tests/conformance/hostile_testee.py";
    std::vector<std::string> command = {find_executable("python3").string(),
                                        (test::source_folder() / script).string(), fault};
    for (const std::string& word : reference_backend()) command.push_back(word);
    return command;
  }

  /// Runs a program to its end.
  [[nodiscard]] ChildResult run_program(const std::filesystem::path& program,
                                        const std::vector<std::string>& arguments) const {
    return run_child(program, arguments, directory_.path() / "output.txt");
  }

  /// Where the tests have the JSON report written.
  [[nodiscard]] std::filesystem::path report_file() const {
    return directory_.path() / "reports/kit.json";
  }
  [[nodiscard]] RunResult report() const {
    auto decoded = json::from_json<RunResult>(read_file(report_file()));
    EXPECT_TRUE(decoded.ok()) << decoded.message();
    return std::move(decoded.value);
  }
  [[nodiscard]] std::map<std::string, Outcome> verdicts() const {
    std::map<std::string, Outcome> outcomes;
    const RunResult result = report();
    for (const Verdict& verdict : result.verdicts) outcomes[verdict.id] = verdict.outcome;
    return outcomes;
  }

  TemporaryDirectory directory_{"test"};
};

}  // namespace wp_codebox::conformance
