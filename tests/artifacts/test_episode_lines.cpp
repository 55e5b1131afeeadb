#include "wp_codebox/artifacts/episode_lines.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

// WPC-EPI-011
TEST(EpisodeLines, AreResetStepsSnapshotsAndTheBundle) {
  RuntimeEpisodeTrace trace;
  trace.reset.id = "r";
  RuntimeEpisodeStepResult step;
  step.id = "s";
  trace.steps = {step, step};
  Snapshot snapshot;
  snapshot.id = "n";
  trace.snapshots = {snapshot};
  const auto types = [&trace] {
    std::string found;
    const std::string lines = episode_json_lines(trace);
    EXPECT_TRUE(lines.ends_with('\n'));
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at);
      found += json::Parsed(lines.substr(at, end - at)).root().find("type")->text() + " ";
      at = end + 1;
    }
    return found;
  };
  EXPECT_EQ(types(), "episode.reset episode.step episode.step episode.snapshot ");
  ArtifactBundle bundle;
  bundle.id = "b";
  trace.artifacts = bundle;
  trace.artifactRef = artifact_bundle_ref(bundle);
  EXPECT_EQ(types(), "episode.reset episode.step episode.step episode.snapshot episode.artifacts ");
}

TEST(EpisodeLines, ASnapshotWithoutSemanticsIsMetadataOnly) {
  RuntimeEpisodeTrace trace;
  trace.snapshots.emplace_back().id = "n";
  const std::string lines = episode_json_lines(trace);
  EXPECT_EQ(lines.substr(lines.find('\n') + 1),
            R"({"type":"episode.snapshot","id":"n","createdAt":"","semantics":"metadata-only",)"
            "\"artifactRefs\":[]}\n");
}

TEST(EpisodeLines, AnExecutionsReferenceCoversAllOfIt) {
  ExecutionResult execution;
  execution.id = "command-1";
  const RuntimeEpisodeTraceRef ref = execution_ref(execution);
  EXPECT_EQ(ref.kind.text() + ref.id, "executioncommand-1");
  EXPECT_EQ(ref.digest, execution_digest(execution));
  execution.extra.set("more", json::Value::boolean(true));
  EXPECT_NE(execution_ref(execution).digest, ref.digest);
}

}  // namespace
}  // namespace wp_codebox
