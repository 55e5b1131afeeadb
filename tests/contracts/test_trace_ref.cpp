#include "wp_codebox/contracts/trace_ref.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimeEpisodeTraceRef, RoundTrips) {
  const auto ref = test::expect_round_trip<RuntimeEpisodeTraceRef>(
      R"({"kind":"artifact-bundle","id":"b","digest":{"algorithm":"sha256","value":")" +
      std::string(64, 'b') + R"("},"artifactId":"b","path":"/p","more":{}})");
  EXPECT_EQ(ref.kind, KnownTraceRefKind::artifact_bundle);
}

TEST(RuntimeEpisodeTraceRef, NeedsKindAndId) {
  EXPECT_THAT(test::required_members<RuntimeEpisodeTraceRef>(), ElementsAre("$.kind", "$.id"));
  EXPECT_THAT(test::issue_paths<RuntimeEpisodeTraceRef>(R"({"kind":"x","id":"y","digest":null})"),
              ElementsAre("$.digest"));
}

}  // namespace
