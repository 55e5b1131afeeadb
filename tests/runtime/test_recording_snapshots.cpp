// Snapshots, restores and bundles of RecordingRuntime.

#include <algorithm>

#include <gtest/gtest.h>

#include "fake_engine.hpp"
#include "sample_state.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace wp_codebox {
namespace {

class RecordingSnapshots : public test::FakeRuntimeTest {
 protected:
  RecordingSnapshots() {
    descriptor.capabilities.push_back(KnownBackendCapability::snapshot_state);
    descriptor.capabilities.push_back(KnownBackendCapability::restore);
    sandbox->capture_state = [this] { return std::optional(state); };
    sandbox->restore_state = [this](const EngineState& given) { restored.push_back(given); };
    backend = make_backend();
  }

  std::unique_ptr<Runtime> create_here() { return create_runtime(spec, *backend, hooks); }

  std::unique_ptr<Runtime> restore(const Snapshot& snapshot, const RuntimeRestoreSpec& how = {}) {
    return restore_runtime(snapshot, *backend, how, hooks);
  }

  EngineState state = test::sample_state();
  std::vector<EngineState> restored;
  std::unique_ptr<RecordingBackend> backend;
};

// WPC-SNAP-003
TEST_F(RecordingSnapshots, AStateLiesInAFileThatTheRecordRefersTo) {
  const auto runtime = create_here();
  runtime->mount(directory_mount("/in"));
  const Snapshot snapshot = runtime->snapshot();
  EXPECT_EQ(sandbox->boots, 1);
  EXPECT_EQ(snapshot.semantics, KnownSnapshotSemantics::runtime_state_artifact);
  EXPECT_EQ(snapshot.digest, snapshot_digest(snapshot));
  ASSERT_TRUE(snapshot.artifactRefs);
  const RuntimeEpisodeTraceRef& ref = snapshot.artifactRefs->front();
  EXPECT_EQ(ref.kind.text(), "runtime-snapshot-artifact");
  EXPECT_EQ(ref.id, snapshot.id);
  EXPECT_EQ(ref.path, "files/runtime-snapshots/" + snapshot.id + ".json");
  const std::string text = folder.read("artifacts/" + runtime->info().id + "/" + *ref.path);
  EXPECT_EQ(ref.digest->value, sha256_hex(text));
  const auto file = json::from_json<WordPressRuntimeSnapshot>(text);
  ASSERT_TRUE(file.ok()) << file.message();
  EXPECT_EQ(json::to_value(file.value), *snapshot.metadata.find("payload"));
  EXPECT_EQ(json::to_json(*heard.back().data), R"({"id":")" + snapshot.id + R"(","createdAt":")" +
                                                   snapshot.createdAt + R"(","artifactPath":")" +
                                                   *ref.path + R"("})");
  EXPECT_EQ(snapshot.metadata.find("summary")->text(),
            R"({"databaseTables":2,"wpContentFiles":2})");
}

// WPC-RESTORE-003, WPC-SNAP-007
TEST_F(RecordingSnapshots, AnEngineWithoutStateGivesMetadataOnly) {
  sandbox->capture_state = [] { return std::optional<EngineState>(); };
  const Snapshot snapshot = create_here()->snapshot();
  EXPECT_EQ(snapshot.semantics, KnownSnapshotSemantics::metadata_only);
  EXPECT_EQ(code_of([&] { restore(snapshot); }), "runtime-restore-invalid");
}

TEST_F(RecordingSnapshots, AFailureLeavesNothingBehind) {
  sandbox->capture_state = []() -> std::optional<EngineState> {
    throw std::runtime_error("the database is locked");
  };
  const auto runtime = create_here();
  EXPECT_EQ(code_of([&] { runtime->snapshot(); }), "runtime-snapshot-failed");
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
  EXPECT_TRUE(test::files_below(folder.path() / "artifacts").empty());
}

// WPC-RESTORE-008, WPC-RESTORE-009
TEST_F(RecordingSnapshots, ARestoredRuntimeIsANewOneWithTheOldStateAndMounts) {
  const auto original = create_here();
  original->mount(directory_mount("/in"));
  const Snapshot snapshot = original->snapshot();
  original->destroy();
  heard.clear();
  const auto runtime = restore(snapshot);
  EXPECT_NE(runtime->info().id, original->info().id);
  EXPECT_EQ(runtime->info().environment, spec.environment);
  ASSERT_EQ(restored.size(), 1U);
  EXPECT_EQ(restored[0].files.size(), 2U);
  EXPECT_EQ(sandbox->setup.mounts.size(), 1U);
  EXPECT_EQ(heard_types(), (std::vector<std::string>{"runtime.created", "runtime.mounted",
                                                     "runtime.snapshot.restored"}));
  EXPECT_EQ(json::to_json(*heard.back().data),
            R"({"id":")" + snapshot.id + R"(","createdAt":")" + snapshot.createdAt +
                R"(","snapshotSchema":"wp-codebox/runtime-episode-snapshot/v1"})");
}

// WPC-RESTORE-011
TEST_F(RecordingSnapshots, ARestoreDoesNotWidenThePolicy) {
  const Snapshot snapshot = create_here()->snapshot();
  const auto runtime = restore(snapshot);
  EXPECT_EQ(sandbox->setup.policy, spec.policy);
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.disallowed")); }),
            "runtime-command-disallowed");
  EXPECT_EQ(runtime->execute(command("fake.run")).stdout_text, "ran");
  Snapshot unknown_policy = snapshot;
  unknown_policy.metadata["policy"] = json::Value();
  const auto closed = restore(unknown_policy);
  EXPECT_EQ(code_of([&] { closed->execute(command("fake.run")); }), "runtime-command-disallowed");
}

// WPC-RESTORE-008
TEST_F(RecordingSnapshots, WhatTheCallerGivesReplacesWhatTheSnapshotSays) {
  const auto original = create_here();
  original->mount(directory_mount("/in"));
  const Snapshot snapshot = original->snapshot();
  RuntimeRestoreSpec how;
  how.runtime = spec;
  how.runtime->environment.name = "restored";
  how.mounts = std::vector<MountSpec>{directory_mount("/other"), directory_mount("/more")};
  const auto runtime = restore(snapshot, how);
  EXPECT_EQ(runtime->info().environment.name, "restored");
  ASSERT_EQ(sandbox->setup.mounts.size(), 2U);
  EXPECT_EQ(sandbox->setup.mounts[0].target, "/other");
}

TEST_F(RecordingSnapshots, TheCallersSpecPassesTheGuards) {
  const Snapshot snapshot = create_here()->snapshot();
  RuntimeRestoreSpec how;
  how.runtime = spec;
  how.runtime->backend = RuntimeBackendKind(std::string("x-other"));
  EXPECT_EQ(code_of([&] { restore(snapshot, how); }), "runtime-backend-mismatch");
  how.runtime = spec;
  how.runtime->policy.commands = {""};
  EXPECT_EQ(code_of([&] { restore(snapshot, how); }), "runtime-policy-invalid");
}

TEST_F(RecordingSnapshots, AFailedRestoreLeavesNoRuntime) {
  const Snapshot snapshot = create_here()->snapshot();
  sandbox->restore_state = [](const EngineState&) { throw std::runtime_error("no space"); };
  const int before = sandbox->disposals;
  EXPECT_EQ(code_of([&] { restore(snapshot); }), "runtime-restore-invalid");
  EXPECT_EQ(sandbox->disposals, before + 1);
  EXPECT_EQ(heard_types().back(), "runtime.destroyed");
}

// WPC-RED-011
TEST_F(RecordingSnapshots, ARedactedStateIsRestoredFromMemoryWhileItsRuntimeLives) {
  spec.secretEnv = json::Dictionary<std::string>{{"TOKEN", "hunter2-hunter2"}};
  state.files[0].bytes = "it is hunter2-hunter2";
  const auto original = create_here();
  const Snapshot snapshot = original->snapshot();
  EXPECT_EQ(json::to_json(snapshot).find("hunter2"), std::string::npos);
  for (const auto& [name, content] : test::files_below(folder.path())) {
    EXPECT_EQ(content.find("hunter2"), std::string::npos) << name;
  }
  (void)restore(snapshot);
  ASSERT_EQ(restored.size(), 1U);
  EXPECT_EQ(restored[0].files[0].bytes, "it is hunter2-hunter2");
  original->destroy();
  EXPECT_EQ(code_of([&] { restore(snapshot); }), "runtime-restore-invalid");
}

class RecordingBundles : public test::FakeRuntimeTest {};

// WPC-EVT-007
TEST_F(RecordingBundles, ABundleHoldsTheRecordsAndItsOwnEvent) {
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  sandbox->run = [](const EngineCommand&) -> std::string { throw std::runtime_error("no"); };
  EXPECT_NE(code_of([&] { runtime->execute(command("fake.other")); }), "none");
  const ArtifactBundle bundle = runtime->collect_artifacts();
  EXPECT_EQ(bundle.directory, (folder.path() / "artifacts" / runtime->info().id).string());
  EXPECT_EQ(heard_types().back(), "runtime.artifacts.collected");
  EXPECT_EQ(json::Parsed(*heard.back().data->find("id")).root().text(), bundle.id);
  std::string events;
  for (const LifecycleEvent& event : heard) events += json::to_json(event) + "\n";
  EXPECT_EQ(test::ScratchFolder::file_bytes(bundle.eventsPath), events);
  const std::string commands = test::ScratchFolder::file_bytes(bundle.commandsPath);
  EXPECT_EQ(std::count(commands.begin(), commands.end(), '\n'), 2);
}

// WPC-ART-010, WPC-SNAP-004, WPC-SNAP-005
TEST_F(RecordingBundles, CanBeWrittenAgainAndKeepsFilesOfSnapshots) {
  descriptor.capabilities.push_back(KnownBackendCapability::snapshot_state);
  sandbox->capture_state = [] { return std::optional(test::sample_state()); };
  const auto runtime = create();
  const Snapshot snapshot = runtime->snapshot();
  for (int i = 0; i < 2; ++i) {
    const ArtifactBundle bundle = runtime->collect_artifacts();
    const std::string path = bundle.directory + "/" + *snapshot.artifactRefs->front().path;
    EXPECT_EQ(sha256_hex(test::ScratchFolder::file_bytes(path)),
              snapshot.artifactRefs->front().digest->value);
    const std::string manifest = test::ScratchFolder::file_bytes(bundle.manifestPath);
    EXPECT_NE(manifest.find(*snapshot.artifactRefs->front().path), std::string::npos);
  }
}

TEST_F(RecordingBundles, CanBeWrittenAfterDestroyWhereTheDescriptorSaysSo) {
  descriptor.afterDestroy.collectArtifacts = AfterDestroyBehaviour::works;
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  runtime->destroy();
  const std::size_t before = heard.size();
  const ArtifactBundle bundle = runtime->collect_artifacts();
  EXPECT_FALSE(bundle.preview);
  EXPECT_EQ(heard.size(), before);
  const std::string events = test::ScratchFolder::file_bytes(bundle.eventsPath);
  EXPECT_EQ(events.find("runtime.artifacts.collected"), std::string::npos);
}

TEST_F(RecordingBundles, SaysWhyItCannotBeWritten) {
  const auto runtime = create();
  std::filesystem::remove_all(folder.path() / "artifacts");
  folder.write("artifacts", "in the way");
  EXPECT_EQ(code_of([&] { runtime->collect_artifacts(); }), "runtime-artifacts-failed");
  EXPECT_EQ(runtime->execute(command("fake.run")).stdout_text, "ran");
}

}  // namespace
}  // namespace wp_codebox
