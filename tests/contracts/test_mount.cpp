#include "wp_codebox/contracts/mount.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(MountSpec, RoundTrips) {
  const auto mount = test::expect_round_trip<MountSpec>(
      R"({"type":"directory","source":"/s","target":"/t","mode":"readwrite","metadata":{"a":[1]}})");
  EXPECT_EQ(mount.type, KnownMountType::directory);
  EXPECT_EQ(mount.mode, MountMode::readwrite);
}

TEST(MountSpec, KeepsATypeThatItDoesNotKnow) {
  test::expect_round_trip<MountSpec>(
      R"({"type":"overlay","source":"/s","target":"/t","mode":"readonly"})");
}

TEST(MountSpec, ReportsAModeThatItDoesNotKnow) {
  EXPECT_THAT(test::issue_paths<MountSpec>(
                  R"({"type":"file","source":"/s","target":"/t","mode":"rw","metadata":[]})"),
              ElementsAre("$.mode", "$.metadata"));
  EXPECT_THAT(test::required_members<MountSpec>(),
              ElementsAre("$.type", "$.source", "$.target", "$.mode"));
}

}  // namespace
