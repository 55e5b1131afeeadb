#include "wp_codebox/contracts/episode_line.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

constexpr std::string_view runtime =
    R"({"id":"r","backend":"b","environment":{"kind":"k"},"createdAt":"t","status":"created"})";

TEST(RuntimeEpisodeLine, RoundTripsOfEachType) {
  test::expect_round_trip<RuntimeEpisodeResetLine>(
      R"({"type":"episode.reset","id":"r:reset:0","runtime":)" + std::string(runtime) +
      R"(,"observations":[{"kind":"observation","id":"o"}]})");
  test::expect_round_trip<RuntimeEpisodeStepLine>(
      R"({"type":"episode.step","id":"s","index":0,"actionRef":{"kind":"action","id":"a"},)"
      R"("executionRef":{"kind":"execution","id":"e"},"observationRef":)"
      R"({"kind":"observation","id":"o"}})");
  test::expect_round_trip<RuntimeEpisodeSnapshotLine>(
      R"({"type":"episode.snapshot","id":"s","createdAt":"t","semantics":"metadata-only",)"
      R"("artifactRefs":[]})");
  test::expect_round_trip<RuntimeEpisodeArtifactsLine>(
      R"({"type":"episode.artifacts","id":"b","artifactRef":{"kind":"artifact-bundle","id":"b"}})");
}

TEST(RuntimeEpisodeLine, RefusesTheTypeOfAnotherLine) {
  EXPECT_THAT(test::issue_paths<RuntimeEpisodeArtifactsLine>(
                  R"({"type":"episode.step","id":"b","artifactRef":{"kind":"k","id":"b"}})"),
              ElementsAre("$.type"));
}

}  // namespace
