// The kit and a program that somebody else started, judged from outside.

#include "conformance/attachment/socket_relay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "kit_run.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AttachedRun : public KitRun {
 protected:
  /// Starts a program behind the socket; returns when it listens.
  void listen(const std::vector<std::string>& command) {
    ProcessSpec spec;
    spec.program = find_executable("python3");
    spec.arguments = {(test::source_folder() / "tests/conformance/listen.py").string(), socket()};
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
    return run_program(kit(), options);
  }
  [[nodiscard]] std::string socket() const { return (directory_.path() / "socket").string(); }

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
  listen(hostile_testee("die"));
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
