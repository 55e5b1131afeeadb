#include "wp_codebox/contracts/artifact_spec.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(ArtifactSpec, RoundTrips) {
  const auto spec = test::expect_round_trip<ArtifactSpec>(
      R"({"includeFiles":true,"includeLogs":false,"includePatch":true,"includeScreenshots":true,)"
      R"("includeObservations":true,"includeRuntimeSnapshotBundles":true,"previewHoldSeconds":60})");
  EXPECT_EQ(spec.previewHoldSeconds, 60);
}

TEST(ArtifactSpec, MayBeEmpty) {
  EXPECT_EQ(json::to_json(test::expect_round_trip<ArtifactSpec>("{}")), "{}");
  EXPECT_THAT(test::issue_paths<ArtifactSpec>(R"({"includeFiles":1})"),
              ElementsAre("$.includeFiles"));
}

}  // namespace
