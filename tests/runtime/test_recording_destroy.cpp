// The end of RecordingRuntime.

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <thread>

#include "fake_engine.hpp"
#include "wp_codebox/digest/episode_payload.hpp"

namespace wp_codebox {
namespace {

class RecordingDestroy : public test::FakeRuntimeTest {
 protected:
  long destroyed_events() {
    const auto types = heard_types();
    return std::count(types.begin(), types.end(), "runtime.destroyed");
  }
};

TEST_F(RecordingDestroy, BeforeTheBootItFreesTheEngineWithoutBooting) {
  const auto runtime = create();
  runtime->destroy();
  runtime->destroy();
  EXPECT_EQ(sandbox->boots, 0);
  EXPECT_EQ(sandbox->stops, 1);
  EXPECT_EQ(sandbox->disposals, 1);
  EXPECT_EQ(destroyed_events(), 1);
  EXPECT_EQ(json::to_json(*heard.back().data), R"({"runtimeId":")" + runtime->info().id + R"("})");
}

TEST_F(RecordingDestroy, TheDestructorDestroys) {
  create().reset();
  EXPECT_EQ(sandbox->disposals, 1);
  EXPECT_EQ(destroyed_events(), 1);
}

TEST_F(RecordingDestroy, EndsABootThatIsUnderWay) {
  std::promise<void> booting;
  sandbox->boot = [&](const EngineSetup&) {
    booting.set_value();
    sandbox->wait_for_stop();
    throw std::runtime_error("stopped");
  };
  const auto runtime = create();
  auto running = std::async(
      std::launch::async, [&] { return code_of([&] { runtime->execute(command("fake.run")); }); });
  booting.get_future().wait();
  runtime->destroy();
  EXPECT_EQ(running.get(), "runtime-destroyed");
  EXPECT_EQ(sandbox->disposals, 1);
  EXPECT_EQ(heard_types().back(), "runtime.destroyed");
}

TEST_F(RecordingDestroy, EndsACommandThatIsUnderWayAndRecordsItFirst) {
  std::promise<void> started;
  sandbox->run = [&](const EngineCommand&) -> std::string {
    started.set_value();
    sandbox->wait_for_stop();
    throw RuntimeError(error_code::runtime_command_crashed, "stopped");
  };
  const auto runtime = create();
  auto running = std::async(
      std::launch::async, [&] { return code_of([&] { runtime->execute(command("fake.run")); }); });
  started.get_future().wait();
  runtime->destroy();
  EXPECT_EQ(running.get(), "runtime-destroyed");
  EXPECT_EQ(heard_types(),
            (std::vector<std::string>{"runtime.created", "runtime.command.started",
                                      "runtime.command.finished", "runtime.destroyed"}));
  EXPECT_EQ(sandbox->disposals, 1);
}

TEST_F(RecordingDestroy, EndsAHostToolThatIsUnderWay) {
  HostToolDefinition tool;
  tool.name = "client/wait";
  tool.description = "waits";
  spec.hostTools = std::vector<HostToolDefinition>{tool};
  spec.policy.commands.emplace_back("client/wait");
  std::promise<void> started;
  std::atomic<bool> returned = false;
  hooks.call_host_tool = [&](const HostToolCall& call) {
    std::promise<void> stopped;
    const std::stop_callback tell(call.stop, [&] { stopped.set_value(); });
    started.set_value();
    stopped.get_future().wait();
    returned = true;
    return json::Value();
  };
  const auto runtime = create();
  auto running = std::async(std::launch::async, [&] {
    return code_of([&] { runtime->execute(command("client/wait")); });
  });
  started.get_future().wait();
  runtime->destroy();
  EXPECT_TRUE(returned);
  EXPECT_EQ(running.get(), "runtime-destroyed");
}

TEST_F(RecordingDestroy, SeveralAtOnceAllReturnWhenItIsDone) {
  std::promise<void> disposing;
  sandbox->dispose = [&] { disposing.get_future().wait(); };
  const auto runtime = create();
  std::vector<std::future<int>> destroyers;
  for (int i = 0; i < 4; ++i) {
    destroyers.push_back(std::async(std::launch::async, [&] {
      runtime->destroy();
      return sandbox->disposals.load();
    }));
  }
  disposing.set_value();
  for (auto& destroyer : destroyers) EXPECT_EQ(destroyer.get(), 1);
  EXPECT_EQ(destroyed_events(), 1);
}

TEST_F(RecordingDestroy, AFailedDisposalIsToldOnceAndTheRuntimeIsDestroyedAllTheSame) {
  sandbox->dispose = [] { throw std::runtime_error("a process is still there"); };
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->destroy(); }), "runtime-destroy-failed");
  EXPECT_EQ(code_of([&] { runtime->destroy(); }), "none");
  EXPECT_EQ(sandbox->disposals, 1);
  EXPECT_EQ(destroyed_events(), 1);
  EXPECT_EQ(runtime->info().status, RuntimeStatus::destroyed);
}

TEST_F(RecordingDestroy, NothingWorksAfterwardsAndNothingIsRecorded) {
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  runtime->destroy();
  const auto before = heard_types();
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }), "runtime-destroyed");
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.disallowed")); }), "runtime-destroyed");
  EXPECT_EQ(code_of([&] { runtime->mount(directory_mount("/a")); }), "runtime-destroyed");
  EXPECT_EQ(code_of([&] { runtime->snapshot(); }), "runtime-destroyed");
  EXPECT_EQ(code_of([&] { runtime->observe(observation("runtime-info")); }), "runtime-destroyed");
  EXPECT_EQ(code_of([&] { runtime->collect_artifacts(); }), "runtime-destroyed");
  EXPECT_EQ(heard_types(), before);
}

TEST_F(RecordingDestroy, RecordsCanBeReadAfterwardsWhereTheDescriptorSaysSo) {
  descriptor.afterDestroy.observe = AfterDestroyBehaviour::records;
  descriptor.capabilities.push_back(KnownBackendCapability::files_observation);
  const auto runtime = create();
  const ExecutionResult result = runtime->execute(command("fake.run"));
  runtime->destroy();
  const auto before = heard_types();
  EXPECT_EQ(runtime->observe(observation("command-result")).data.text(), json::to_json(result));
  EXPECT_EQ(runtime->observe(observation("runtime-info")).data.text(),
            json::to_json(runtime->info()));
  const ObservationResult events = runtime->observe(observation("runtime-events"));
  EXPECT_EQ(events.data.text(), json::to_json(heard));
  EXPECT_EQ(events.digest, observation_digest(events));
  EXPECT_EQ(code_of([&] { runtime->observe(observation("files")); }), "runtime-destroyed");
  EXPECT_EQ(code_of([&] { runtime->observe(observation("browser-result")); }), "runtime-destroyed");
  EXPECT_EQ(heard_types(), before);
}

TEST_F(RecordingDestroy, ACallCannotDestroyItsOwnRuntimeButEndsIt) {
  Runtime* self = nullptr;
  std::string inside;
  hooks.on_event = [&](const std::string&, const LifecycleEvent& event) {
    if (event.type == KnownLifecycleEventType::command_started) {
      inside = code_of([&] { self->destroy(); });
    }
  };
  const auto runtime = create();
  self = runtime.get();
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }), "runtime-destroyed");
  EXPECT_EQ(inside, "runtime-destroy-failed");
  EXPECT_EQ(sandbox->disposals, 0);
  runtime->destroy();
  EXPECT_EQ(sandbox->disposals, 1);
}

TEST_F(RecordingDestroy, TheListenerOfTheLastEventMayDestroyAgain) {
  Runtime* self = nullptr;
  std::string inside;
  hooks.on_event = [&](const std::string&, const LifecycleEvent& event) {
    if (event.type == KnownLifecycleEventType::destroyed) {
      inside = code_of([&] { self->destroy(); });
    }
  };
  const auto runtime = create();
  self = runtime.get();
  runtime->destroy();
  EXPECT_EQ(inside, "none");
}

}  // namespace
}  // namespace wp_codebox
