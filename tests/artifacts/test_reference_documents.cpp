#include "wp_codebox/artifacts/reference_documents.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/reference_manifest.hpp"
#include "wp_codebox/contracts/replay_index.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

json::Value file(const std::string& path) {
  return json::Value::from_compact(R"({"path":")" + path +
                                   R"(","kind":"k","contentType":"t","sha256":)"
                                   R"({"algorithm":"sha256","value":")" +
                                   std::string(64, 'a') + "\"}}");
}

ReferenceSources sources() {
  ReferenceSources input;
  input.createdAt = "2026-01-02T03:05:06.007Z";
  RuntimeInfo runtime;
  runtime.id = "runtime-1";
  runtime.backend = RuntimeBackendKind(std::string("x-demo"));
  runtime.environment.kind = "wordpress";
  runtime.createdAt = "2026-01-02T03:04:05.006Z";
  input.runtime = json::to_value(runtime);
  input.artifactBundle =
      json::to_value(RuntimeReferenceBundle{{},
                                            "artifact-bundle-sha256-" + std::string(64, 'a'),
                                            ContentDigest::of(std::string(64, 'a')),
                                            {}});
  return input;
}

template <class Document>
Document decoded(const json::Value& value) {
  auto document = json::decode_as<Document>(json::Parsed(value).root());
  EXPECT_TRUE(document.ok()) << document.message();
  return std::move(document.value);
}

json::Value snapshot(const std::string& semantics) {
  return json::Value::from_compact(R"({"id":"snapshot-1","createdAt":"T","semantics":")" +
                                   semantics + R"(","metadata":{}})");
}

// WPC-ART-026
TEST(ReferenceManifest, HasTheCheckValueOfTheContract) {
  const auto document = decoded<RuntimeReferenceManifest>(build_reference_manifest(sources()));
  EXPECT_EQ(document.digest.value,
            "39ed37dac7c8f85f83c0af500f3c9efbded9a7395f44e531a608b1d447e53a1b");
  EXPECT_EQ(document.id, "runtime-reference-manifest-sha256-" + document.digest.value);
}

TEST(ReferenceManifest, SortsFilesByPath) {
  ReferenceSources input = sources();
  input.files = {file("b"), file("a/z"), file("a.txt"), file("B")};
  const auto document = decoded<RuntimeReferenceManifest>(build_reference_manifest(input));
  std::string paths;
  for (const auto& entry : document.files) paths += entry.path + " ";
  EXPECT_EQ(paths, "B a.txt a/z b ");
}

// WPC-ART-026
TEST(ReferenceManifest, LeavesOutWhatIsWrittenAfterIt) {
  for (const char* path :
       {"manifest.json", "metadata.json", "files/review.json",
        "files/runtime-reference-manifest.json", "files/runtime-replay-index.json"}) {
    EXPECT_FALSE(is_reference_file(path)) << path;
  }
  EXPECT_TRUE(is_reference_file("events.jsonl"));
}

// WPC-SNAP-006
TEST(ReferenceSnapshot, SaysWhatAReplayGetsBack) {
  const auto replay = [](const std::string& semantics) {
    return decoded<RuntimeReferenceSnapshot>(
               reference_snapshot(json::Parsed(snapshot(semantics)).root()))
        .replay;
  };
  for (const char* semantics : {"replayable-runtime-state", "runtime-state-artifact"}) {
    EXPECT_EQ(replay(semantics).status.text(), semantics);
    EXPECT_TRUE(replay(semantics).limitations.empty());
  }
  for (const char* semantics : {"partial-replay", "metadata-only"}) {
    EXPECT_EQ(replay(semantics).status.text(), semantics);
    EXPECT_FALSE(replay(semantics).limitations.empty());
  }
  EXPECT_EQ(replay("x-own").status.text(), "not-replayable");
}

TEST(ReferenceSnapshot, TakesTheDigestWhenThereIsNone) {
  const json::Parsed given(
      std::string(R"({"id":"snapshot-1","createdAt":"2026-01-02T03:04:05.006Z","metadata":{}})"));
  EXPECT_EQ(decoded<RuntimeReferenceSnapshot>(reference_snapshot(given.root())).digest.value,
            "aea8fc67fa35bd3a24c392f49789d200775dfe0d6f73d0a4dd1176dfafa51497");
}

// WPC-ART-027
TEST(ReplayIndex, NamesTheFilesThatAreThere) {
  ReferenceSources input = sources();
  input.files = {file("files/patch.diff"), file("commands.jsonl"), file("other")};
  input.runtimeReferenceManifest = file("files/runtime-reference-manifest.json");
  const auto document = decoded<RuntimeReplayReferenceIndex>(build_replay_index(input));
  std::string names;
  for (const auto& [name, entry] : document.references) names += name + " ";
  EXPECT_EQ(names, "runtimeReferenceManifest commands patch ");
  EXPECT_EQ(document.replay.status.text(), "partial");
  EXPECT_FALSE(document.replay.limitations.empty());
  EXPECT_EQ(replay_index_digest_hex(json::Parsed(build_replay_index(input)).root()),
            document.digest.value);
}

// WPC-ART-027
TEST(ReplayIndex, FollowsItsSnapshots) {
  const auto status = [](std::vector<json::Value> snapshots) {
    ReferenceSources input = sources();
    input.snapshots = std::move(snapshots);
    return decoded<RuntimeReplayReferenceIndex>(build_replay_index(input)).replay.status.text();
  };
  EXPECT_EQ(status({snapshot("metadata-only")}), "metadata-only");
  EXPECT_EQ(status({snapshot("replayable-runtime-state")}), "metadata-only");
  EXPECT_EQ(status({snapshot("metadata-only"), snapshot("runtime-state-artifact")}),
            "runtime-state-artifact");
}

TEST(ReplayIndex, ListsTheStepsOfAnEpisode) {
  ReferenceSources input = sources();
  const std::string digest =
      R"("digest":{"algorithm":"sha256","value":")" + std::string(64, 'b') + "\"}";
  const std::string ref = R"({"kind":"action","id":"a",)" + digest + "}";
  const std::string observation =
      R"({"id":"o","type":"mounts","data":[],"observedAt":"T",)" + digest + "}";
  input.episode = json::Value::from_compact(R"({"reset":{"observations":[)" + observation +
                                            R"(]},"steps":[{"id":"s","index":0,"action":{},)" +
                                            R"("actionRef":)" + ref + R"(,"executionRef":)" + ref +
                                            R"(,"observation":)" + observation + "}]}");
  const auto document = decoded<RuntimeReplayReferenceIndex>(build_replay_index(input));
  ASSERT_EQ(document.actions.size(), 1U);
  EXPECT_EQ(document.actions[0].id, "s");
  ASSERT_EQ(document.observations.size(), 2U);
  EXPECT_EQ(document.observations[0].ref.digest->value, std::string(64, 'b'));
}

}  // namespace
