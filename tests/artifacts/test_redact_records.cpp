#include "wp_codebox/artifacts/redact_records.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;
using testing::HasSubstr;
using testing::Not;

const std::string secret = "hunter22hunter";
const Redactor redactor(json::Dictionary<std::string>{{"TOKEN", secret}});

template <class Record>
std::string redacted_text(Record record) {
  return json::to_json(redact(redactor, std::move(record)));
}

TEST(RedactRecords, TakesSecretsOutOfEveryFreeMember) {
  EnvironmentSpec environment;
  environment.kind = "wordpress";
  environment.name = secret;
  environment.version = secret;
  environment.blueprint = json::Value::string(secret);
  environment.assets.emplace();
  environment.assets->wordpressZip = "/srv/" + secret + ".zip";
  environment.extra.set("TOKEN", json::Value::string(secret));
  RuntimeInfo info;
  info.id = "runtime-mwrqgv55-2y0ije";
  info.environment = environment;
  info.createdAt = "2026-01-02T03:04:05.006Z";
  info.previewUrl = "http://127.0.0.1/?t=" + secret;
  const std::string text = redacted_text(info);
  EXPECT_THAT(text, Not(HasSubstr(secret)));
  EXPECT_THAT(text, Not(HasSubstr("TOKEN")));
  EXPECT_THAT(text, HasSubstr("\"id\":\"runtime-mwrqgv55-2y0ije\""));
  EXPECT_THAT(text, HasSubstr("\"createdAt\":\"2026-01-02T03:04:05.006Z\""));
}

TEST(RedactRecords, TakesSecretsOutOfMountsAndPreviews) {
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = "/srv/" + secret;
  mount.target = "/w/" + secret;
  mount.metadata = json::Dictionary<json::Value>{{"note", json::Value::string(secret)}};
  EXPECT_THAT(redacted_text(mount), Not(HasSubstr(secret)));
  ArtifactPreview preview;
  preview.url = preview.localUrl.emplace("http://127.0.0.1/" + secret);
  preview.publicUrl = preview.siteUrl.emplace("https://example.org/" + secret);
  EXPECT_THAT(redacted_text(preview), Not(HasSubstr(secret)));
}

TEST(RedactRecords, TakesSecretsOutOfCommandsButLeavesTheirName) {
  ExecutionResult result;
  result.id = "command-mwrqgv5a-ax6p7u";
  result.command = "wordpress.run-php";
  result.args = {"code=" + secret};
  result.stdout_text = result.stderr_text = secret;
  const Redactor sly(json::Dictionary<std::string>{{"x", "wordpress.run-php"}, {"y", secret}});
  const ExecutionResult safe = redact(sly, result);
  EXPECT_EQ(safe.command, "wordpress.run-php");
  EXPECT_EQ(safe.id, result.id);
  EXPECT_THAT(json::to_json(safe), Not(HasSubstr(secret)));
}

TEST(RedactRecords, TakesSecretsOutOfAllThatAnActionSays) {
  RuntimeEpisodeActionSpec action;
  action.command = "wordpress.run-php";
  action.args = {"code=" + secret};
  action.cwd = action.method = action.url = action.path = action.operation = secret;
  action.selector = action.description = secret;
  action.metadata = json::Dictionary<json::Value>{{secret, json::Value::string(secret)}};
  action.extra.set("target", json::Value::string(secret));
  EXPECT_THAT(redacted_text(action), Not(HasSubstr(secret)));
  EXPECT_THAT(redacted_text(action), HasSubstr(R"("command":"wordpress.run-php")"));
}

TEST(RedactRecords, TakesSecretsOutOfEventsAndObservations) {
  LifecycleEvent event;
  event.type = KnownLifecycleEventType::created;
  event.data = json::Dictionary<json::Value>{{"x", json::Value::string(secret)}};
  EXPECT_THAT(redacted_text(event), Not(HasSubstr(secret)));
  ObservationResult observation;
  observation.type = "http-response";
  observation.data = *json::Value::parse("{\"body\":\"" + secret + "\"}");
  EXPECT_THAT(redacted_text(observation), Not(HasSubstr(secret)));
}

TEST(RedactRecords, ChangesNothingTheSecondTime) {
  ExecutionResult result;
  result.command = "client/" + secret;
  result.stdout_text = "TOKEN=" + secret;
  const ExecutionResult once = redact(redactor, result);
  EXPECT_EQ(redact(redactor, once), once);
}

}  // namespace
