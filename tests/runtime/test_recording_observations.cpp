// Observations of RecordingRuntime.

#include <gtest/gtest.h>

#include "fake_engine.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/digest/episode_payload.hpp"

namespace wp_codebox {
namespace {

class RecordingObservations : public test::FakeRuntimeTest {
 protected:
  static std::string data_of(Runtime& runtime, const ObservationSpec& what) {
    return runtime.observe(what).data.text();
  }
};

TEST_F(RecordingObservations, EveryResultHasItsSchemaIdTimeAndDigest) {
  const auto runtime = create();
  for (const char* const type : {"runtime-info", "mounts", "command-result", "browser-result",
                                 "runtime-events", "runtime-logs"}) {
    const ObservationResult result = runtime->observe(observation(type));
    EXPECT_EQ(result.type, type);
    EXPECT_TRUE(result.schema);
    EXPECT_TRUE(result.id->starts_with("observation-"));
    EXPECT_FALSE(result.artifactRefs);
    const json::Parsed payload(R"({"schema":"wp-codebox/runtime-episode-observation/v1","type":")" +
                               result.type + R"(","data":)" + result.data.text() +
                               R"(,"observedAt":")" + result.observedAt +
                               R"(","artifactRefs":[]})");
    EXPECT_EQ(result.digest->value, episode_digest_hex(payload.root())) << type;
    const auto copy = json::from_json<ObservationResult>(json::to_json(result));
    EXPECT_EQ(observation_digest(copy.value), *result.digest);
  }
}

TEST_F(RecordingObservations, InfoIsWhatInfoSays) {
  const auto runtime = create();
  EXPECT_EQ(data_of(*runtime, observation("runtime-info")), json::to_json(runtime->info()));
}

TEST_F(RecordingObservations, ACommandIsFoundByIdOrAsTheLastOne) {
  const auto runtime = create();
  const ExecutionResult first = runtime->execute(command("fake.run", {"n=1"}));
  const ExecutionResult second = runtime->execute(command("fake.run", {"n=2"}));
  ObservationSpec what = observation("command-result");
  EXPECT_EQ(data_of(*runtime, what), json::to_json(second));
  what.commandId = first.id;
  EXPECT_EQ(data_of(*runtime, what), json::to_json(first));
  what.commandId = "command-nobody";
  EXPECT_EQ(data_of(*runtime, what), R"({"commandId":"command-nobody","found":false})");
}

TEST_F(RecordingObservations, EventsAreThoseBeforeTheObservation) {
  const auto runtime = create();
  const auto events = [&](const char* type) {
    return json::from_json<std::vector<LifecycleEvent>>(data_of(*runtime, observation(type))).value;
  };
  EXPECT_EQ(events("runtime-events").size(), 1U);
  const auto later = events("runtime-logs");
  ASSERT_EQ(later.size(), 2U);
  EXPECT_EQ(later, std::vector<LifecycleEvent>(heard.begin(), heard.begin() + 2));
  EXPECT_EQ(later[1].type.text(), "runtime.observed");
}

TEST_F(RecordingObservations, TheEventOfAnObservationNamesTypeAndTime) {
  const auto runtime = create();
  const ObservationResult result = runtime->observe(observation("mounts"));
  EXPECT_EQ(json::to_json(*heard.back().data),
            R"({"type":"mounts","observedAt":")" + result.observedAt + R"("})");
}

TEST_F(RecordingObservations, WhatIsNotDeclaredOrNotKnownIsRefusedAndNotRecorded) {
  sandbox->list_files = [](const std::string&, std::size_t) { return Engine::Listing(); };
  const auto runtime = create();
  for (const char* const type : {"files", "wordpress-state", "http-response", "x-unknown", ""}) {
    EXPECT_EQ(code_of([&] { runtime->observe(observation(type)); }),
              "runtime-observation-unsupported")
        << type;
  }
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
  EXPECT_EQ(sandbox->boots, 0);
}

TEST_F(RecordingObservations, BrowserResultIsEmptyWithoutProbes) {
  EXPECT_EQ(data_of(*create(), observation("browser-result")), R"({"probes":[]})");
}

class FilesObservations : public RecordingObservations {
 protected:
  FilesObservations() {
    descriptor.capabilities.push_back(KnownBackendCapability::files_observation);
    sandbox->list_files = [this](const std::string& path, std::size_t limit) {
      asked.push_back(path);
      EXPECT_EQ(limit, 1000U);
      if (path == missing) {
        throw RuntimeError(error_code::runtime_observation_failed, "no such directory");
      }
      Engine::Listing listing;
      FileEntry entry;
      entry.path = "a.txt";
      entry.bytes = 3;
      listing.entries.push_back(entry);
      listing.truncated = true;
      return listing;
    };
  }

  std::vector<std::string> asked;
  std::string missing;
};

TEST_F(FilesObservations, ShowsWhatTheEngineLists) {
  EXPECT_EQ(data_of(*create(), observation("files")),
            R"({"type":"files","path":"/workspace","entries":)"
            R"([{"path":"a.txt","type":"file","bytes":3}],"truncated":true})");
  EXPECT_EQ(sandbox->boots, 1);
}

TEST_F(FilesObservations, PathsAreMadeAbsoluteAndStayInside) {
  const auto runtime = create();
  ObservationSpec what = observation("files");
  for (const auto& [given, expected] : std::vector<std::pair<std::string, std::string>>{
           {"sub/./x", "/workspace/sub/x"}, {"/a//b/../c/", "/a/c"}, {"..", "/"}, {"/", "/"}}) {
    what.path = given;
    (void)runtime->observe(what);
    EXPECT_EQ(asked.back(), expected) << given;
  }
  for (const std::string& outside : {std::string("/.."), std::string("../../etc"),
                                     std::string("/a/../../b"), std::string("/a\0b", 4)}) {
    what.path = outside;
    EXPECT_EQ(code_of([&] { runtime->observe(what); }), "runtime-observation-refused");
  }
}

TEST_F(FilesObservations, WithoutAWorkspaceTheFirstMountIsShown) {
  missing = "/workspace";
  const auto runtime = create();
  ObservationSpec what = observation("files");
  EXPECT_EQ(code_of([&] { runtime->observe(what); }), "runtime-observation-failed");
  runtime->mount(directory_mount("/mounted/"));
  (void)runtime->observe(what);
  EXPECT_EQ(asked.back(), "/mounted");
  what.path = "/workspace";
  EXPECT_EQ(code_of([&] { runtime->observe(what); }), "runtime-observation-failed");
}

TEST_F(FilesObservations, AFailureLeavesNothingBehind) {
  sandbox->list_files = [](const std::string&, std::size_t) -> Engine::Listing {
    throw std::runtime_error("disk on fire");
  };
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->observe(observation("files")); }), "runtime-observation-failed");
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
}

}  // namespace
}  // namespace wp_codebox
