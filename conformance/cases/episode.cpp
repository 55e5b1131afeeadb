// Episodes over the backend: what the runner does with its runtimes, its trace and its bundles.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

#include "conformance/cases/episode_payload.hpp"
#include "conformance/testcase/case.hpp"
#include "conformance/testcase/stand_in_backend.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/validation/bundle.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The paths of what is wrong with a trace.
std::vector<std::string> faults(const Json& trace, bool strict = false) {
  const json::Parsed parsed(trace.dump());
  std::vector<std::string> paths;
  for (const auto& issue : validate_trace(parsed.root(), {.strict = strict}).issues) {
    paths.push_back(issue.path);
  }
  return paths;
}

class Episode : public Case {
 protected:
  [[nodiscard]] RuntimeEpisodeSpec episode_spec() const {
    RuntimeEpisodeSpec spec;
    spec.runtime = default_spec();
    return spec;
  }

  std::unique_ptr<RuntimeEpisode> open(const RuntimeEpisodeSpec& spec,
                                       Place place = Place::here()) {
    return must(
        "opening an episode",
        [&] { return create_runtime_episode(spec, backend(), hooks_into(journal)); }, place);
  }
  std::unique_ptr<RuntimeEpisode> open(Place place = Place::here()) {
    return open(episode_spec(), place);
  }

  static RuntimeEpisodeActionSpec action(const ExecutionSpec& execution) {
    RuntimeEpisodeActionSpec action;
    action.command = execution.command;
    action.args = execution.args;
    return action;
  }

  static RuntimeEpisodeStepResult step(RuntimeEpisode& episode, const ExecutionSpec& execution,
                                       Place place = Place::here()) {
    return must(
        "a step", [&] { return episode.step(action(execution), observation("command-result")); },
        place);
  }

  /// Types of the events from the n-th on.
  [[nodiscard]] std::vector<std::string> events_from(std::size_t first) const {
    std::vector<std::string> types;
    const std::vector<LifecycleEvent> events = journal->events();
    for (std::size_t i = first; i < events.size(); ++i) types.push_back(events[i].type.text());
    return types;
  }

  std::shared_ptr<Journal> journal = std::make_shared<Journal>();
};

TEST_F(Episode, WPC_EPI_001_opening_resets_mounts_in_order_and_looks) {
  RuntimeEpisodeSpec spec = episode_spec();
  spec.mounts = {directory_mount(host_directory("one"), "/kit/one", MountMode::readwrite),
                 directory_mount(host_directory("two"), "/kit/two", MountMode::readonly)};
  const auto episode = open(spec);
  expect_equal("the events of a reset",
               std::vector<std::string>{"runtime.created", "runtime.mounted", "runtime.mounted",
                                        "runtime.observed", "runtime.observed"},
               events_from(0));
  const Json reset = json_form(episode->trace().reset);
  const Json& observations = member(reset, "observations");
  expect_equal("observations", 2U, observations.size());
  if (observations.size() != 2) return;
  expect_equal("the first observation", "runtime-info", text_member(observations[0], "type"));
  expect_equal("the second observation", "mounts", text_member(observations[1], "type"));
  const Json& mounts = member(observations[1], "data");
  expect_equal("mounts", 2U, mounts.size());
  if (mounts.size() != 2) return;
  expect_equal("the first mount", "/kit/one", text_member(mounts[0], "target"));
  expect_equal("the second mount", "/kit/two", text_member(mounts[1], "target"));
}

TEST_F(Episode, WPC_EPI_002_a_reset_begins_anew_and_counts) {
  const auto episode = open();
  const RuntimeEpisodeResetResult first = episode->trace().reset;
  expect_equal("the first id", first.runtime.id + ":reset:0", first.id);
  (void)step(*episode, probe().echo("x"));
  (void)must("a snapshot", [&] { return episode->snapshot(); });
  const auto second = must("a reset", [&] { return episode->reset(); });
  expect(second.runtime.id != first.runtime.id, "the second runtime", "another one",
         second.runtime.id);
  expect_equal("the second id", second.runtime.id + ":reset:1", second.id);
  const auto destroyed = journal->events_of("runtime.destroyed");
  expect_equal("runtimes destroyed by then", 1U, destroyed.size());
  const RuntimeEpisodeTrace trace = episode->trace();
  expect(trace.steps.empty() && trace.snapshots.empty() && !trace.artifacts, "what is left",
         "nothing", show(json_form(trace)));
}

TEST_F(Episode, WPC_EPI_003_a_step_executes_and_then_looks) {
  const auto episode = open();
  (void)step(*episode, probe().echo("boots"));
  const std::size_t before = journal->events().size();
  const RuntimeEpisodeStepResult second = step(*episode, probe().echo("x"));
  expect_equal("the events of a step",
               std::vector<std::string>{"runtime.command.started", "runtime.command.finished",
                                        "runtime.observed"},
               events_from(before));
  expect_equal("its index", 1.0, second.index);
  expect_equal("its id", second.execution.id + ":step:1", second.id);
  expect_equal("the action's id", second.id + ":action", second.action.id);
}

TEST_F(Episode, WPC_EPI_004_a_step_chooses_what_is_looked_at) {
  RuntimeEpisodeSpec spec = episode_spec();
  spec.stepObservation = observation("mounts");
  const auto episode = open(spec);
  const RuntimeEpisodeActionSpec echo = action(probe().echo("x"));
  const auto by_spec = must("a step", [&] { return episode->step(echo); });
  expect_equal("by the spec", "mounts", by_spec.observation ? by_spec.observation->type : "");
  const auto own = must("a step", [&] { return episode->step(echo, observation("runtime-info")); });
  expect_equal("by the step", "runtime-info", own.observation ? own.observation->type : "");
  const auto none = must("a step", [&] { return episode->step(echo, StepObservation()); });
  expect(!none.observation && !none.observationRef, "with false", "no observation",
         show(json_form(none)));
}

TEST_F(Episode, WPC_EPI_005_a_failing_command_leaves_no_step) {
  const auto episode = open();
  expect_coded_rejection("a step whose command fails",
                         [&] { (void)episode->step(action(probe().fail(3))); });
  expect_equal("steps", 0U, episode->trace().steps.size());
  expect_equal("the index of the next step", 0.0, step(*episode, probe().echo("x")).index);
}

TEST_F(Episode, WPC_EPI_006_the_digest_of_an_action_covers_what_is_recorded) {
  const auto episode = open();
  RuntimeEpisodeActionSpec what = action(probe().echo("x"));
  what.cwd = "";
  what.url = "";
  what.description = "says x";
  what.kind = RuntimeEpisodeActionKind::http;
  what.metadata = json::Dictionary<json::Value>{{"a", json::Value::number(1)}};
  const auto taken = must("a step", [&] { return episode->step(what); });
  Json record = json_form(taken.action);
  expect(!record.contains("cwd") && !record.contains("url"), "empty texts", "not recorded",
         show(record));
  const std::string digest = text_member(member(record, "digest"), "value");
  record.erase("digest");
  record.erase("id");
  const json::Parsed payload(record.dump());
  expect_equal("the digest", episode_digest_hex(payload.root()), digest);
}

TEST_F(Episode, WPC_EPI_007_references_name_and_digest_their_targets) {
  const auto episode = open();
  const Json taken = json_form(step(*episode, probe().echo("x")));
  const auto check = [&taken](const char* name, const char* kind, const Json& id,
                              const std::string& digest) {
    const Json& ref = member(taken, (std::string(name) + "Ref").c_str());
    expect_equal(std::string(name) + "Ref.kind", kind, text_member(ref, "kind"));
    expect_equal(std::string(name) + "Ref.id", id, member(ref, "id"));
    expect_equal(std::string(name) + "Ref.digest", digest,
                 text_member(member(ref, "digest"), "value"));
  };
  const Json& execution = member(taken, "execution");
  const Json& seen = member(taken, "observation");
  const json::Parsed payload(execution.dump());
  check("action", "action", member(member(taken, "action"), "id"),
        text_member(member(member(taken, "action"), "digest"), "value"));
  check("execution", "execution", member(execution, "id"), episode_digest_hex(payload.root()));
  check("observation", "observation", member(seen, "id"),
        episode_digest_of(seen, {"schema", "type", "data", "observedAt"}));
}

TEST_F(Episode, WPC_EPI_008_observing_is_not_in_the_trace) {
  const auto episode = open();
  (void)step(*episode, probe().echo("x"));
  const Json before = json_form(episode->trace());
  const ObservationResult seen =
      must("observing", [&] { return episode->observe(observation("command-result")); });
  expect_equal("what is observed", "command-result", seen.type);
  expect_equal("the trace", before, json_form(episode->trace()));
}

TEST_F(Episode, WPC_EPI_009_a_snapshot_is_completed_and_kept) {
  const auto episode = open();
  const Json taken = json_form(must("a snapshot", [&] { return episode->snapshot(); }));
  expect_equal("schema", "wp-codebox/runtime-episode-snapshot/v1", text_member(taken, "schema"));
  expect(!text_member(taken, "semantics").empty(), "semantics", "some", show(taken));
  expect_equal("digest",
               episode_digest_of(taken, {"schema", "id", "createdAt", "semantics", "metadata"}),
               text_member(member(taken, "digest"), "value"));
  expect_equal("the trace's snapshots", Json::array({taken}),
               member(json_form(episode->trace()), "snapshots"));
}

TEST_F(Episode, WPC_EPI_010_WPC_EPI_011_WPC_EPI_012_a_bundle_has_the_trace_and_stays_valid) {
  const auto episode = open();
  (void)step(*episode, probe().echo("one"));
  (void)must("a snapshot", [&] { return episode->snapshot(); });
  (void)step(*episode, probe().echo("two"));
  const RuntimeEpisodeTrace early = episode->trace();
  for (int round = 0; round < 2; ++round) {
    const ArtifactBundle bundle = must("collecting", [&] { return episode->collect_artifacts(); });
    std::vector<std::string> violations;
    for (const auto& found :
         verify_artifact_bundle(bundle.directory, {.strict = true}).violations) {
      violations.push_back(show(json_form(found)));
    }
    expect_none("violations of the bundle", violations);
    const RuntimeEpisodeTrace trace = episode->trace();
    expect_equal("the trace's id", "trace-" + trace.reset.runtime.id, trace.id);
    expect_equal("its time", early.createdAt, trace.createdAt);
    expect_none("faults of the trace", faults(json_form(trace), true));
    expect_equal("the bundle that it names", bundle.id,
                 trace.artifactRef ? trace.artifactRef->id : "");
    const fs::path files = fs::path(bundle.directory) / "files";
    expect_equal("the trace in the bundle", json_form(trace),
                 Json::parse(file_text(files / "runtime-episode-trace.json"), nullptr, false));
    std::vector<std::string> types;
    std::istringstream lines(file_text(files / "runtime-episode.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      types.push_back(text_member(Json::parse(line, nullptr, false), "type"));
    }
    expect_equal("the lines of the episode",
                 std::vector<std::string>{"episode.reset", "episode.step", "episode.step",
                                          "episode.snapshot", "episode.artifacts"},
                 types);
  }
}

TEST_F(Episode, WPC_EPI_013_a_closed_episode_answers_nothing_until_a_reset) {
  const auto episode = open();
  must("closing", [&] { episode->close(); });
  must("closing again", [&] { episode->close(); });
  expect_equal("runtimes destroyed", 1U, journal->events_of("runtime.destroyed").size());
  const std::initializer_list<std::string_view> closed = {"runtime-episode-closed"};
  expect_rejection(
      "a step", [&] { (void)episode->step(action(probe().echo("x"))); }, closed);
  expect_rejection(
      "observing", [&] { (void)episode->observe(observation("mounts")); }, closed);
  expect_rejection(
      "a snapshot", [&] { (void)episode->snapshot(); }, closed);
  expect_rejection(
      "collecting", [&] { (void)episode->collect_artifacts(); }, closed);
  expect_rejection(
      "the trace", [&] { (void)episode->trace(); }, closed);
  (void)must("a reset", [&] { return episode->reset(); });
  (void)step(*episode, probe().echo("x"));
}

TEST_F(Episode, WPC_EPI_014_WPC_EPI_017_a_changed_trace_is_found_out) {
  const auto episode = open();
  (void)step(*episode, probe().echo("x"));
  (void)must("a snapshot", [&] { return episode->snapshot(); });
  const Json trace = json_form(episode->trace());
  expect_none("faults of the trace as it is", faults(trace, true));
  const auto changed = [&trace](const char* at, const Json& to, const char* fault, bool strict) {
    Json other = trace;
    other[Json::json_pointer(at)] = to;
    const std::vector<std::string> found = faults(other, strict);
    expect(std::find(found.begin(), found.end(), fault) != found.end(),
           std::string("faults after changing ") + at, fault, show(found));
  };
  changed("/schema", "x", "$.schema", false);
  changed("/steps/0/index", 1, "$.steps[0].index", false);
  changed("/steps/0/action/command", "x", "$.steps[0].action.digest", false);
  changed("/steps/0/execution/stdout", "y", "$.steps[0].executionRef.digest", false);
  changed("/steps/0/observation/data", nullptr, "$.steps[0].observation.digest", false);
  changed("/steps/0/actionRef/digest", nullptr, "$.steps[0].actionRef.digest", false);
  changed("/snapshots/0/metadata/note", 1, "$.snapshots[0].digest", false);
  changed("/steps/0/executionRef/id", "command-other", "$.steps[0].executionRef.id", true);
}

TEST_F(Episode, WPC_EPI_015_no_trace_judges) {
  const auto episode = open();
  RuntimeEpisodeActionSpec what = action(probe().echo("x"));
  what.metadata = json::Dictionary<json::Value>{{"note", json::Value::number(1)}};
  (void)must("a step", [&] { return episode->step(what, observation("mounts")); });
  const Json trace = json_form(episode->trace());
  for (const char* name : {"reward", "success", "grader", "scenario", "task-set", "task_set",
                           "taskSet", "benchmark", "model-eval", "model_eval", "modelEval"}) {
    for (const char* place :
         {"", "/steps/0/execution", "/steps/0/action/metadata", "/reset/observations/0/data"}) {
      Json other = trace;
      other[Json::json_pointer(place)][name] = true;
      const std::vector<std::string> found = faults(other);
      expect(!found.empty() && found.back().ends_with(std::string(".") + name),
             std::string("faults with ") + name + " at " + place, name, show(found));
    }
    what.metadata = json::Dictionary<json::Value>{{name, json::Value::number(1)}};
    expect_rejection("a step with such a member", [&] { (void)episode->step(what); },
                     {"runtime-argument-invalid"});
  }
  expect_equal("steps", 1U, episode->trace().steps.size());
}

TEST_F(Episode, WPC_EPI_016_checking_a_trace_never_throws) {
  for (const char* text : {"null", "[]", "0", "\"x\"", "{}", R"({"steps":[null]})",
                           R"({"reset":{"observations":[1]}})",
                           R"({"steps":[{"actionRef":null,"execution":[]}],"snapshots":{}})"}) {
    const std::vector<std::string> found =
        must("checking a trace", [&] { return faults(Json::parse(text), true); });
    expect(!found.empty(), std::string("faults of ") + text, "some", "none");
  }
}

TEST_F(Episode, WPC_EPI_018_snapshot_bundles_leave_the_state_where_it_is) {
  const auto episode = open();
  const Snapshot taken = must("a snapshot", [&] { return episode->snapshot(); });
  ArtifactSpec with_bundles;
  with_bundles.includeRuntimeSnapshotBundles = true;
  const ArtifactBundle bundle =
      must("collecting", [&] { return episode->collect_artifacts(with_bundles); });
  const fs::path directory = bundle.directory;
  expect(fs::exists(directory / ("files/runtime-snapshots/" + taken.id + ".bundle.json")),
         "the snapshot's bundle", "a file", "none");
  for (const auto& ref : taken.artifactRefs.value_or(std::vector<RuntimeEpisodeTraceRef>())) {
    expect_equal("the state's digest", ref.digest ? ref.digest->value : "",
                 sha256_hex(file_text(directory / ref.path.value_or(""))));
  }
  std::vector<std::string> violations;
  for (const auto& found : verify_artifact_bundle(bundle.directory).violations) {
    violations.push_back(show(json_form(found)));
  }
  expect_none("violations of the bundle", violations);
}

TEST_F(Episode, WPC_CREATE_003_the_guards_run_on_every_reset) {
  StandInBackend stand_in(backend());
  RuntimeEpisodeSpec spec = episode_spec();
  spec.runtime.policy.commands = {""};
  expect_rejection("an episode with a wrong policy",
                   [&] { (void)create_runtime_episode(spec, stand_in); },
                   {"runtime-policy-invalid"});
  spec = episode_spec();
  spec.runtime.backend = RuntimeBackendKind("x-of-another-kind");
  const Rejection rejection = expect_rejection(
      "an episode of another kind", [&] { (void)create_runtime_episode(spec, stand_in); });
  expect_equal("the message",
               "Backend " + descriptor().kind.text() + " cannot create runtime x-of-another-kind",
               rejection.message);
  expect_equal("how often the backend was asked", 0, stand_in.creations());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
