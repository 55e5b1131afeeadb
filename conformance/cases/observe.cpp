// Looking at a runtime.

#include "conformance/cases/episode_payload.hpp"
#include "conformance/host/file_tree.hpp"
#include "conformance/testcase/case.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// Types that every backend observes.
constexpr const char* record_types[] = {"runtime-info",   "mounts",       "command-result",
                                        "runtime-events", "runtime-logs", "browser-result"};

/// The digest that belongs to an observation in its JSON form.
std::string digest_of(const Json& form) {
  return episode_digest_of(form, {"schema", "type", "data", "observedAt"});
}

class Observe : public Case {};

TEST_F(Observe, WPC_OBS_001_observations_have_their_form) {
  Testee& testee = booted();
  for (const char* type : record_types) {
    const Json form = observe(testee, type);
    const std::string what = std::string(type) + ": ";
    expect_equal(what + "schema", "wp-codebox/runtime-episode-observation/v1",
                 text_member(form, "schema"));
    expect_equal(what + "type", type, text_member(form, "type"));
    expect(text_member(form, "id").starts_with("observation-"), what + "id", "observation-…",
           show(form));
    expect(form.contains("data"), what + "data", "present", show(form));
    expect_timestamp(what + "observedAt", text_member(form, "observedAt"));
    expect(!form.contains("artifactRefs") || !form["artifactRefs"].empty(), what + "artifactRefs",
           "absent or not empty", show(member(form, "artifactRefs")));
    expect_members(what + "digest", {{"algorithm", "sha256"}}, member(form, "digest"));
    expect_equal(what + "length of the digest", 64U,
                 text_member(member(form, "digest"), "value").size());
  }
}

TEST_F(Observe, WPC_OBS_002_the_digest_covers_the_record_without_its_id) {
  Testee& testee = booted();
  run(testee, probe().echo("zażółć \"quoted\""), "a command");
  for (const char* type : record_types) {
    const Json form = observe(testee, type);
    expect_equal("digest of " + std::string(type), digest_of(form),
                 text_member(member(form, "digest"), "value"));
  }
}

TEST_F(Observe, WPC_OBS_003_the_digest_survives_a_round_trip) {
  Testee& testee = booted();
  for (const char* type : record_types) {
    const ObservationResult observed =
        must("observing", [&] { return testee->observe(observation(type)); });
    const Json again = Json::parse(json::to_json(observed), nullptr, false);
    require(again.is_object(), "the observation as text", "a JSON object",
            show(json::to_json(observed)));
    expect_equal("digest of " + std::string(type) + " after a round trip", digest_of(again),
                 text_member(member(again, "digest"), "value"));
  }
}

TEST_F(Observe, WPC_OBS_004_runtime_info_is_info) {
  Testee& testee = booted();
  expect_equal("data of runtime-info", json_form(testee->info()),
               observed_data(testee, "runtime-info"));
}

TEST_F(Observe, WPC_OBS_005_command_result_finds_commands) {
  Testee& fresh = create();
  expect_equal("command-result before any command",
               Json({{"commandId", nullptr}, {"found", false}}), command_record(fresh));
  Testee& testee = booted();
  const ExecutionResult first = run(testee, probe().echo("first"), "a command");
  const ExecutionResult second = run(testee, probe().echo("second"), "a command");
  expect_equal("command-result by id", json_form(first), command_record(testee, first.id));
  expect_equal("command-result of the last command", json_form(second), command_record(testee));
  expect_equal("command-result of an unknown id",
               Json({{"commandId", "command-unknown"}, {"found", false}}),
               command_record(testee, "command-unknown"));
}

TEST_F(Observe, WPC_OBS_013_browser_result_without_a_browser_is_empty) {
  Testee& testee = create();
  expect_equal("data of browser-result", Json({{"probes", Json::array()}}),
               observed_data(testee, "browser-result"));
}

TEST_F(Observe, WPC_OBS_014_events_and_logs_are_the_journal_at_that_moment) {
  Testee& testee = booted();
  run(testee, probe().echo("x"), "a command");
  for (const char* type : {"runtime-events", "runtime-logs"}) {
    Json journal = Json::array();
    for (const LifecycleEvent& event : testee.journal().events()) {
      journal.push_back(json_form(event));
    }
    const ObservationResult observed =
        must("observing", [&] { return testee->observe(observation(type)); });
    const Json data = observed.data.get<Json>();
    expect_equal("data of " + std::string(type), journal, data);
    run(testee, probe().echo("y"), "a later command");
    expect_equal("the same data after a later command", data, observed.data.get<Json>());
  }
}

TEST_F(Observe, WPC_OBS_015_an_unknown_type_is_a_stub_or_refused) {
  Testee& testee = booted();
  ObservationSpec spec = observation("x-kit-unknown");
  spec.path = "/kit/some/path";
  Json data;
  const Rejection rejection = rejection_of([&] { data = testee->observe(spec).data.get<Json>(); });
  if (rejection.rejected) {
    expect(!rejection.code.empty(), "the refusal of an unknown observation", "a stable code",
           rejection.message);
    return;
  }
  expect_equal("data of an unknown observation",
               Json({{"type", "x-kit-unknown"}, {"path", "/kit/some/path"}}), data);
}

TEST_F(Observe, WPC_OBS_017_an_observation_that_fails_leaves_nothing) {
  Testee& testee = create();
  ObservationSpec spec = observation("x-kit-unknown");
  if (declares(KnownBackendCapability::files_observation)) {
    spec = observation("files");
    spec.path = probe().scratch_directory() + "/kit-not-there";
  } else if (declares(KnownBackendCapability::http_observation)) {
    spec = observation("http-response");
    spec.url = "http://127.0.0.1:1/";
  }
  observe(testee, "runtime-info");                           // Others do not fail.
  (void)rejection_of([&] { (void)testee->observe(spec); });  // Boots, if it has to.
  const FileTree files = FileTree::of(testee.artifacts_directory());
  const std::size_t events = testee.journal().events().size();
  const Rejection rejection = rejection_of([&] { (void)testee->observe(spec); });
  if (!rejection.rejected) {
    // Nothing that this backend observes can fail: an unknown type gives a stub, and is recorded.
    expect(spec.type.text() == "x-kit-unknown", "observing " + spec.type.text(), "an error",
           "no error");
    return;
  }
  expect(!rejection.code.empty(), "the error", "a stable code", rejection.message);
  expect_equal("events of an observation that failed", 0U,
               testee.journal().events().size() - events);
  expect_none("what it left in the artifacts directory",
              files.differences(FileTree::of(testee.artifacts_directory())));
}

TEST_F(Observe, WPC_OBS_018_after_destroy_observing_does_what_is_declared) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands.emplace_back("kit.unknown");
  Testee& testee = create(spec);
  // A command that fails before it needs a boot is recorded like any other.
  (void)rejection_of([&] { testee->execute(command("kit.unknown")); });
  const Json record = command_record(testee);
  must("destroy", [&] { testee->destroy(); });
  const auto declared = descriptor().afterDestroy.observe;
  for (const char* type :
       {"runtime-info", "mounts", "command-result", "runtime-events", "runtime-logs"}) {
    const auto look = [&] { (void)testee->observe(observation(type)); };
    if (declared == AfterDestroyBehaviour::rejects) {
      expect_coded_rejection("observing " + std::string(type) + " after destroy", look);
    } else {
      must("observing " + std::string(type) + " after destroy, as declared", look);
    }
  }
  if (declared != AfterDestroyBehaviour::rejects) {
    expect_equal("the record of the last command after destroy", record, command_record(testee));
  }
  if (declared != AfterDestroyBehaviour::works) {
    expect_coded_rejection("observing files after destroy, which is no record",
                           [&] { (void)testee->observe(observation("files")); });
  }
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
