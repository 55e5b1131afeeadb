// Observations of RecordingRuntime.

#include <gtest/gtest.h>

#include "fake_engine.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"

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

class SiteObservations : public RecordingObservations {
 protected:
  SiteObservations() {
    using Capability = KnownBackendCapability;
    descriptor.capabilities.push_back(Capability::http_observation);
    descriptor.capabilities.push_back(Capability::wordpress_state);
    sandbox->server_url = "http://127.0.0.1:4000";
    sandbox->fetch = [](const EngineHttpRequest& request) {
      EngineHttpResponse response;
      response.status = 200;
      response.status_text = "OK";
      response.body = "you asked for " + request.url;
      return response;
    };
    sandbox->wordpress_state = [](KnownWordPressStateSection section, const WordPressStateConfig&) {
      if (section == KnownWordPressStateSection::summary) {
        return json::Value::from_compact(R"({"siteUrl":"http://site"})");
      }
      return json::Value::from_compact(R"([{"id":1},{"id":2}])");
    };
  }

  std::string file_of(Runtime& runtime, const std::string& path) {
    return folder.read("artifacts/" + runtime.info().id + "/" + path);
  }

  std::size_t files_of(Runtime& runtime) {
    return test::files_below(folder.path() / "artifacts" / runtime.info().id).size();
  }
};

// WPC-OBS-016
TEST_F(SiteObservations, TheBodyOfAnAnswerLiesInAFileThatTheRecordRefersTo) {
  const auto runtime = create();
  ObservationSpec what = observation("http-response");
  what.path = "/?p=1";
  const ObservationResult result = runtime->observe(what);
  ASSERT_TRUE(result.artifactRefs);
  ASSERT_EQ(result.artifactRefs->size(), 1U);
  const RuntimeEpisodeTraceRef& ref = result.artifactRefs->front();
  EXPECT_EQ(ref.kind.text(), "observation-artifact");
  EXPECT_EQ(ref.id, *result.id + ":body");
  EXPECT_EQ(ref.path, "files/observations/" + *result.id + "-body.txt");
  const std::string body = file_of(*runtime, *ref.path);
  EXPECT_EQ(body, "you asked for http://127.0.0.1:4000/?p=1");
  EXPECT_EQ(ref.digest->value, sha256_hex(body));
  EXPECT_EQ(result.digest, observation_digest(result));
}

TEST_F(SiteObservations, AShortBodyStandsInTheRecord) {
  const auto runtime = create();
  ObservationSpec what = observation("http-response");
  what.includeBody = true;
  const auto data = json::from_json<HttpResponseData>(data_of(*runtime, what)).value;
  EXPECT_EQ(data.body, "you asked for http://127.0.0.1:4000/");
  EXPECT_EQ(files_of(*runtime), 0U);
}

TEST_F(SiteObservations, AnotherHostIsNotAsked) {
  int asked = 0;
  sandbox->fetch = [&](const EngineHttpRequest&) {
    ++asked;
    return EngineHttpResponse();
  };
  const auto runtime = create();
  ObservationSpec what = observation("http-response");
  what.url = "http://127.0.0.1:4001/";
  EXPECT_EQ(code_of([&] { runtime->observe(what); }), "runtime-observation-refused");
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
}

TEST_F(SiteObservations, ASandboxWithoutASiteCannotBeAsked) {
  sandbox->server_url.reset();
  EXPECT_EQ(code_of([&] { create()->observe(observation("http-response")); }),
            "runtime-observation-failed");
}

// WPC-OBS-009, WPC-OBS-016
TEST_F(SiteObservations, EachSectionOfTheStateLiesInItsFile) {
  const auto runtime = create();
  ObservationSpec what = observation("wordpress-state");
  what.sections = {"posts"};
  const ObservationResult result = runtime->observe(what);
  ASSERT_TRUE(result.artifactRefs);
  ASSERT_EQ(result.artifactRefs->size(), 2U);
  EXPECT_EQ(result.artifactRefs->at(0).id, *result.id + ":summary");
  const RuntimeEpisodeTraceRef& posts = result.artifactRefs->at(1);
  EXPECT_EQ(posts.kind.text(), "wordpress-state-section");
  EXPECT_EQ(posts.id, *result.id + ":posts");
  EXPECT_EQ(posts.digest->value, sha256_hex(file_of(*runtime, *posts.path)));
  const auto data = json::from_json<WordPressStateExport>(result.data.text()).value;
  EXPECT_EQ(data.generatedAt, result.observedAt.substr(0, 19) + "+00:00");
  EXPECT_EQ(data.artifacts.find("posts")->artifact, *posts.path);
}

TEST_F(SiteObservations, AFailureInTheMiddleLeavesNoFile) {
  sandbox->wordpress_state = [](KnownWordPressStateSection section, const WordPressStateConfig&) {
    if (section == KnownWordPressStateSection::users) throw std::runtime_error("no users");
    return json::Value::object();
  };
  const auto runtime = create();
  ObservationSpec what = observation("wordpress-state");
  what.sections = {"users"};
  EXPECT_EQ(code_of([&] { runtime->observe(what); }), "runtime-observation-failed");
  EXPECT_EQ(files_of(*runtime), 0U);
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
}

TEST_F(SiteObservations, ADirectoryThatCannotBeWrittenToFailsTheObservation) {
  const auto runtime = create();
  folder.write("artifacts/" + runtime->info().id + "/files", "in the way");
  EXPECT_EQ(code_of([&] { runtime->observe(observation("wordpress-state")); }),
            "runtime-artifacts-failed");
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
}

// WPC-RED-011
TEST_F(SiteObservations, SecretsAreInNoFile) {
  spec.secretEnv = json::Dictionary<std::string>{{"TOKEN", "hunter2-hunter2"}};
  sandbox->fetch = [](const EngineHttpRequest&) {
    EngineHttpResponse response;
    response.headers["x-token"] = "hunter2-hunter2";
    response.body = "hunter2-hunter2";
    return response;
  };
  sandbox->wordpress_state = [](KnownWordPressStateSection, const WordPressStateConfig&) {
    return json::Value::from_compact(R"({"name":"hunter2-hunter2"})");
  };
  const auto runtime = create();
  const ObservationResult answer = runtime->observe(observation("http-response"));
  const ObservationResult state = runtime->observe(observation("wordpress-state"));
  std::string everything = json::to_json(answer) + json::to_json(state);
  for (const auto& [name, content] :
       test::files_below(folder.path() / "artifacts" / runtime->info().id)) {
    everything += content;
  }
  EXPECT_EQ(everything.find("hunter2"), std::string::npos);
  const auto data = json::from_json<HttpResponseData>(answer.data.text()).value;
  EXPECT_EQ(data.bodySha256, answer.artifactRefs->front().digest->value);
}

}  // namespace
}  // namespace wp_codebox
