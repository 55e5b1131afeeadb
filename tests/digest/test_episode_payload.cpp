#include "wp_codebox/digest/episode_payload.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/value.hpp"

namespace {

using namespace wp_codebox;

constexpr std::string_view time = "2026-01-02T03:04:05.006Z";
constexpr std::string_view action_check =
    "1abdc64c3c23bbf29711726f68d784c15f9d6457e40842bdd72eb23362e025bc";

RuntimeEpisodeActionSpec example_action() {
  RuntimeEpisodeActionSpec action;
  action.command = "wordpress.run-php";
  action.args = {"code=echo 1;"};
  return action;
}

using NodeDigest = Sha256Bytes (*)(const json::Node& node, Sha256& hash);

std::string digest_of(NodeDigest digest, std::string text) {
  const json::Parsed parsed(std::move(text));
  EXPECT_FALSE(parsed.error().has_value());
  Sha256 hash;
  return hex_text(digest(parsed.root(), hash));
}

TEST(ActionDigest, HasTheContractsCheckValue) {
  EXPECT_EQ(action_digest(example_action()).value, action_check);
  EXPECT_EQ(digest_of(&action_digest,
                      R"({"command":"wordpress.run-php","args":["code=echo 1;"],"target":"t"})"),
            action_check);
}

TEST(ActionDigest, CoversWhatTheRecordSays) {
  const RuntimeEpisodeActionRecord record = action_record(example_action(), "a");
  EXPECT_EQ(record.digest.value, action_check);
  RuntimeEpisodeActionRecord other = record;
  other.id = "b";
  other.digest.value = "x";
  EXPECT_EQ(action_digest(other).value, action_check);
  other.timeoutMs = 5;
  EXPECT_NE(action_digest(other).value, action_check);
}

// WPC-EPI-006
TEST(ActionDigest, LeavesEmptyTextsOutOfRecordAndDigest) {
  RuntimeEpisodeActionSpec action = example_action();
  action.cwd = "";
  action.method = "";
  action.url = "";
  action.path = "";
  action.operation = "";
  action.selector = "";
  action.description = "";
  action.extra.set("target", json::Value::string("t"));
  const RuntimeEpisodeActionRecord record = action_record(action, "a");
  EXPECT_EQ(record, action_record(example_action(), "a"));
  EXPECT_EQ(action_digest(action).value, action_check);
}

TEST(ActionDigest, TakesMembersOfTheRightKindOnly) {
  const std::string plain = digest_of(&action_digest, R"({"command":"c","args":[]})");
  EXPECT_EQ(digest_of(&action_digest, R"({"command":"c","kind":null,"args":{},"cwd":1,)"
                                      R"("metadata":[],"timeoutMs":"5","url":null})"),
            plain);
  EXPECT_NE(digest_of(&action_digest, R"({"command":"c","args":[],"cwd":""})"), plain);
  EXPECT_NE(digest_of(&action_digest, R"({"args":[]})"), plain);
}

TEST(ActionDigest, CoversEveryMemberOfARecord) {
  const std::string plain = digest_of(&action_digest, R"({"command":"c"})");
  for (const char* member :
       {R"("kind":"http")", R"("args":["a"])", R"("cwd":"/")", R"("method":"m")", R"("url":"u")",
        R"("path":"p")", R"("operation":"o")", R"("selector":"s")", R"("description":"d")",
        R"("timeoutMs":0)", R"("metadata":{})"}) {
    EXPECT_NE(digest_of(&action_digest, std::string(R"({"command":"c",)") + member + "}"), plain)
        << member;
  }
}

TEST(ObservationDigest, HasTheContractsCheckValue) {
  ObservationResult observation;
  observation.id = "not covered";
  observation.type = "mounts";
  observation.data = json::Value::array();
  observation.observedAt = time;
  EXPECT_EQ(observation_digest(observation).value,
            "07f4208724c27f14404e80ac9cc0e07c91b2e7ed1e8a1b36aa58b7b1b1e6ddab");
}

TEST(ObservationDigest, TakesNullArtifactRefsForNone) {
  const std::string plain =
      digest_of(&observation_digest, R"({"type":"t","data":{"b":1,"a":2},"observedAt":"o"})");
  EXPECT_EQ(digest_of(&observation_digest, R"({"artifactRefs":null,"observedAt":"o",)"
                                           R"("data":{"a":2,"b":1},"type":"t","id":"i"})"),
            plain);
  EXPECT_NE(digest_of(&observation_digest, R"({"type":"t","observedAt":"o"})"), plain);
}

TEST(SnapshotDigest, HasTheContractsCheckValue) {
  Snapshot snapshot;
  snapshot.id = "snapshot-1";
  snapshot.createdAt = time;
  const std::string check = "aea8fc67fa35bd3a24c392f49789d200775dfe0d6f73d0a4dd1176dfafa51497";
  EXPECT_EQ(snapshot_digest(snapshot).value, check);
  snapshot.semantics = KnownSnapshotSemantics::metadata_only;
  EXPECT_EQ(snapshot_digest(snapshot).value, check);
  snapshot.semantics = KnownSnapshotSemantics::partial_replay;
  EXPECT_NE(snapshot_digest(snapshot).value, check);
}

TEST(ExecutionDigest, HasTheContractsCheckValue) {
  const std::string text =
      R"({"id":"command-1","command":"wordpress.run-php","args":["code=echo 1;"],"exitCode":0,)"
      R"("stdout":"1","stderr":"","startedAt":"2026-01-02T03:04:05.006Z",)"
      R"("finishedAt":"2026-01-02T03:04:06.007Z"})";
  const std::string check = "35a975194883fed7f58c8ec9979a2c6da0b0231e2e532dda2a136560b7bac69f";
  EXPECT_EQ(digest_of(&execution_digest, text), check);
  auto execution = json::from_json<ExecutionResult>(text);
  ASSERT_TRUE(execution.ok()) << execution.message();
  EXPECT_EQ(execution_digest(execution.value).value, check);
  execution.value.extra.set("more", json::Value());
  EXPECT_NE(execution_digest(execution.value).value, check);
}

}  // namespace
