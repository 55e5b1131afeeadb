#include "wp_codebox/contracts/lifecycle_event.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(LifecycleEvent, RoundTrips) {
  const auto event = test::expect_round_trip<LifecycleEvent>(
      R"({"id":"event-1","type":"runtime.command.finished","timestamp":"t","data":{"id":"c"}})");
  EXPECT_EQ(event.type, KnownLifecycleEventType::command_finished);
  test::expect_round_trip<LifecycleEvent>(R"({"id":"e","type":"x.y","timestamp":"t"})");
}

TEST(LifecycleEvent, NeedsIdTypeAndTime) {
  EXPECT_THAT(test::required_members<LifecycleEvent>(),
              ElementsAre("$.id", "$.type", "$.timestamp"));
}

TEST(LifecycleEventData, RoundTripsByType) {
  test::expect_round_trip<RuntimeCreatedData>(
      R"({"backend":"x","environment":{"kind":"wordpress"},"policy":{"network":"deny",)"
      R"("filesystem":"sandbox","commands":[],"secrets":"none","approvals":"never"},)"
      R"("hostTools":[],"phpWasmRuntimeAssetPreflight":{"ok":true}})");
  test::expect_round_trip<RuntimeMountedData>(
      R"({"mount":{"type":"file","source":"/s","target":"/t","mode":"readonly"}})");
  test::expect_round_trip<CommandStartedData>(
      R"({"id":"c","command":"x","args":[],"cwd":null,"timeoutMs":null})");
  test::expect_round_trip<CommandStartedData>(
      R"({"id":"c","command":"x","args":["a"],"cwd":"/w","timeoutMs":5})");
  test::expect_round_trip<CommandFinishedData>(
      R"({"id":"c","command":"x","exitCode":0,"startedAt":"t","finishedAt":"t"})");
  test::expect_round_trip<RuntimeObservedData>(R"({"type":"mounts","observedAt":"t"})");
  test::expect_round_trip<SnapshotCreatedData>(
      R"({"id":"s","createdAt":"t","artifactPath":"files/runtime-snapshots/s.json"})");
  test::expect_round_trip<SnapshotRestoredData>(
      R"({"id":"s","createdAt":"t","snapshotSchema":null})");
  test::expect_round_trip<ArtifactsCollectedData>(
      R"({"id":"b","directory":"/d","createdAt":"t","spec":{}})");
  test::expect_round_trip<StartupProgressData>(
      R"({"event":{"schema":"wp-codebox/browser-startup-progress/v1","phase":"preview:start",)"
      R"("status":"running"}})");
  test::expect_round_trip<RuntimeDestroyedData>(R"({"runtimeId":"r"})");
}

TEST(LifecycleEventData, TellsNullFromAbsent) {
  EXPECT_THAT(test::issue_paths<CommandStartedData>(R"({"id":"c","command":"x","args":[]})"),
              ElementsAre("$.cwd", "$.timeoutMs"));
}

}  // namespace
