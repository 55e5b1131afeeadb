#include "wp_codebox/runtime/action_step.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

template <class Action>
Action read(const char* text) {
  return json::from_json<Action>(text).value;
}

TEST(ActionStep, MapsACommandOfWpCli) {
  const ActionStep step = action_step(
      read<WpCliAction>(R"({"type":"wp_cli","command":"  wp plugin list ","timeout_ms":9})"));
  EXPECT_EQ(json::to_json(step.action),
            R"({"command":"wordpress.wp-cli","args":["command=plugin list"],"timeoutMs":9,)"
            R"("kind":"command"})");
  EXPECT_EQ(step.observation.type.text(), "command-result");
}

TEST(ActionStep, MapsARequestAndPrefersItsJsonBody) {
  const ActionStep both = action_step(read<RestRequestAction>(
      R"({"type":"rest_request","path":"/p","headers":{"n":2},"body":"b","body_json":null})"));
  EXPECT_EQ(json::to_json(*both.action.args),
            R"(["path=/p","headers-json={\"n\":2}","body-json=null"])");
  EXPECT_EQ(both.action.method, "GET");
  const ActionStep text = action_step(
      read<RestRequestAction>(R"({"type":"rest_request","path":"/p","body":"b","method":"PUT"})"));
  EXPECT_EQ(json::to_json(*text.action.args), R"(["path=/p","method=PUT","body=b"])");
}

TEST(ActionStep, OpensThePageOfABrowserActionFirst) {
  const json::Parsed given(
      R"({"type":"browser","operation":"click","url":"/x","selector":"#a","capture":["a","b"]})");
  const ActionStep step =
      action_step(json::decode_as<BrowserAction>(given.root()).value, given.root());
  EXPECT_EQ(json::to_json(*step.action.args),
            R"(["url=/x","actions-json=[{\"type\":\"click\",\"url\":\"/x\",)"
            R"(\"selector\":\"#a\"}]","capture=a,b"])");
  EXPECT_EQ(step.action.operation, "click");
  EXPECT_EQ(step.observation.type.text(), "browser-result");
}

TEST(ActionStep, AStepOfAnEditorNamesTheTargetWithoutRecordingIt) {
  const json::Parsed given(R"({"type":"editor_open","target":"site","post_id":7})");
  const ActionStep step =
      action_step(json::decode_as<EditorOpenAction>(given.root()).value, given.root());
  EXPECT_EQ(json::to_json(*step.action.args), R"(["target=site","post-id=7"])");
  EXPECT_EQ(step.action.extra.find("target")->text(), R"("site")");
}

TEST(ActionStep, AnAnswerThatIsNoObjectIsOnlyText) {
  RuntimeEpisodeStepResult step;
  step.execution.stdout_text = "no json";
  step.execution.startedAt = "2026-01-02T03:04:05.006Z";
  step.execution.finishedAt = "2026-03-01T00:00:00.000Z";
  const RestRequestActionData data =
      action_data(read<RestRequestAction>(R"({"type":"rest_request","path":"/p"})"), step);
  EXPECT_EQ(data.stdout.text(), R"("no json")");
  EXPECT_TRUE(data.body.is_null());
  EXPECT_EQ(data.timing.find("durationMs")->text(), "5000154994");
  step.execution.finishedAt = "soon";
  EXPECT_EQ(action_data(read<RestRequestAction>(R"({"type":"rest_request","path":"/p"})"), step)
                .timing.find("durationMs"),
            nullptr);
}

TEST(ActionStep, AnAnswerSpeaksForItself) {
  RuntimeEpisodeStepResult step;
  step.execution.stdout_text =
      R"({"method":"HEAD","path":"/q","route":"/r","status":404,"headers":{"a":"b"},)"
      R"("data":[1],"timing":{"sql":3},"diagnostics":{"notes":1}})";
  const RestRequestActionData data =
      action_data(read<RestRequestAction>(R"({"type":"rest_request","path":"/p"})"), step);
  EXPECT_EQ(data.method + data.path + data.route, "HEAD/q/r");
  EXPECT_EQ(data.status, 404);
  EXPECT_EQ(data.body.text(), "[1]");
  EXPECT_EQ(data.timing.find("sql")->text(), "3");
  EXPECT_EQ(json::to_json(data.diagnostics), R"({"exitCode":0,"stderr":"","notes":1})");
}

}  // namespace
}  // namespace wp_codebox
