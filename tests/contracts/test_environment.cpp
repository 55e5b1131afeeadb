#include "wp_codebox/contracts/environment.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(EnvironmentSpec, RoundTrips) {
  const auto environment = test::expect_round_trip<EnvironmentSpec>(
      R"({"kind":"wordpress","name":"n","blueprint":{"steps":[]},"version":"6.5",)"
      R"("assets":{"wordpressZip":"/w.zip","more":1},"else":[]})");
  EXPECT_EQ(environment.assets->wordpressZip, "/w.zip");
}

TEST(EnvironmentSpec, KeepsABlueprintThatIsNull) {
  test::expect_round_trip<EnvironmentSpec>(R"({"kind":"wordpress","blueprint":null})");
}

TEST(EnvironmentSpec, NeedsAKind) {
  EXPECT_THAT(test::required_members<EnvironmentSpec>(), ElementsAre("$.kind"));
}

}  // namespace
