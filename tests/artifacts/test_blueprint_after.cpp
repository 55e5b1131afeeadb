#include "wp_codebox/artifacts/blueprint_after.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

CapturedFile captured(const std::string& target, const std::string& bytes, bool replayable = true) {
  CapturedFile file;
  file.record.target = target;
  file.record.replayable = replayable;
  file.bytes = bytes;
  return file;
}

std::string after(const EnvironmentSpec& environment, const std::vector<CapturedFile>& files = {}) {
  return json::to_json(build_blueprint_after(environment, files));
}

const std::string head = R"({"$schema":"https://playground.wordpress.net/blueprint-schema.json",)";

// WPC-ART-018
TEST(BlueprintAfter, WritesAStepForEachReplayableFile) {
  EnvironmentSpec environment;
  environment.version = "6.5";
  EXPECT_EQ(after(environment, {captured("/w/a.txt", "hi\n"), captured("/w/b", "", false)}),
            head + R"("preferredVersions":{"wp":"6.5"},"landingPage":"/","steps":[)"
                   R"({"step":"writeFile","path":"/w/a.txt","data":)"
                   R"({"resource":"literal","name":"a.txt","contents":"hi\n"}}]})");
}

// WPC-ART-018
TEST(BlueprintAfter, KeepsWhatTheBaseSaysAndDropsTheRest) {
  EnvironmentSpec environment;
  environment.version = "6.5";
  environment.blueprint = json::Value::parse(
      R"({"landingPage":"/x","preferredVersions":{"php":"8.3"},"extraLibraries":["wp-cli"],)"
      R"("features":{"networking":true},"steps":[{"step":"login"}]})");
  EXPECT_EQ(after(environment),
            head + R"("extraLibraries":["wp-cli"],"preferredVersions":{"php":"8.3"},)"
                   R"("landingPage":"/x","steps":[{"step":"login"}]})");
}

TEST(BlueprintAfter, TakesABaseThatIsNoObjectForNoSteps) {
  EnvironmentSpec environment;
  for (const char* text : {"null", "5", "[]", "\"x\"", R"({"steps":{}})"}) {
    environment.blueprint = json::Value::parse(text);
    EXPECT_EQ(after(environment), head + R"("landingPage":"/","steps":[]})") << text;
  }
}

TEST(BlueprintNotes, CountWhatWasCaptured) {
  MountCapture capture;
  capture.files = {captured("/a", "x"), captured("/b", "", false)};
  capture.document.skipped.resize(3);
  RuntimeInfo runtime;
  runtime.id = "runtime-1";
  const BlueprintAfterNotes notes = build_blueprint_notes("t", runtime, {}, capture);
  EXPECT_EQ(notes.capturedFileCount, 2);
  EXPECT_EQ(notes.replayableFileCount, 1);
  EXPECT_EQ(notes.skippedFileCount, 3);
  EXPECT_EQ(notes.replayStatus, "partial");
  EXPECT_EQ(notes.nextCaptureTargets.size(), 5U);
}

}  // namespace
