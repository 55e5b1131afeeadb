#include "wp_codebox/runtime/action_adapter.hpp"

#include <gtest/gtest.h>

#include <string>

#include "../scratch_folder.hpp"
#include "fake_runtime.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

class ActionAdapter : public testing::Test {
 protected:
  ActionAdapter() {
    spec.runtime.backend = backend.descriptor().kind;
    spec.runtime.environment.kind = "test";
    folder.write("mount/a.txt", "hi");
    MountSpec mount;
    mount.type = KnownMountType::directory;
    mount.source = (folder.path() / "mount").string();
    mount.target = "/workspace";
    mount.mode = MountMode::readwrite;
    policy.files.mounts = {mount};
    episode = create_runtime_episode(spec, backend);
    backend.log->calls.clear();
  }

  RuntimeActionObservation run(const std::string& action) {
    RuntimeActionAdapter adapter(*episode, policy);
    return adapter.run_json(*json::Value::parse(action));
  }

  std::string code(const std::string& action) {
    try {
      (void)run(action);
    } catch (const ContractError& error) {
      return error.code();
    }
    return "none";
  }

  std::vector<std::string>& calls() { return backend.log->calls; }

  test::ScratchFolder folder;
  test::LoggingBackend backend;
  RuntimeEpisodeSpec spec;
  RuntimeActionPolicy policy;
  std::unique_ptr<RuntimeEpisode> episode;
};

// WPC-FS-006
TEST_F(ActionAdapter, TheResultHasItsMembersAndDigest) {
  const RuntimeActionObservation seen =
      run(R"({"type":"filesystem","operation":"read","path":"a.txt","note":1})");
  EXPECT_EQ(seen.type.text(), "filesystem");
  EXPECT_EQ(seen.action.text(),
            R"({"type":"filesystem","operation":"read","path":"a.txt","note":1})");
  EXPECT_EQ(json::from_json<FilesystemActionData>(seen.data.text()).value.content, "hi");
  ASSERT_TRUE(seen.step);
  EXPECT_EQ(seen.step->action.description, "filesystem.read");
  EXPECT_EQ(seen.step->observation->type, "mounts");
  EXPECT_FALSE(seen.artifactRefs);
  const json::Parsed payload(
      R"({"schema":"wp-codebox/runtime-action-observation/v1","status":"ok","type":"filesystem",)"
      R"("action":)" +
      seen.action.text() + R"(,"data":)" + seen.data.text() + R"(,"observedAt":")" +
      seen.observedAt + R"(","step":)" + json::to_json(*seen.step) + "}");
  EXPECT_EQ(seen.digest.value, episode_digest_hex(payload.root()));
  EXPECT_EQ(runtime_action_digest(seen), seen.digest);
}

TEST_F(ActionAdapter, ACommandRunsAsAStepOfTheEpisode) {
  const RuntimeActionObservation seen = run(R"({"type":"wp_cli","command":"wp plugin list"})");
  const auto data = json::from_json<WpCliActionData>(seen.data.text()).value;
  EXPECT_EQ(data.command, "wp plugin list");
  EXPECT_EQ(data.args, std::vector<std::string>{"command=plugin list"});
  EXPECT_EQ(data.stdout, "out");
  EXPECT_EQ(data.stepId, seen.step->id);
  EXPECT_EQ(episode->trace().steps.front(), *seen.step);
}

TEST_F(ActionAdapter, ReferencesOfTheStepsObservationAreThoseOfTheAction) {
  backend.log->on_observe = [](ObservationResult& result) {
    RuntimeEpisodeTraceRef ref;
    ref.kind = TraceRefKind(std::string("k"));
    ref.id = "i";
    ref.digest = RuntimeEpisodeContentDigest::of(std::string(64, 'a'));
    result.artifactRefs = std::vector<RuntimeEpisodeTraceRef>{ref};
  };
  const RuntimeActionObservation seen = run(R"({"type":"editor_open","target":"site"})");
  ASSERT_TRUE(seen.artifactRefs);
  EXPECT_EQ(json::from_json<EditorOpenActionData>(seen.data.text()).value.artifactRefs,
            *seen.artifactRefs);
}

TEST_F(ActionAdapter, AFilesystemActionComesBeforeItsStepAndMayHaveNone) {
  EXPECT_EQ(code(R"({"type":"filesystem","operation":"read","path":"none"})"), "ENOENT");
  EXPECT_EQ(code(R"({"type":"filesystem","operation":"read","path":"/etc/passwd"})"),
            "runtime-action-policy-violation");
  EXPECT_TRUE(calls().empty());
  policy.filesystem_trace_command = "x.trace";
  (void)run(R"({"type":"filesystem","operation":"list","path":"."})");
  EXPECT_EQ(calls().front(), "runtime-1 execute x.trace");
  calls().clear();
  policy.filesystem_trace_command.reset();
  EXPECT_FALSE(run(R"({"type":"filesystem","operation":"list","path":"."})").step);
  EXPECT_TRUE(calls().empty());
}

TEST_F(ActionAdapter, WhatCannotBeDoneIsRefusedAndWhatMayBeAbsentIsPassedOver) {
  for (const char* const wrong :
       {"null", "[]", "{}", R"({"type":"dance"})", R"({"type":"wp_cli"})",
        R"({"type":"wp_cli","command":5})", R"({"type":"rest_request"})",
        R"({"type":"browser","operation":"hover"})", R"({"type":"filesystem","path":"a"})"}) {
    EXPECT_EQ(code(wrong), "runtime-argument-invalid") << wrong;
  }
  EXPECT_TRUE(calls().empty());
  const RuntimeActionObservation seen =
      run(R"({"type":"browser","operation":"click","selector":5,"key":true,"value":""})");
  EXPECT_EQ(seen.step->action.args,
            std::vector<std::string>{R"(actions-json=[{"type":"click","value":""}])"});
  EXPECT_FALSE(seen.step->action.selector);
}

TEST_F(ActionAdapter, TypedActionsGoTheSameWay) {
  FilesystemAction action;
  action.operation = FilesystemOperation::read;
  action.path = "a.txt";
  RuntimeActionAdapter adapter(*episode, policy);
  EXPECT_EQ(adapter.run(action).data,
            run(R"({"type":"filesystem","operation":"read","path":"a.txt"})").data);
}

}  // namespace
}  // namespace wp_codebox
