// The kit and a program that somebody else started, judged from outside.

#include "conformance/attachment/socket_relay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "../folders.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/stdio/backend_program.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AttachedRun : public testing::Test {
 protected:
  static fs::path build_folder() {
    return fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  }
  static std::vector<std::string> reference_backend() {
    return {(build_folder() / "reference_backend/wp-codebox-reference-backend").string(),
            "--backend", "memory"};
  }
  static std::string source(const char* file) {
    return (test::source_folder() / "tests/conformance" / file).string();
  }

  /// Starts a program behind the socket; returns when it listens.
  void listen(const std::vector<std::string>& command) {
    ProcessSpec spec;
    spec.program = find_executable("python3");
    spec.arguments = {source("listen.py"), socket()};
    spec.arguments.insert(spec.arguments.end(), command.begin(), command.end());
    spec.environment = current_environment();
    std::promise<void> listening;
    auto listens = std::make_shared<std::promise<void>>(std::move(listening));
    std::future<void> ready = listens->get_future();
    program_ = std::make_unique<Process>(
        spec, ProcessHandlers{.on_stdout = [listens, told = false](std::string_view) mutable {
          if (!told) listens->set_value();
          told = true;
        }});
    ASSERT_EQ(ready.wait_for(std::chrono::seconds(60)), std::future_status::ready);
  }

  ChildResult run(std::vector<std::string> options) {
    options.insert(options.begin(),
                   {"run", "--attach", "unix:" + socket(), "--json", report_file().string()});
    return run_child(build_folder() / "conformance/wp-codebox-conformance", options,
                     directory_.path() / "output.txt");
  }
  [[nodiscard]] std::string socket() const { return (directory_.path() / "socket").string(); }
  [[nodiscard]] fs::path report_file() const { return directory_.path() / "report.json"; }
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
  std::unique_ptr<Process> program_;
};

const std::vector<std::string> three_cases = {"--filter",     "WPC-EXEC-001", "--filter",
                                              "WPC-EXEC-002", "--filter",     "WPC-SNAP-001"};

TEST_F(AttachedRun, JudgesAProgramThatRunsAlreadyAndLetsItEndInOrder) {
  listen(reference_backend());
  const ChildResult child = run(three_cases);
  EXPECT_EQ(child.exit_code, 0) << child.output;
  EXPECT_EQ(report().attachment, "unix:" + socket());
  const auto end = program_->wait_for(std::chrono::seconds(60));
  ASSERT_TRUE(end.has_value());
  EXPECT_TRUE(end->success()) << end->text();
}

TEST_F(AttachedRun, ADeathEndsTheRunWithTheVerdictOfItsCase) {
  std::vector<std::string> command = {find_executable("python3").string(), source("testee.py"),
                                      "die"};
  for (const std::string& word : reference_backend()) command.push_back(word);
  listen(command);
  const ChildResult child = run(three_cases);
  EXPECT_EQ(child.exit_code, 1) << child.output;
  const auto outcomes = verdicts();
  EXPECT_EQ(outcomes.at("WPC-EXEC-001"), Outcome::pass) << child.output;
  EXPECT_EQ(outcomes.at("WPC-EXEC-002"), Outcome::crash) << child.output;
  EXPECT_EQ(outcomes.at("WPC-SNAP-001"), Outcome::not_selected) << child.output;
  const RunResult result = report();
  EXPECT_THAT(result.interrupted.value_or(""), HasSubstr("cannot start it again"));
  EXPECT_EQ(result.notRun.size(), 1U);
  EXPECT_THAT(child.output, HasSubstr("closed the connection"));
}

TEST_F(AttachedRun, WithoutAProgramThereIsNoRun) {
  const ChildResult child = run(three_cases);
  EXPECT_EQ(child.exit_code, 3) << child.output;
  EXPECT_THAT(child.output, HasSubstr("there is no connection to unix:" + socket()));
  EXPECT_FALSE(fs::exists(report_file()));
}

TEST(SocketRelay, SaysWhyThereIsNoConnection) {
  std::ostringstream err;
  EXPECT_EQ(relay_socket("unix:/nowhere/at/all", err), 3);
  EXPECT_THAT(err.str(), HasSubstr("No such file or directory"));
  EXPECT_EQ(relay_socket("unix:/" + std::string(200, 'x'), err), 3);
  EXPECT_THAT(err.str(), HasSubstr("File name too long"));
}

}  // namespace
}  // namespace wp_codebox::conformance
