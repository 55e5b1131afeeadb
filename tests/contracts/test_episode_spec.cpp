#include "wp_codebox/contracts/episode_spec.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

constexpr std::string_view runtime =
    R"({"runtime":{"backend":"x","environment":{"kind":"wordpress"},"policy":{"network":"deny",)"
    R"("filesystem":"sandbox","commands":[],"secrets":"none","approvals":"never"}})";

TEST(RuntimeEpisodeSpec, RoundTrips) {
  const auto spec = test::expect_round_trip<RuntimeEpisodeSpec>(
      std::string(runtime) + R"(,"mounts":[],"resetObservations":[{"type":"mounts"}],)" +
      R"("stepObservation":{"type":"runtime-events"},"artifactSpec":{"previewHoldSeconds":1}})");
  ASSERT_NE(spec.stepObservation->spec(), nullptr);
  EXPECT_EQ(spec.stepObservation->spec()->type, KnownObservationType::runtime_events);
}

// WPC-EPI-004
TEST(RuntimeEpisodeSpec, SaysFalseForNoObservation) {
  const auto spec = test::expect_round_trip<RuntimeEpisodeSpec>(std::string(runtime) +
                                                                R"(,"stepObservation":false})");
  EXPECT_EQ(spec.stepObservation->spec(), nullptr);
  EXPECT_EQ(json::to_json(StepObservation{}), "false");
}

TEST(RuntimeEpisodeSpec, ReportsAnObservationThatIsNeither) {
  for (const char* value : {"true", "null", "3", "[]"}) {
    EXPECT_THAT(test::issue_paths<RuntimeEpisodeSpec>(std::string(runtime) +
                                                      R"(,"stepObservation":)" + value + "}"),
                ElementsAre("$.stepObservation"));
  }
  EXPECT_THAT(
      test::issue_paths<RuntimeEpisodeSpec>(std::string(runtime) + R"(,"stepObservation":{}})"),
      ElementsAre("$.stepObservation.type"));
  EXPECT_THAT(test::issue_paths<NoObservation>("true"), ElementsAre("$"));
}

}  // namespace
