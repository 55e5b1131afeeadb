#include "wp_codebox/contracts/episode.hpp"

#include <gmock/gmock.h>

#include "../vector_file.hpp"
#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimeEpisodeTrace, RoundTripsEveryVectorThatFitsTheTypes) {
  std::size_t fitting = 0;
  test::for_each_row("trace", [&fitting](const test::VectorRow& row) {
    const std::string text = row.text("text");
    const auto trace = json::from_json<RuntimeEpisodeTrace>(text);
    if (!trace.ok()) return;
    ++fitting;
    EXPECT_EQ(json::to_stable_json(trace.value), test::stable_form(text));
    EXPECT_EQ(trace.value, json::from_json<RuntimeEpisodeTrace>(json::to_json(trace.value)).value);
  });
  EXPECT_GT(fitting, 100U);
}

TEST(RuntimeEpisodeTrace, NeedsAllButTheBundle) {
  EXPECT_THAT(test::required_members<RuntimeEpisodeTrace>(),
              ElementsAre("$.schema", "$.version", "$.id", "$.createdAt", "$.runtime", "$.reset",
                          "$.steps", "$.snapshots"));
  EXPECT_THAT(
      test::required_members<RuntimeEpisodeStepResult>(),
      ElementsAre("$.id", "$.index", "$.action", "$.actionRef", "$.execution", "$.executionRef"));
  EXPECT_THAT(test::required_members<RuntimeEpisodeResetResult>(),
              ElementsAre("$.id", "$.runtime", "$.observations", "$.observationRefs"));
}

TEST(RuntimeEpisodeTraceValidationResult, RoundTrips) {
  test::expect_round_trip<RuntimeEpisodeTraceValidationResult>(
      R"({"valid":false,"schema":"wp-codebox/runtime-episode-trace/v1","issues":)"
      R"([{"path":"$.steps[0].id","message":"m"}]})");
}

}  // namespace
