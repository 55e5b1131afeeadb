#include "wp_codebox/runtime/episode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "fake_runtime.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace wp_codebox {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Episode : public testing::Test {
 protected:
  Episode() {
    spec.runtime.backend = backend.descriptor().kind;
    spec.runtime.environment.kind = "test";
    spec.runtime.policy.commands = {"x.run"};
  }

  std::unique_ptr<RuntimeEpisode> open() { return create_runtime_episode(spec, backend); }

  static RuntimeEpisodeActionSpec action(std::string command = "x.run") {
    RuntimeEpisodeActionSpec action;
    action.command = std::move(command);
    return action;
  }

  static ObservationSpec observation(std::string type) {
    ObservationSpec spec;
    spec.type = ObservationType(std::move(type));
    return spec;
  }

  static MountSpec mount(std::string target) {
    MountSpec mount;
    mount.type = KnownMountType::directory;
    mount.source = "/somewhere";
    mount.target = std::move(target);
    return mount;
  }

  template <class Function>
  static std::string code_of(Function function) {
    try {
      function();
    } catch (const ContractError& error) {
      return error.code();
    }
    return "none";
  }

  static std::string issues(RuntimeEpisode& episode) {
    return json::to_json(validate_trace(episode.trace(), {.strict = true}).issues);
  }

  std::vector<std::string>& calls() { return backend.log->calls; }

  test::LoggingBackend backend;
  RuntimeEpisodeSpec spec;
};

// WPC-EPI-001
TEST_F(Episode, CreatingResetsMountsInOrderAndLooks) {
  spec.mounts = {mount("/b"), mount("/a")};
  const auto episode = open();
  EXPECT_THAT(calls(), ElementsAre("create", "runtime-1 mount /b", "runtime-1 mount /a",
                                   "runtime-1 observe runtime-info", "runtime-1 observe mounts"));
  const RuntimeEpisodeResetResult reset = episode->trace().reset;
  EXPECT_EQ(reset.id, "runtime-1:reset:0");
  EXPECT_EQ(reset.runtime.id, "runtime-1");
  ASSERT_EQ(reset.observations.size(), 2U);
  EXPECT_EQ(*reset.observations[1].id, "runtime-1:reset:0:observation:1");
  EXPECT_TRUE(reset.observations[1].schema);
  EXPECT_EQ(reset.observationRefs[1].id, *reset.observations[1].id);
  EXPECT_EQ(reset.observationRefs[1].digest, observation_digest(reset.observations[1]));
}

TEST_F(Episode, LooksAtWhatTheSpecAsksForAfterAReset) {
  spec.resetObservations = {observation("x-own")};
  (void)open();
  EXPECT_THAT(calls(), testing::Contains("runtime-1 observe x-own"));
  EXPECT_THAT(calls(), Not(testing::Contains("runtime-1 observe mounts")));
}

// WPC-CREATE-003
TEST_F(Episode, TheGuardsRunBeforeAnythingIsAsked) {
  spec.runtime.policy.commands = {""};
  EXPECT_THROW((void)open(), RuntimePolicyValidationError);
  spec.runtime.policy.commands = {"x.run"};
  spec.runtime.backend = RuntimeBackendKind(std::string("other"));
  EXPECT_EQ(code_of([&] { (void)open(); }), "runtime-backend-mismatch");
  EXPECT_THAT(calls(), IsEmpty());
}

// WPC-EPI-002
TEST_F(Episode, AResetDestroysTheRuntimeBeforeAndForgets) {
  const auto episode = open();
  (void)episode->step(action());
  (void)episode->snapshot();
  (void)episode->collect_artifacts();
  (void)episode->trace();
  calls().clear();
  const RuntimeEpisodeResetResult reset = episode->reset();
  EXPECT_EQ(reset.id, "runtime-2:reset:1");
  ASSERT_GE(calls().size(), 2U);
  EXPECT_EQ(calls()[0], "runtime-1 destroy");
  EXPECT_EQ(calls()[1], "create");
  const RuntimeEpisodeTrace trace = episode->trace();
  EXPECT_EQ(trace.id, "trace-runtime-2");
  EXPECT_THAT(trace.steps, IsEmpty());
  EXPECT_THAT(trace.snapshots, IsEmpty());
  EXPECT_FALSE(trace.artifacts || trace.artifactRef);
}

TEST_F(Episode, AResetThatFailsLeavesNoRuntimeAndAClosedEpisode) {
  spec.mounts = {mount("/a")};
  const auto episode = open();
  backend.log->on_mount = [] { throw RuntimeError("runtime-mount-refused", "no"); };
  EXPECT_EQ(code_of([&] { (void)episode->reset(); }), "runtime-mount-refused");
  EXPECT_EQ(calls().back(), "runtime-2 destroy");
  EXPECT_EQ(code_of([&] { (void)episode->trace(); }), "runtime-episode-closed");
  backend.log->on_mount = [] {};
  EXPECT_EQ(episode->reset().id, "runtime-3:reset:1");
}

// WPC-EPI-003
TEST_F(Episode, AStepExecutesAndThenLooks) {
  const auto episode = open();
  calls().clear();
  RuntimeEpisodeActionSpec what = action();
  what.args = {"a=1"};
  what.timeoutMs = 500;
  what.path = "/p";
  what.kind = RuntimeEpisodeActionKind::http;
  const RuntimeEpisodeStepResult step = episode->step(what, observation("mounts"));
  EXPECT_THAT(calls(), ElementsAre("runtime-1 execute x.run", "runtime-1 observe mounts"));
  EXPECT_EQ(step.id, "command-1:step:0");
  EXPECT_EQ(step.index, 0);
  EXPECT_EQ(step.action.id, "command-1:step:0:action");
  EXPECT_EQ(step.action.path, "/p");
  EXPECT_EQ(*step.observation->id, "command-1:step:0:observation");
  EXPECT_EQ(backend.log->executions[0].timeoutMs, 500);
  EXPECT_EQ(backend.log->executions[0].args, what.args);
  EXPECT_EQ(episode->step(action()).id, "command-2:step:1");
  EXPECT_EQ(episode->trace().steps[0], step);
}

TEST_F(Episode, AnObservationKeepsTheIdThatTheBackendGaveIt) {
  backend.log->on_observe = [](ObservationResult& result) { result.id = "observation-own"; };
  spec.resetObservations = std::vector<ObservationSpec>();
  const auto episode = open();
  EXPECT_EQ(episode->step(action(), observation("mounts")).observationRef->id, "observation-own");
}

// WPC-EPI-004
TEST_F(Episode, TheStepsOwnObservationWinsOverTheSpecs) {
  spec.stepObservation = observation("x-spec");
  const auto episode = open();
  EXPECT_EQ(episode->step(action()).observation->type, "x-spec");
  EXPECT_EQ(episode->step(action(), observation("x-own")).observation->type, "x-own");
  EXPECT_FALSE(episode->step(action(), StepObservation()).observation);
  spec.stepObservation = StepObservation();
  EXPECT_FALSE(open()->step(action()).observation);
}

// WPC-EPI-005
TEST_F(Episode, ARejectedExecutionLeavesNoStep) {
  const auto episode = open();
  backend.log->on_execute = [](ExecutionResult&) {
    throw RuntimeError("runtime-command-failed", "no");
  };
  EXPECT_EQ(code_of([&] { (void)episode->step(action()); }), "runtime-command-failed");
  EXPECT_THAT(episode->trace().steps, IsEmpty());
  backend.log->on_execute = [](ExecutionResult&) {};
  EXPECT_EQ(episode->step(action()).index, 0);
}

// WPC-EPI-005
TEST_F(Episode, ARejectedObservationLeavesNoStep) {
  const auto episode = open();
  backend.log->on_observe = [](ObservationResult&) {
    throw RuntimeError("runtime-observation-failed", "no");
  };
  EXPECT_EQ(code_of([&] { (void)episode->step(action(), observation("mounts")); }),
            "runtime-observation-failed");
  EXPECT_THAT(episode->trace().steps, IsEmpty());
}

// WPC-EPI-006
TEST_F(Episode, EmptyTextsAreNeitherRecordedNorDigestedNorRun) {
  const auto episode = open();
  RuntimeEpisodeActionSpec what = action();
  what.cwd = "";
  what.url = "";
  what.description = "";
  const RuntimeEpisodeStepResult step = episode->step(what);
  EXPECT_FALSE(step.action.cwd || step.action.url || step.action.description);
  EXPECT_EQ(step.action.digest, action_digest(action()));
  EXPECT_FALSE(backend.log->executions[0].cwd);
  EXPECT_EQ(issues(*episode), "[]");
}

// WPC-EPI-007
TEST_F(Episode, ReferencesHaveKindIdAndDigest) {
  const auto episode = open();
  const RuntimeEpisodeStepResult step = episode->step(action(), observation("mounts"));
  EXPECT_EQ(json::to_json(step.actionRef), R"({"kind":"action","id":")" + step.action.id +
                                               R"(","digest":)" +
                                               json::to_json(step.action.digest) + "}");
  EXPECT_EQ(json::to_json(step.executionRef), R"({"kind":"execution","id":"command-1","digest":)" +
                                                  json::to_json(execution_digest(step.execution)) +
                                                  "}");
  EXPECT_EQ(json::to_json(*step.observationRef),
            R"({"kind":"observation","id":")" + *step.observation->id + R"(","digest":)" +
                json::to_json(observation_digest(*step.observation)) + "}");
}

// WPC-EPI-008
TEST_F(Episode, ObservingGoesThroughAndIsNotInTheTrace) {
  const auto episode = open();
  const RuntimeEpisodeTrace before = episode->trace();
  const ObservationResult seen = episode->observe(observation("mounts"));
  EXPECT_FALSE(seen.schema || seen.id || seen.digest) << "as the runtime gave it";
  EXPECT_EQ(episode->trace(), before);
}

// WPC-EPI-009
TEST_F(Episode, ASnapshotIsCompletedDigestedAndKept) {
  const auto episode = open();
  const Snapshot taken = episode->snapshot();
  EXPECT_TRUE(taken.schema);
  EXPECT_EQ(taken.semantics->text(), "metadata-only");
  EXPECT_EQ(taken.digest, snapshot_digest(taken));
  backend.log->on_snapshot = [](Snapshot& snapshot) {
    snapshot.semantics = KnownSnapshotSemantics::replayable_runtime_state;
    snapshot.digest = RuntimeEpisodeContentDigest::of(std::string(64, '0'));
  };
  const Snapshot other = episode->snapshot();
  EXPECT_EQ(other.semantics->text(), "replayable-runtime-state");
  EXPECT_EQ(other.digest, snapshot_digest(other));
  EXPECT_THAT(episode->trace().snapshots, ElementsAre(taken, other));
  EXPECT_EQ(issues(*episode), "[]");
}

TEST_F(Episode, APayloadThatNoTraceMayHoldIsLeftToItsFile) {
  const auto episode = open();
  backend.log->on_snapshot = [](Snapshot& snapshot) {
    snapshot.metadata["payload"] = *json::Value::parse(R"({"rows":[{"benchmark":"1"}]})");
    snapshot.metadata["artifact"] = *json::Value::parse(R"({"path":"p"})");
  };
  const Snapshot taken = episode->snapshot();
  EXPECT_EQ(taken.metadata.find("payload"), nullptr);
  EXPECT_NE(taken.metadata.find("artifact"), nullptr);
  EXPECT_EQ(issues(*episode), "[]");
  backend.log->on_snapshot = [](Snapshot& snapshot) {
    snapshot.metadata["payload"] = *json::Value::parse(R"({"rows":[{"benchmark":"1"}]})");
  };
  EXPECT_EQ(code_of([&] { (void)episode->snapshot(); }), "runtime-snapshot-failed");
  EXPECT_EQ(episode->trace().snapshots.size(), 1U);
}

// WPC-EPI-010
TEST_F(Episode, CollectsByTheEpisodesSpecUnlessTheCallHasOne) {
  spec.artifactSpec.emplace().previewHoldSeconds = 3;
  const auto episode = open();
  (void)episode->collect_artifacts();
  EXPECT_EQ(calls().back(), "runtime-1 collect 3.000000");
  ArtifactSpec own;
  own.previewHoldSeconds = 5;
  (void)episode->collect_artifacts(own);
  EXPECT_EQ(calls().back(), "runtime-1 collect 5.000000");
}

TEST_F(Episode, ABundleWithoutReferenceManifestIsLeftAsItIs) {
  const auto episode = open();
  const ArtifactBundle bundle = episode->collect_artifacts();
  EXPECT_FALSE(bundle.runtimeEpisodeTracePath);
  EXPECT_EQ(episode->trace().artifacts, bundle);
  EXPECT_EQ(json::to_json(*episode->trace().artifactRef),
            R"({"kind":"artifact-bundle","id":")" + bundle.id + R"(","digest":)" +
                json::to_json(RuntimeEpisodeContentDigest::of(bundle.contentDigest)) +
                R"(,"artifactId":")" + bundle.id + R"(","path":"/nowhere/runtime-1"})");
}

// WPC-EPI-012
TEST_F(Episode, TheTraceHasAnIdAndATimeThatStays) {
  std::int64_t now = 1'767'323'045'006;
  auto clock = std::make_shared<Clock>([&now] { return now; });
  const auto episode = create_runtime_episode(spec, backend, {}, clock);
  now += 1000;
  const RuntimeEpisodeTrace first = episode->trace();
  EXPECT_EQ(first.id, "trace-runtime-1");
  EXPECT_EQ(first.createdAt, iso_time(now));
  now += 1000;
  EXPECT_EQ(episode->trace(), first);
  (void)episode->reset();
  EXPECT_EQ(episode->trace().createdAt, iso_time(now));
}

// WPC-EPI-013
TEST_F(Episode, AClosedEpisodeAnswersNothingUntilAReset) {
  const auto episode = open();
  episode->close();
  EXPECT_EQ(calls().back(), "runtime-1 destroy");
  const std::size_t before = calls().size();
  episode->close();
  EXPECT_EQ(calls().size(), before);
  const std::string closed = "runtime-episode-closed";
  EXPECT_EQ(code_of([&] { (void)episode->step(action()); }), closed);
  EXPECT_EQ(code_of([&] { (void)episode->observe(observation("mounts")); }), closed);
  EXPECT_EQ(code_of([&] { (void)episode->snapshot(); }), closed);
  EXPECT_EQ(code_of([&] { (void)episode->collect_artifacts(); }), closed);
  EXPECT_EQ(code_of([&] { (void)episode->trace(); }), closed);
  EXPECT_EQ(calls().size(), before);
  EXPECT_EQ(episode->reset().id, "runtime-2:reset:1");
  EXPECT_EQ(episode->step(action()).index, 0);
}

TEST_F(Episode, ClosingTellsThatSomethingWasLeftBehindAndClosesAllTheSame) {
  const auto episode = open();
  backend.log->on_destroy = [] { throw RuntimeError("runtime-destroy-failed", "no"); };
  EXPECT_EQ(code_of([&] { episode->close(); }), "runtime-destroy-failed");
  EXPECT_EQ(code_of([&] { (void)episode->trace(); }), "runtime-episode-closed");
}

TEST_F(Episode, EndsItsRuntimeWhenItGoes) {
  { const auto episode = open(); }
  EXPECT_EQ(calls().back(), "runtime-1 destroy");
}

TEST_F(Episode, ClosingEndsAStepThatIsUnderWay) {
  const auto episode = open();
  std::mutex mutex;
  std::condition_variable changed;
  bool running = false;
  bool destroyed = false;
  backend.log->on_execute = [&](ExecutionResult&) {
    std::unique_lock lock(mutex);
    running = true;
    changed.notify_all();
    changed.wait(lock, [&] { return destroyed; });
    throw RuntimeError("runtime-destroyed", "gone");
  };
  backend.log->on_destroy = [&] {
    const std::lock_guard lock(mutex);
    destroyed = true;
    changed.notify_all();
  };
  std::string code;
  std::thread worker([&] { code = code_of([&] { (void)episode->step(action()); }); });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return running; });
  }
  episode->close();
  worker.join();
  EXPECT_EQ(code, "runtime-destroyed");
  EXPECT_EQ(code_of([&] { (void)episode->trace(); }), "runtime-episode-closed");
}

// WPC-EPI-015
TEST_F(Episode, WhatNoTraceMayHoldIsRefusedBeforeItIsDone) {
  const auto episode = open();
  calls().clear();
  RuntimeEpisodeActionSpec judged = action();
  judged.metadata =
      json::Dictionary<json::Value>{{"deep", *json::Value::parse(R"([{"reward":1}])")}};
  EXPECT_EQ(code_of([&] { (void)episode->step(judged); }), "runtime-argument-invalid");
  EXPECT_EQ(code_of([&] { (void)episode->step(action("")); }), "runtime-argument-invalid");
  RuntimeEpisodeActionSpec hurried = action();
  hurried.timeoutMs = -1;
  EXPECT_EQ(code_of([&] { (void)episode->step(hurried); }), "runtime-argument-invalid");
  EXPECT_THAT(calls(), IsEmpty());
  spec.mounts = {mount("/a")};
  spec.mounts->front().metadata =
      json::Dictionary<json::Value>{{"grader", json::Value::boolean(true)}};
  EXPECT_EQ(code_of([&] { (void)open(); }), "runtime-argument-invalid");
  spec.mounts.reset();
  spec.runtime.environment.blueprint = json::Value::parse(R"({"scenario":"s"})");
  EXPECT_EQ(code_of([&] { (void)open(); }), "runtime-argument-invalid");
}

// WPC-EPI-015
TEST_F(Episode, WhatNoTraceMayHoldIsNotRecordedEither) {
  const auto episode = open();
  backend.log->on_observe = [](ObservationResult& result) {
    result.data = *json::Value::parse(R"({"success":true})");
  };
  EXPECT_EQ(code_of([&] { (void)episode->step(action(), observation("x")); }),
            "runtime-observation-failed");
  EXPECT_THAT(episode->trace().steps, IsEmpty());
  EXPECT_EQ(issues(*episode), "[]");
}

// WPC-RED-007
TEST_F(Episode, SecretsStayOutOfWhatIsRecordedAndReturned) {
  const std::string secret = "hunter2-hunter2";
  spec.runtime.secretEnv = json::Dictionary<std::string>{{"T0KEN_NAME", secret}};
  spec.runtime.environment.name = secret;
  spec.mounts = {mount("/" + secret)};
  backend.log->on_execute = [&](ExecutionResult& result) { result.stdout_text = secret; };
  backend.log->on_observe = [&](ObservationResult& result) {
    result.data = json::Value::string(secret);
  };
  backend.log->on_snapshot = [&](Snapshot& snapshot) {
    snapshot.metadata["note"] = json::Value::string(secret);
  };
  const auto episode = open();
  RuntimeEpisodeActionSpec what = action();
  what.args = {"code=" + secret};
  what.path = "/" + secret;
  what.metadata = json::Dictionary<json::Value>{{"note", json::Value::string(secret)}};
  const RuntimeEpisodeStepResult step = episode->step(what, observation("mounts"));
  EXPECT_EQ(backend.log->executions[0].args->front(), "code=" + secret)
      << "what runs is the original";
  EXPECT_THAT(json::to_json(step), Not(HasSubstr(secret)));
  EXPECT_THAT(json::to_json(episode->snapshot()), Not(HasSubstr(secret)));
  EXPECT_THAT(json::to_json(episode->trace()), Not(HasSubstr(secret)));
  EXPECT_EQ(issues(*episode), "[]");
}

}  // namespace
}  // namespace wp_codebox
