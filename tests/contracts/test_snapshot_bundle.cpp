#include "wp_codebox/contracts/snapshot_bundle.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimeSnapshotBundle, RoundTrips) {
  test::expect_round_trip<RuntimeSnapshotBundle>(
      R"({"schema":"wp-codebox/runtime-snapshot-bundle/v1","version":1,)"
      R"("id":"snapshot-1:runtime-snapshot-bundle","snapshot":{"id":"snapshot-1","createdAt":"t",)"
      R"("originalSemantics":"odd","semantics":"partial-replay","metadata":{"b":{},"a":[]}},)"
      R"("replay":{"status":"partial-replay","limitations":["l"],"instructions":["i"]},)"
      R"("refs":[{"path":"metadata.json","kind":"metadata","contentType":"application/json",)"
      R"("sha256":{"algorithm":"sha256","value":")" +
      std::string(64, 'd') + R"("}}]})");
  EXPECT_THAT(test::required_members<RuntimeSnapshotBundle>(),
              ElementsAre("$.schema", "$.version", "$.id", "$.snapshot", "$.replay", "$.refs"));
}

}  // namespace
