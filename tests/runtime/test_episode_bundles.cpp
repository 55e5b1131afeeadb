// What an episode adds to the bundles of a RecordingRuntime.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fake_engine.hpp"
#include "sample_state.hpp"
#include "wp_codebox/artifacts/episode_lines.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/validation/bundle.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace wp_codebox {
namespace {

using testing::HasSubstr;
using testing::Not;

class EpisodeBundles : public test::FakeRuntimeTest {
 protected:
  EpisodeBundles() { descriptor.capabilities.push_back(KnownBackendCapability::snapshot_state); }

  RuntimeEpisode& episode() {
    if (!episode_) {
      backend_ = make_backend();
      episode_spec.runtime = spec;
      episode_ = create_runtime_episode(episode_spec, *backend_, hooks);
    }
    return *episode_;
  }

  void step(std::string text) {
    RuntimeEpisodeActionSpec action;
    action.command = "fake.run";
    action.args = {"text=" + std::move(text)};
    (void)episode().step(action, StepObservation(observation("command-result")));
  }

  /// The bundle verifies and the trace is right, both by the strict rules.
  void expect_valid(const ArtifactBundle& bundle) {
    EXPECT_EQ(json::to_json(verify_artifact_bundle(bundle.directory, {.strict = true}).violations),
              "[]");
    const RuntimeEpisodeTrace trace = episode().trace();
    EXPECT_EQ(json::to_json(validate_trace(trace, {.strict = true}).issues), "[]");
    ASSERT_TRUE(bundle.runtimeEpisodeTracePath && bundle.runtimeEpisodeEventsPath);
    const json::Parsed persisted(folder.file_bytes(*bundle.runtimeEpisodeTracePath));
    EXPECT_EQ(json::stable_json(persisted.root()), json::to_stable_json(trace));
    EXPECT_EQ(folder.file_bytes(*bundle.runtimeEpisodeEventsPath), episode_json_lines(trace));
  }

  RuntimeEpisodeSpec episode_spec;
  std::unique_ptr<RecordingBackend> backend_;
  std::unique_ptr<RuntimeEpisode> episode_;
};

// WPC-EPI-010, WPC-EPI-012
TEST_F(EpisodeBundles, TheBundleHasTheTraceAndStaysValid) {
  step("one");
  (void)episode().snapshot();
  step("two");
  const ArtifactBundle bundle = episode().collect_artifacts();
  expect_valid(bundle);
  const RuntimeEpisodeTrace trace = episode().trace();
  EXPECT_EQ(trace.artifacts, bundle);
  EXPECT_EQ(trace.artifactRef, artifact_bundle_ref(bundle));
  EXPECT_EQ(trace.steps.size(), 2U);
}

TEST_F(EpisodeBundles, AnEpisodeGoesOnAfterACollectAndCollectsAgain) {
  step("one");
  (void)episode().collect_artifacts();
  step("two");
  EXPECT_EQ(json::to_json(validate_trace(episode().trace(), {.strict = true}).issues), "[]");
  expect_valid(episode().collect_artifacts());
  expect_valid(episode().collect_artifacts());
}

TEST_F(EpisodeBundles, ACollectAfterAFailedStepIsValid) {
  step("one");
  sandbox->run = [](const EngineCommand&) -> std::string {
    throw RuntimeError("runtime-command-failed", "no");
  };
  EXPECT_EQ(code_of([&] { step("two"); }), "runtime-command-failed");
  expect_valid(episode().collect_artifacts());
  EXPECT_EQ(episode().trace().steps.size(), 1U);
}

// WPC-EPI-018
TEST_F(EpisodeBundles, SnapshotBundlesLeaveTheStateWhereItIs) {
  sandbox->capture_state = [] { return std::optional(test::sample_state()); };
  const Snapshot taken = episode().snapshot();
  const std::string state = "files/runtime-snapshots/" + taken.id + ".json";
  ArtifactSpec with_bundles;
  with_bundles.includeRuntimeSnapshotBundles = true;
  const ArtifactBundle bundle = episode().collect_artifacts(with_bundles);
  expect_valid(bundle);
  const Snapshot told = episode().trace().snapshots.front();
  ASSERT_EQ(told.artifactRefs->size(), 2U);
  EXPECT_EQ(told.artifactRefs->front(), taken.artifactRefs->front());
  EXPECT_EQ(told.artifactRefs->back().path, "files/runtime-snapshots/" + taken.id + ".bundle.json");
  EXPECT_EQ(sha256_hex(folder.file_bytes(bundle.directory + "/" + state)),
            taken.artifactRefs->front().digest->value);
  EXPECT_EQ(sha256_hex(folder.file_bytes(bundle.directory + "/" + *told.artifactRefs->back().path)),
            told.artifactRefs->back().digest->value);
  expect_valid(episode().collect_artifacts(with_bundles));
  // Without them the next bundle has no such file, and the trace does not tell of one.
  expect_valid(episode().collect_artifacts(ArtifactSpec()));
  EXPECT_EQ(episode().trace().snapshots.front(), taken);
}

TEST_F(EpisodeBundles, MetadataSnapshotsBecomePartialReplaysInTheirBundles) {
  (void)episode().snapshot();
  ArtifactSpec with_bundles;
  with_bundles.includeRuntimeSnapshotBundles = true;
  expect_valid(episode().collect_artifacts(with_bundles));
  EXPECT_EQ(episode().trace().snapshots.front().semantics->text(), "partial-replay");
  (void)episode().snapshot();
  EXPECT_EQ(episode().trace().snapshots.back().semantics->text(), "metadata-only");
}

// WPC-RED-001
TEST_F(EpisodeBundles, NoFileOfTheBundleHasASecret) {
  const std::string secret = "hunter2-hunter2";
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  spec.secretEnv = json::Dictionary<std::string>{{"T0KEN_NAME", secret}};
  sandbox->run = [&](const EngineCommand&) { return "prints " + secret; };
  step(secret);
  const ArtifactBundle bundle = episode().collect_artifacts();
  expect_valid(bundle);
  for (const auto& [path, content] : test::files_below(bundle.directory)) {
    EXPECT_THAT(path + content, Not(HasSubstr(secret))) << path;
  }
}

}  // namespace
}  // namespace wp_codebox
