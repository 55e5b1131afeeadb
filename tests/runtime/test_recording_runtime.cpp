#include "wp_codebox/runtime/recording_runtime.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <set>
#include <thread>

#include "fake_engine.hpp"
#include "wp_codebox/digest/episode_payload.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;

class RecordingRuntimes : public test::FakeRuntimeTest {};

TEST_F(RecordingRuntimes, CreateMakesTheDirectoryAndRecordsTheFirstEvent) {
  spec.environment.name = "golden";
  const auto runtime = create();
  const RuntimeInfo info = runtime->info();
  EXPECT_TRUE(fs::is_directory(folder.path() / "artifacts" / info.id));
  EXPECT_EQ(info.status, RuntimeStatus::created);
  EXPECT_EQ(info.environment, spec.environment);
  ASSERT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
  EXPECT_EQ(json::to_json(*heard[0].data),
            R"({"backend":"x-fake","environment":{"kind":"test","name":"golden"},"policy":)" +
                json::to_json(spec.policy) + R"(,"hostTools":[]})");
  EXPECT_EQ(sandbox->boots, 0);
}

TEST_F(RecordingRuntimes, ARelativeDirectoryCountsFromTheWorkingDirectory) {
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  spec.artifactsDirectory.reset();
  const auto runtime = create();
  fs::current_path(before);
  EXPECT_TRUE(fs::is_directory(folder.path() / "artifacts" / runtime->info().id));
}

TEST_F(RecordingRuntimes, NoDirectoryNoRuntime) {
  folder.write("file", "");
  spec.artifactsDirectory = (folder.path() / "file").string();
  EXPECT_EQ(code_of([&] { create(); }), "runtime-artifacts-failed");
}

TEST_F(RecordingRuntimes, RuntimesMadeAtOnceShareNothing) {
  const auto backend = make_backend();
  std::mutex mutex;
  std::set<std::string> ids;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 25; ++n) {
        const std::string id = create_runtime(spec, *backend, {})->info().id;
        const std::lock_guard lock(mutex);
        ids.insert(id);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ids.size(), 200U);
  const auto directories = fs::directory_iterator(folder.path() / "artifacts");
  EXPECT_EQ(std::distance(begin(directories), end(directories)), 200);
}

TEST_F(RecordingRuntimes, AnIdWhoseDirectoryExistsIsNotTaken) {
  fs::create_directories(folder.path() / "artifacts" / "runtime-0-000001");
  RuntimeSources sources;
  sources.clock = std::make_shared<Clock>([] { return 0; });
  sources.ids =
      std::make_shared<IdSource>(sources.clock, [tail = 0ULL]() mutable { return ++tail; });
  RecordingRuntime runtime(descriptor, spec, std::make_unique<test::FakeEngine>(sandbox), {},
                           sources);
  EXPECT_EQ(runtime.info().id, "runtime-0-000002");
  EXPECT_EQ(runtime.directory(), folder.path() / "artifacts" / "runtime-0-000002");
}

TEST_F(RecordingRuntimes, TheSpecIsCopied) {
  const auto runtime = create();
  spec.policy.commands.emplace_back("fake.later");
  spec.environment.kind = "changed";
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.later")); }),
            "runtime-command-disallowed");
  EXPECT_EQ(runtime->info().environment.kind, "test");
}

TEST_F(RecordingRuntimes, TheFirstNeedBootsOnce) {
  const auto runtime = create();
  (void)runtime->info();
  (void)runtime->observe(observation("runtime-events"));
  EXPECT_EQ(sandbox->boots, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { (void)runtime->execute(command("fake.run")); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sandbox->boots, 1);
}

TEST_F(RecordingRuntimes, TheEngineIsToldEverythingBeforeItBoots) {
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  spec.policy.network = NetworkPolicy::to_hosts({"example.org"});
  spec.secretEnv = json::Dictionary<std::string>{{"TOKEN", "a-secret-value"}, {"lower", "other"}};
  const auto runtime = create();
  runtime->mount(directory_mount("/a"));
  (void)runtime->execute(command("fake.run"));
  const EngineSetup& setup = sandbox->setup;
  EXPECT_EQ(setup.runtime_id, runtime->info().id);
  EXPECT_EQ(setup.policy, spec.policy);
  EXPECT_EQ(setup.environment, spec.environment);
  EXPECT_EQ(json::to_json(setup.secret_env), R"({"TOKEN":"a-secret-value"})");
  ASSERT_EQ(setup.mounts.size(), 1U);
  EXPECT_EQ(setup.mounts[0].target, "/a");
}

TEST_F(RecordingRuntimes, SecretsStayOutsideUnderThePolicyNone) {
  spec.secretEnv = json::Dictionary<std::string>{{"TOKEN", "a-secret-value"}};
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  EXPECT_TRUE(sandbox->setup.secret_env.empty());
}

TEST_F(RecordingRuntimes, AFailedBootIsToldAtEveryCallAndCanBeDestroyed) {
  sandbox->boot = [](const EngineSetup&) { throw std::runtime_error("the zip is no zip"); };
  const auto runtime = create();
  for (int i = 0; i < 2; ++i) {
    try {
      (void)runtime->execute(command("fake.run"));
      FAIL() << "the command ran";
    } catch (const ContractError& error) {
      EXPECT_EQ(error.code(), "runtime-boot-failed");
      EXPECT_NE(error.message().find("the zip is no zip"), std::string::npos);
    }
  }
  EXPECT_EQ(sandbox->boots, 1);
  EXPECT_EQ(runtime->info().status, RuntimeStatus::created);
  runtime->destroy();
  EXPECT_EQ(sandbox->disposals, 1);
}

TEST_F(RecordingRuntimes, TheCodeOfAFailedBootIsTheEnginesOwn) {
  sandbox->boot = [](const EngineSetup&) {
    throw RuntimeError("wp-codebox-preview-port-in-use", "the port 80 is taken");
  };
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }),
            "wp-codebox-preview-port-in-use");
}

TEST_F(RecordingRuntimes, ProgressIsRecordedInsideTheCommandThatBoots) {
  sandbox->boot = [](const EngineSetup& setup) {
    BrowserStartupProgressEvent event;
    event.phase = KnownStartupPhase::start;
    setup.on_progress(event);
    event.phase = KnownStartupPhase::ready;
    event.elapsed_ms = 7;
    setup.on_progress(event);
  };
  std::vector<BrowserStartupProgressEvent> progress;
  hooks.on_startup_progress = [&](const std::string& /*id*/,
                                  const BrowserStartupProgressEvent& event) {
    progress.push_back(event);
    throw std::runtime_error("a listener cannot break a boot");
  };
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  EXPECT_EQ(heard_types(),
            (std::vector<std::string>{
                "runtime.created", "runtime.command.started", "runtime.browser-startup-progress",
                "runtime.browser-startup-progress", "runtime.command.finished"}));
  ASSERT_EQ(progress.size(), 2U);
  EXPECT_TRUE(progress[0].elapsed_ms.has_value());
  EXPECT_EQ(progress[1].elapsed_ms, 7);
}

TEST_F(RecordingRuntimes, APreviewUrlIsThereOnlyWhileTheSandboxRuns) {
  descriptor.capabilities.push_back(KnownBackendCapability::preview);
  sandbox->server_url = "http://127.0.0.1:4000";
  const auto plain = create();
  EXPECT_FALSE(plain->info().previewUrl);
  (void)plain->execute(command("fake.run"));
  EXPECT_EQ(plain->info().previewUrl, "http://127.0.0.1:4000");
  plain->destroy();
  EXPECT_FALSE(plain->info().previewUrl);
  spec.preview.emplace();
  spec.preview->publicUrl = "https://preview.example.org";
  const auto published = create();
  EXPECT_FALSE(published->info().previewUrl);
  (void)published->execute(command("fake.run"));
  EXPECT_EQ(published->info().previewUrl, "https://preview.example.org");
}

TEST_F(RecordingRuntimes, InfoKeepsIdAndTime) {
  const auto runtime = create();
  const RuntimeInfo before = runtime->info();
  (void)runtime->execute(command("fake.run"));
  runtime->destroy();
  RuntimeInfo after = runtime->info();
  EXPECT_EQ(after.status, RuntimeStatus::destroyed);
  after.status = RuntimeStatus::created;
  EXPECT_EQ(after, before);
}

TEST_F(RecordingRuntimes, SecretsAreInNothingThatIsRecordedOrReturned) {
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  spec.secretEnv = json::Dictionary<std::string>{{"MY_TOKEN", "hunter2-hunter2"}};
  spec.environment.blueprint = json::Value::from_compact(R"({"pw":"hunter2-hunter2"})");
  sandbox->run = [](const EngineCommand& engine_command) -> std::string {
    if (engine_command.command == "fake.run") return "it is hunter2-hunter2";
    throw RuntimeError(error_code::runtime_command_failed, "failed with hunter2-hunter2");
  };
  const auto runtime = create();
  MountSpec mount = directory_mount("/a");
  mount.metadata = json::Dictionary<json::Value>{{"note", json::Value::string("hunter2-hunter2")}};
  runtime->mount(mount);
  std::string everything = json::to_json(runtime->info());
  everything += json::to_json(runtime->execute(command("fake.run", {"p=hunter2-hunter2"})));
  try {
    (void)runtime->execute(command("fake.other"));
  } catch (const ContractError& error) {
    EXPECT_EQ(error.code(), "runtime-command-failed");
    everything += error.to_json().text();
  }
  for (const char* const type : {"runtime-info", "mounts", "command-result", "runtime-events"}) {
    everything += json::to_json(runtime->observe(observation(type)));
  }
  everything += json::to_json(runtime->snapshot());
  runtime->destroy();
  for (const LifecycleEvent& event : heard) everything += json::to_json(event);
  EXPECT_EQ(everything.find("hunter2"), std::string::npos);
  EXPECT_NE(everything.find("[REDACTED:configured-secret-value]"), std::string::npos);
  EXPECT_EQ(json::to_json(*sandbox->setup.mounts[0].metadata), R"({"note":"hunter2-hunter2"})");
}

TEST_F(RecordingRuntimes, AMetadataSnapshotIsRecordedWithItsDigest) {
  const auto runtime = create();
  runtime->mount(directory_mount("/a"));
  const Snapshot snapshot = runtime->snapshot();
  EXPECT_EQ(sandbox->boots, 0);
  EXPECT_TRUE(snapshot.id.starts_with("snapshot-"));
  EXPECT_EQ(snapshot.semantics, KnownSnapshotSemantics::metadata_only);
  EXPECT_EQ(snapshot.digest, snapshot_digest(snapshot));
  EXPECT_EQ(heard_types().back(), "runtime.snapshot.created");
  EXPECT_EQ(json::to_json(*heard.back().data), R"({"id":")" + snapshot.id + R"(","createdAt":")" +
                                                   snapshot.createdAt +
                                                   R"(","artifactPath":null})");
}

}  // namespace
}  // namespace wp_codebox
