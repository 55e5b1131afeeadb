// Episodes over the reference backends.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "../scratch_folder.hpp"
#include "memory_runtime.hpp"
#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/runtime/action_adapter.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/validation/bundle.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace wp_codebox {
namespace {

/// Bundle and trace are right by the strict rules, and the bundle has the trace.
void expect_valid(RuntimeEpisode& episode, const ArtifactBundle& bundle) {
  EXPECT_EQ(json::to_json(verify_artifact_bundle(bundle.directory, {.strict = true}).violations),
            "[]");
  const RuntimeEpisodeTrace trace = episode.trace();
  EXPECT_EQ(json::to_json(validate_trace(trace, {.strict = true}).issues), "[]");
  ASSERT_TRUE(bundle.runtimeEpisodeTracePath);
  const json::Parsed persisted(test::ScratchFolder::file_bytes(*bundle.runtimeEpisodeTracePath));
  EXPECT_EQ(json::stable_json(persisted.root()), json::to_stable_json(trace));
}

RuntimeEpisodeActionSpec action(std::string command, std::vector<std::string> args) {
  RuntimeEpisodeActionSpec action;
  action.command = std::move(command);
  action.args = std::move(args);
  return action;
}

ObservationSpec observing(KnownObservationType type) {
  ObservationSpec spec;
  spec.type = type;
  return spec;
}

class MemoryEpisode : public test::MemoryRuntimeTest {};

TEST_F(MemoryEpisode, RunsFromResetToClose) {
  RuntimeEpisodeSpec episode_spec;
  episode_spec.runtime = spec;
  episode_spec.stepObservation = observing(KnownObservationType::command_result);
  const auto episode = create_runtime_episode(episode_spec, *backend);
  for (int round = 0; round < 2; ++round) {
    const auto step = episode->step(action("probe.echo", {"text=hello"}));
    EXPECT_EQ(step.execution.stdout_text, "hello");
    EXPECT_THROW((void)episode->step(action("probe.exit", {"code=3"})), ContractError);
    (void)episode->snapshot();
    expect_valid(*episode, episode->collect_artifacts());
    EXPECT_EQ(episode->trace().steps.size(), 1U);
    (void)episode->reset();
    EXPECT_TRUE(episode->trace().steps.empty());
  }
  episode->close();
  EXPECT_EQ(code_of([&] { (void)episode->trace(); }), "runtime-episode-closed");
}

TEST_F(MemoryEpisode, AnAgentsActionsAreSteps) {
  folder.write("workspace/a.txt", "before");
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = (folder.path() / "workspace").string();
  mount.target = "/workspace";
  mount.mode = MountMode::readwrite;
  RuntimeEpisodeSpec episode_spec;
  episode_spec.runtime = spec;
  episode_spec.mounts = {mount};
  const auto episode = create_runtime_episode(episode_spec, *backend);
  RuntimeActionPolicy policy;
  policy.files.mounts = {mount};
  policy.files.filesystem = spec.policy.filesystem;
  RuntimeActionAdapter adapter(*episode, policy);
  FilesystemAction write;
  write.operation = FilesystemOperation::write;
  write.path = "a.txt";
  write.content = "after";
  (void)adapter.run(write);
  EXPECT_EQ(episode->step(action("probe.read", {"path=/workspace/a.txt"})).execution.stdout_text,
            "after");
  EXPECT_EQ(episode->trace().steps.front().action.description, "filesystem.write");
  expect_valid(*episode, episode->collect_artifacts());
}

TEST(PlaygroundEpisode, RunsFromResetToCloseOnWordPress) {
  const test::ScratchFolder folder;
  const auto backend = make_playground_backend();
  RuntimeEpisodeSpec spec;
  spec.runtime.backend = backend->descriptor().kind;
  spec.runtime.environment.kind = "wordpress";
  spec.runtime.policy.commands = {"wordpress.run-php"};
  spec.runtime.artifactsDirectory = (folder.path() / "artifacts").string();
  const auto episode = create_runtime_episode(spec, *backend);
  const auto step = episode->step(action("wordpress.run-php", {"code=echo get_bloginfo('name');"}),
                                  StepObservation(observing(KnownObservationType::command_result)));
  EXPECT_EQ(step.execution.stdout_text, "My WordPress Website");
  (void)episode->snapshot();
  ArtifactSpec with_bundles;
  with_bundles.includeRuntimeSnapshotBundles = true;
  expect_valid(*episode, episode->collect_artifacts(with_bundles));
  episode->close();
}

}  // namespace
}  // namespace wp_codebox
