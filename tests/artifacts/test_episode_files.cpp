#include "wp_codebox/artifacts/episode_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "bundle_example.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace {

using namespace wp_codebox;
using test::ScratchFolder;
using testing::HasSubstr;

std::string violations(const ArtifactBundle& bundle) {
  return json::to_json(verify_artifact_bundle(bundle.directory).violations);
}

Snapshot example_snapshot() {
  Snapshot snapshot;
  snapshot.schema.emplace();
  snapshot.id = "snapshot-mwrqh0gk-kic1or";
  snapshot.createdAt = test::example_time;
  return snapshot;
}

EpisodeFiles episode_of(const ArtifactBundle& bundle, std::vector<Snapshot> snapshots = {}) {
  EpisodeFiles episode;
  const std::string runtime = json::to_json(
      test::open_document(bundle, "manifest.json").root().find("runtime")->find("id")->text());
  episode.trace = json::Value::from_compact(
      R"({"schema":"wp-codebox/runtime-episode-trace/v1","version":1,"id":"trace-x",)"
      R"("createdAt":"2026-01-02T03:05:07.000Z","runtime":{"id":)" +
      runtime + R"(},"reset":{"id":"r","runtime":{"id":)" + runtime +
      R"(},"observations":[],"observationRefs":[]},"steps":[],"snapshots":)" +
      json::to_json(snapshots) + "}");
  episode.json_lines = "{\"type\":\"episode.reset\"}\n";
  episode.timestamp = "2026-01-02T03:05:07.000Z";
  return episode;
}

TEST(EpisodeFiles, LeaveTheBundleValid) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(test::empty_input(folder));
  add_episode_files(bundle, episode_of(bundle));
  EXPECT_EQ(violations(bundle), "[]");
  const ArtifactBundle with_paths = with_episode_paths(bundle);
  EXPECT_EQ(ScratchFolder::file_bytes(*with_paths.runtimeEpisodeEventsPath),
            "{\"type\":\"episode.reset\"}\n");
  EXPECT_THAT(ScratchFolder::file_bytes(*with_paths.runtimeEpisodeTracePath), HasSubstr("trace-x"));
  const json::Parsed metadata = test::open_document(bundle, "metadata.json");
  EXPECT_EQ(metadata.root().find("artifacts")->find("runtimeEpisodeTrace")->text(),
            "files/runtime-episode-trace.json");
  const json::Parsed references =
      test::open_document(bundle, "files/runtime-reference-manifest.json");
  EXPECT_NE(references.root().find("trace"), nullptr);
  EXPECT_NE(references.root().find("events"), nullptr);
}

TEST(EpisodeFiles, EnterTheReviewOnce) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(test::empty_input(folder));
  for (int i = 0; i < 2; ++i) add_episode_files(bundle, episode_of(bundle));
  EXPECT_EQ(violations(bundle), "[]");
  const json::Parsed review = test::open_document(bundle, "files/review.json");
  EXPECT_EQ(review.root().find("progress")->size(), 4U);
  EXPECT_EQ(review.root().find("evidence")->find("runtimeEpisodeTrace")->text(),
            "files/runtime-episode-trace.json");
}

// WPC-EPI-018
TEST(EpisodeFiles, KeepSnapshotBundlesBesideThePayload) {
  const ScratchFolder folder;
  BundleInput input = test::empty_input(folder);
  input.records.files = {{"files/runtime-snapshots/snapshot-mwrqh0gk-kic1or.json",
                          "runtime-snapshot", "application/json", "{}"}};
  const ArtifactBundle bundle = write_bundle(input);
  const SnapshotBundleFile file = build_snapshot_bundle(example_snapshot(), read_manifest(bundle));
  EXPECT_EQ(file.path, "files/runtime-snapshots/snapshot-mwrqh0gk-kic1or.bundle.json");
  EXPECT_EQ(file.document.snapshot.originalSemantics.text(), "metadata-only");
  EXPECT_EQ(file.snapshot.semantics->text(), "partial-replay");
  EpisodeFiles episode = episode_of(bundle, {file.snapshot});
  episode.snapshot_bundles = {file};
  add_episode_files(bundle, episode);
  EXPECT_EQ(violations(bundle), "[]");
  ASSERT_EQ(file.snapshot.artifactRefs->size(), 1U);
  EXPECT_EQ(sha256_hex(ScratchFolder::file_bytes(bundle.directory + "/" + file.path)),
            file.snapshot.artifactRefs->front().digest->value);
  EXPECT_EQ(ScratchFolder::file_bytes(bundle.directory +
                                      "/files/runtime-snapshots/snapshot-mwrqh0gk-kic1or.json"),
            "{}");
}

TEST(EpisodeFiles, LeaveABundleAloneThatCannotBeRead) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(test::empty_input(folder));
  const EpisodeFiles episode = episode_of(bundle);
  folder.write("runtime-mwrqgv55-2y0ije/manifest.json", "{}");
  const auto before = test::files_below(bundle.directory);
  EXPECT_THROW(add_episode_files(bundle, episode), RuntimeError);
  EXPECT_EQ(test::files_below(bundle.directory), before);
  ArtifactBundle gone = bundle;
  gone.directory += "-gone";
  EXPECT_THROW(add_episode_files(gone, episode), RuntimeError);
}

}  // namespace
