// What people get wrong most often: each gives one clear error with a stable code and the name or
// path concerned, and the records of the run stay readable.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/validation/policy.hpp"

namespace wp_codebox {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Failure {
  std::string code;
  std::string message;
};

Failure failure_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const ContractError& error) {
    return {error.code(), error.message()};
  }
  return {"none", ""};
}

RuntimeCreateSpec spec_for(const RuntimeBackend& backend, const test::ScratchFolder& folder,
                           std::vector<std::string> commands) {
  RuntimeCreateSpec spec;
  spec.backend = backend.descriptor().kind;
  spec.environment.kind = "wordpress";
  spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
  spec.policy.commands = std::move(commands);
  spec.artifactsDirectory = (folder / "artifacts").string();
  return spec;
}

/// The types of all events, read through the interface and decoded as another program would.
std::vector<std::string> readable_events(Runtime& runtime) {
  ObservationSpec spec;
  spec.type = KnownObservationType::runtime_events;
  const auto events =
      json::from_json<std::vector<LifecycleEvent>>(runtime.observe(spec).data.text());
  EXPECT_TRUE(events.ok()) << events.message();
  std::vector<std::string> types;
  for (const LifecycleEvent& event : events.value) types.push_back(event.type.text());
  return types;
}

ExecutionResult last_command(Runtime& runtime) {
  ObservationSpec spec;
  spec.type = KnownObservationType::command_result;
  const auto result = json::from_json<ExecutionResult>(runtime.observe(spec).data.text());
  EXPECT_TRUE(result.ok()) << result.message();
  return result.value;
}

TEST(BadInput, TextThatIsNoJsonIsRefusedWithItsPlace) {
  const auto spec = json::from_json<RuntimeCreateSpec>("{\n  \"backend\": \"memory\",\n  oops\n}");
  ASSERT_TRUE(spec.error.has_value());
  EXPECT_EQ(spec.error->code, "json-syntax");
  EXPECT_EQ(spec.error->line, 3U);
  EXPECT_EQ(spec.error->column, 3U);
  EXPECT_THAT(spec.message(), HasSubstr("line 3, column 3"));
}

TEST(BadInput, APolicyWithFiveWrongFieldsIsOneErrorThatNamesAllFive) {
  const std::string text =
      R"({"network":"some","filesystem":"all","commands":[""],"secrets":true,"approvals":null})";
  json::Document document;
  ASSERT_FALSE(document.read(text).has_value());
  const Failure failure = failure_of([&] { assert_policy(document.root()); });
  EXPECT_EQ(failure.code, "runtime-policy-invalid");
  for (const char* field : {"network", "filesystem", "commands", "secrets", "approvals"}) {
    EXPECT_THAT(failure.message, HasSubstr(field));
  }
  // The same policy inside a create spec: each issue has its path.
  const auto spec = json::from_json<RuntimeCreateSpec>(
      R"({"backend":"memory","environment":{"kind":"test"},"policy":)" + text + "}");
  for (const char* path : {"$.policy.network", "$.policy.filesystem", "$.policy.commands[0]",
                           "$.policy.secrets", "$.policy.approvals"}) {
    EXPECT_THAT(spec.message(), HasSubstr(path));
  }
}

TEST(BadInput, AnUnknownCommandIsNamedAndRecorded) {
  const test::ScratchFolder folder;
  const auto backend = make_memory_backend();
  const auto runtime =
      create_runtime(spec_for(*backend, folder, {"wordpress.fly", "probe.echo"}), *backend);
  const Failure failure = failure_of([&] {
    ExecutionSpec command;
    command.command = "wordpress.fly";
    runtime->execute(command);
  });
  EXPECT_EQ(failure.code, "runtime-command-unsupported");
  EXPECT_THAT(failure.message, HasSubstr("wordpress.fly"));
  EXPECT_THAT(readable_events(*runtime), testing::Contains("runtime.command.finished"));
  EXPECT_EQ(last_command(*runtime).command, "wordpress.fly");
  EXPECT_EQ(last_command(*runtime).stderr_text, failure.message);
}

TEST(BadInput, AMountOfNothingNamesItsPathAndLeavesNoRecord) {
  const test::ScratchFolder folder;
  const auto backend = make_memory_backend();
  const auto runtime = create_runtime(spec_for(*backend, folder, {"probe.echo"}), *backend);
  const std::string missing = (folder / "not-there").string();
  const Failure failure = failure_of([&] {
    MountSpec mount;
    mount.type = KnownMountType::directory;
    mount.source = missing;
    mount.target = "/workspace/project";
    runtime->mount(mount);
  });
  EXPECT_EQ(failure.code, "ENOENT");
  EXPECT_THAT(failure.message, HasSubstr(missing));
  EXPECT_THAT(readable_events(*runtime), ElementsAre("runtime.created"));
}

TEST(BadInput, AnArchiveThatIsNoneIsNamedAndTheRunIsReadable) {
  const test::ScratchFolder folder;
  folder.write("wordpress.zip", "This is not a zip archive.\n");
  const std::string archive = (folder / "wordpress.zip").string();
  const auto backend = make_playground_backend();
  RuntimeCreateSpec spec = spec_for(*backend, folder, {"wordpress.run-php"});
  spec.environment.assets.emplace().wordpressZip = archive;
  const auto runtime = create_runtime(spec, *backend);
  const Failure failure = failure_of([&] {
    ExecutionSpec command;
    command.command = "wordpress.run-php";
    command.args = {"code=echo 1;"};
    runtime->execute(command);
  });
  EXPECT_EQ(failure.code, "wp-codebox-playground-startup-asset-unavailable");
  EXPECT_THAT(failure.message, HasSubstr(archive));
  EXPECT_THAT(readable_events(*runtime), testing::Contains("runtime.command.finished"));
  EXPECT_EQ(last_command(*runtime).exitCode, 1);
  runtime->destroy();
}

}  // namespace
}  // namespace wp_codebox
