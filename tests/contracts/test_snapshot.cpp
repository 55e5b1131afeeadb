#include "wp_codebox/contracts/snapshot.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(Snapshot, RoundTrips) {
  const auto snapshot = test::expect_round_trip<Snapshot>(
      R"({"schema":"wp-codebox/runtime-episode-snapshot/v1","id":"snapshot-1","createdAt":"t",)"
      R"("semantics":"runtime-state-artifact","metadata":{"payload":{"b":1,"a":1}},)"
      R"("artifactRefs":[{"kind":"runtime-snapshot-artifact","id":"snapshot-1","path":"p"}]})");
  EXPECT_EQ(*snapshot.semantics, KnownSnapshotSemantics::runtime_state_artifact);
  EXPECT_EQ(snapshot.metadata.find("payload")->text(), R"({"b":1,"a":1})");
}

TEST(Snapshot, NeedsMetadataThatIsAnObject) {
  EXPECT_THAT(test::required_members<Snapshot>(), ElementsAre("$.id", "$.createdAt", "$.metadata"));
  EXPECT_THAT(test::issue_paths<Snapshot>(R"({"id":"s","createdAt":"t","metadata":[]})"),
              ElementsAre("$.metadata"));
}

// WPC-RESTORE-002
TEST(Snapshot, OfAnotherSchemaIsNone) {
  EXPECT_THAT(
      test::issue_paths<Snapshot>(R"({"schema":"x/v1","id":"s","createdAt":"t","metadata":{}})"),
      ElementsAre("$.schema"));
  EXPECT_THAT(test::issue_paths<Snapshot>(R"({"id":"s","createdAt":"t","metadata":{}})"),
              ElementsAre());
}

TEST(RuntimeRestoreSpec, RoundTrips) {
  EXPECT_EQ(json::to_json(test::expect_round_trip<RuntimeRestoreSpec>("{}")), "{}");
  test::expect_round_trip<RuntimeRestoreSpec>(
      R"({"runtime":{"backend":"x","environment":{"kind":"wordpress"},"policy":{"network":"deny",)"
      R"("filesystem":"sandbox","commands":[],"secrets":"none","approvals":"never"}},)"
      R"("mounts":[{"type":"file","source":"s","target":"/t","mode":"readonly"}]})");
}

}  // namespace
