#include "conformance/host/child_process.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <system_error>

#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

class ChildProcess : public testing::Test {
 protected:
  [[nodiscard]] ChildResult shell(const std::string& script) const {
    return run_child("/bin/sh", {"-c", script}, directory_.path() / "output.txt");
  }
  TemporaryDirectory directory_{"test"};
};

TEST_F(ChildProcess, GivesExitCodeAndBothOutputs) {
  const ChildResult result = shell("echo out; echo err >&2; exit 7");
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.output, "out\nerr\n");
}

TEST_F(ChildProcess, ADeathBySignalIsNoExitCode) {
  const ChildResult result = shell("kill -SEGV $$");
  EXPECT_EQ(result.exit_code, std::nullopt);
  EXPECT_EQ(result.signal, SIGSEGV);
}

TEST_F(ChildProcess, LongOutputDoesNotBlock) {
  EXPECT_EQ(shell("head -c 300000 /dev/zero").output.size(), 300000U);
}

TEST_F(ChildProcess, AProgramThatIsNotThereIsAnError) {
  EXPECT_THROW((void)run_child("/no/such/program", {}, directory_.path() / "output.txt"),
               std::system_error);
}

}  // namespace
}  // namespace wp_codebox::conformance
