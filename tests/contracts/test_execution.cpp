#include "wp_codebox/contracts/execution.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(ExecutionSpec, RoundTrips) {
  const auto spec = test::expect_round_trip<ExecutionSpec>(
      R"({"command":"c","args":[],"cwd":"","timeoutMs":1500.5})");
  EXPECT_EQ(spec.timeoutMs, 1500.5);
  EXPECT_THAT(test::required_members<ExecutionSpec>(), ElementsAre("$.command"));
}

TEST(ExecutionResult, RoundTripsUnderTheContractsNames) {
  const auto result = test::expect_round_trip<ExecutionResult>(
      R"({"id":"command-1","command":"wordpress.run-php","args":["code=echo 1;"],"exitCode":0,)"
      R"("stdout":"1","stderr":"e","startedAt":"2026-01-02T03:04:05.006Z",)"
      R"("finishedAt":"2026-01-02T03:04:06.007Z"})");
  EXPECT_EQ(result.stdout_text, "1");
  EXPECT_EQ(result.stderr_text, "e");
}

TEST(ExecutionResult, NeedsAllItsMembers) {
  EXPECT_THAT(test::required_members<ExecutionResult>(),
              ElementsAre("$.id", "$.command", "$.args", "$.exitCode", "$.stdout", "$.stderr",
                          "$.startedAt", "$.finishedAt"));
}

}  // namespace
