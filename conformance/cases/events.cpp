// The journal of what happens to a runtime.

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>

#include "conformance/cases/failing_boot.hpp"
#include "conformance/testcase/case.hpp"
#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;

class Events : public Case {
 protected:
  /// Events of the journal that came after the first `skip`, in their JSON form.
  static std::vector<Json> events_after(Testee& testee, std::size_t skip) {
    std::vector<Json> forms;
    const std::vector<LifecycleEvent> events = testee.journal().events();
    for (std::size_t i = skip; i < events.size(); ++i) forms.push_back(json_form(events[i]));
    return forms;
  }

  /// Runs a command, which may fail, and checks that it left one started and one finished event.
  void expect_pair(Testee& testee, const ExecutionSpec& spec, const std::string& what) {
    const std::size_t skip = testee.journal().events().size();
    const bool failed = rejection_of([&] { testee->execute(spec); }).rejected;
    std::vector<Json> commands;
    for (const Json& event : events_after(testee, skip)) {
      if (text_member(event, "type").starts_with("runtime.command.")) commands.push_back(event);
    }
    require(commands.size() == 2, "command events of " + what, "two",
            std::to_string(commands.size()));
    expect_equal("the first of them", "runtime.command.started", text_member(commands[0], "type"));
    expect_equal("the second", "runtime.command.finished", text_member(commands[1], "type"));
    const Json& started = member(commands[0], "data");
    const Json& finished = member(commands[1], "data");
    expect_members("data of started",
                   {{"command", spec.command},
                    {"args", spec.args.value_or(std::vector<std::string>())},
                    {"cwd", spec.cwd ? Json(*spec.cwd) : Json()},
                    {"timeoutMs", spec.timeoutMs ? Json(*spec.timeoutMs) : Json()}},
                   started);
    expect(!text_member(started, "id").empty(), "id in started", "an id", show(started));
    expect_members("data of finished",
                   {{"id", text_member(started, "id")}, {"command", spec.command}}, finished);
    const Json& exit_code = member(finished, "exitCode");
    expect(exit_code.is_number() && (exit_code == 0) != failed, "exitCode in finished of " + what,
           failed ? "a number that is not 0" : "0", show(exit_code));
    for (const char* name : {"startedAt", "finishedAt"}) {
      expect_timestamp(std::string(name) + " in finished", text_member(finished, name));
    }
  }
};

TEST_F(Events, WPC_EVT_001_the_first_event_is_created) {
  Testee& testee = create();
  const Json events = observed_data(testee, "runtime-events");
  require(events.is_array() && !events.empty(), "runtime-events of a new runtime", "events",
          show(events));
  expect_equal("type of the first event", "runtime.created", text_member(events[0], "type"));
  expect_members("its data",
                 {{"backend", descriptor().kind.text()},
                  {"environment", json_form(testee.spec().environment)},
                  {"policy", json_form(testee.spec().policy)},
                  {"hostTools", Json::array()}},
                 member(events[0], "data"));
}

TEST_F(Events, WPC_EVT_002_each_mount_is_an_event_with_its_resolved_source) {
  const fs::path source = host_directory("source");
  const fs::path link = host_directory("links") / "to-source";
  fs::create_directory_symlink(source, link);
  Testee& testee = create();
  must("mounting", [&] {
    testee->mount(directory_mount(link, "/kit/source", MountMode::readonly));
    testee->mount(directory_mount(source, "/kit/again", MountMode::readwrite));
  });
  const std::vector<LifecycleEvent> events = testee.journal().events_of("runtime.mounted");
  require(events.size() == 2, "runtime.mounted events after two mounts", "two",
          std::to_string(events.size()));
  const Json first = member(member(json_form(events[0]), "data"), "mount");
  expect_members("the first mount",
                 {{"type", "directory"},
                  {"source", source.string()},
                  {"target", "/kit/source"},
                  {"mode", "readonly"}},
                 first);
  expect_equal("target of the second", "/kit/again",
               text_member(member(member(json_form(events[1]), "data"), "mount"), "target"));
}

TEST_F(Events, WPC_EVT_003_each_command_has_one_started_and_one_finished_event) {
  Testee& testee = booted();
  ExecutionSpec plain = probe().echo("x");
  expect_pair(testee, plain, "a command that succeeds");
  plain.timeoutMs = 60'000;
  plain.cwd = probe().scratch_directory();
  expect_pair(testee, plain, "a command with cwd and timeoutMs");
  expect_pair(testee, probe().fail(3), "a command that fails");
}

TEST_F(Events, WPC_EVT_004_a_refused_command_is_no_event) {
  Testee& testee = booted();
  const std::size_t events = observed_data(testee, "runtime-events").size();
  const std::size_t told = testee.journal().events().size();
  expect_rejection("a command outside the policy",
                   [&] { testee->execute(command("kit.not-allowed")); });
  expect_equal("events told to the listener", 0U, testee.journal().events().size() - told);
  // Between the two observations stands the event of the first one.
  expect_equal("growth of runtime-events", events + 1,
               observed_data(testee, "runtime-events").size());
}

TEST_F(Events, WPC_EVT_005_each_observation_is_an_event_after_its_own_data) {
  Testee& testee = create();
  const Json first = observe(testee, "runtime-events");
  const Json second = observe(testee, "runtime-events");
  const Json& before = member(first, "data");
  const Json& after = member(second, "data");
  for (const Json& event : before) {
    expect(text_member(event, "type") != "runtime.observed",
           "what the first observation of a runtime shows", "nothing of itself", show(event));
  }
  require(before.is_array() && after.is_array(), "data of runtime-events", "arrays", show(before));
  require(after.size() == before.size() + 1, "events between two observations of them", "one",
          std::to_string(after.size()) + " after " + std::to_string(before.size()));
  expect_equal("type of the new event", "runtime.observed", text_member(after.back(), "type"));
  expect_members("its data",
                 {{"type", "runtime-events"}, {"observedAt", text_member(first, "observedAt")}},
                 member(after.back(), "data"));
  observe(testee, "runtime-info");
  const std::vector<LifecycleEvent> events = testee.journal().events_of("runtime.observed");
  require(events.size() == 3, "runtime.observed events after three observations", "three",
          std::to_string(events.size()));
  expect_equal("type in the last", "runtime-info",
               text_member(member(json_form(events.back()), "data"), "type"));
}

TEST_F(Events, WPC_EVT_006_a_snapshot_is_an_event) {
  Testee& testee = booted();
  const std::size_t before = testee.journal().events_of("runtime.snapshot.created").size();
  const Snapshot snapshot = must("taking a snapshot", [&] { return testee->snapshot(); });
  const std::vector<LifecycleEvent> events = testee.journal().events_of("runtime.snapshot.created");
  require(events.size() == before + 1, "runtime.snapshot.created events of a snapshot", "one",
          std::to_string(events.size() - before));
  const Json data = member(json_form(events.back()), "data");
  expect_members("its data", {{"id", snapshot.id}, {"createdAt", snapshot.createdAt}}, data);
  const Json& path = member(data, "artifactPath");
  expect(data.contains("artifactPath") && (path.is_null() || path.is_string()), "its artifactPath",
         "a path, or null when the snapshot has no file", show(data));
}

TEST_F(Events, WPC_EVT_008_boot_progress_is_told_and_a_throwing_listener_does_no_harm) {
  auto journal = std::make_shared<Journal>();
  RuntimeHooks hooks = hooks_into(journal);
  hooks.on_startup_progress = [](const std::string&, const BrowserStartupProgressEvent&) {
    throw std::runtime_error("a listener that throws");
  };
  std::unique_ptr<Runtime> runtime =
      must("creating a runtime", [&] { return create_runtime(default_spec(), backend(), hooks); });
  must("a command whose boot has a listener that throws",
       [&] { return runtime->execute(probe().echo("x")); });
  const std::vector<LifecycleEvent> events = journal->events_of("runtime.browser-startup-progress");
  expect(events.size() >= 2, "startup progress events of a boot", "two at least",
         std::to_string(events.size()));
  for (const LifecycleEvent& event : events) {
    expect_equal("schema of the progress", "wp-codebox/browser-startup-progress/v1",
                 text_member(member(member(json_form(event), "data"), "event"), "schema"));
  }
}

TEST_F(Events, WPC_EVT_009_destroyed_is_told_once_and_is_the_last_event) {
  Testee& testee = create();
  const std::string id = testee->info().id;
  must("destroy", [&] { testee->destroy(); });
  must("a second destroy", [&] { testee->destroy(); });
  (void)rejection_of([&] { testee->execute(probe().echo("x")); });
  (void)rejection_of([&] { (void)testee->observe(observation("runtime-info")); });
  (void)rejection_of([&] { (void)testee->info(); });
  const std::vector<LifecycleEvent> events = testee.journal().events();
  expect_equal("runtime.destroyed events", 1U,
               testee.journal().events_of("runtime.destroyed").size());
  require(!events.empty(), "events", "some", "none");
  expect_equal("type of the last event", "runtime.destroyed", events.back().type.text());
  expect_members("its data", {{"runtimeId", id}}, member(json_form(events.back()), "data"));
}

/// Phases of a boot that went well; those of a blueprint may be missing.
const std::vector<std::string>& phases_in_order() {
  static const std::vector<std::string> phases = {"preview:start",
                                                  "preview:loading-client",
                                                  "preview:loading-wordpress",
                                                  "preview:applying-blueprint",
                                                  "preview:installing-dependencies",
                                                  "preview:activating-dependencies",
                                                  "preview:connecting-client",
                                                  "preview:ready"};
  return phases;
}

TEST_F(Events, WPC_EVT_010_the_phases_of_a_boot_come_in_order) {
  Testee& testee = create();
  run(testee, probe().echo("x"), "a command");
  std::size_t position = 0;
  double elapsed = 0;
  std::set<std::string> seen;
  for (const BrowserStartupProgressEvent& event : testee.journal().progress()) {
    const std::string& phase = event.phase.text();
    seen.insert(phase);
    const auto& order = phases_in_order();
    const auto found = std::find(order.begin(), order.end(), phase);
    if (found != order.end()) {  // Other phases are legal and have no place in the order.
      const auto at = static_cast<std::size_t>(found - order.begin());
      expect(at >= position, "the phase " + phase, "not after " + order[position], "later");
      position = at;
    }
    expect(event.elapsed_ms && *event.elapsed_ms >= elapsed, "elapsed_ms of " + phase,
           "a number that does not fall", show(json_form(event)));
    elapsed = event.elapsed_ms.value_or(elapsed);
    const std::string label = event.label.value_or("");
    expect(!label.empty() && label.find('/') == std::string::npos, "label of " + phase,
           "a text without a path", show(label));
  }
  for (const char* phase : {"preview:start", "preview:loading-client", "preview:loading-wordpress",
                            "preview:connecting-client", "preview:ready"}) {
    expect(seen.count(phase) == 1, "phases of a boot", std::string("also ") + phase,
           show(std::vector<std::string>(seen.begin(), seen.end())));
  }
  const auto progress = testee.journal().progress();
  require(!progress.empty(), "progress events", "some", "none");
  expect_equal("the last phase", "preview:ready", progress.back().phase.text());
  expect_equal("its status", "complete", text_member(json_form(progress.back()), "status"));
}

TEST_F(Events, WPC_EVT_010_a_failed_boot_ends_in_the_error_phase) {
  Testee& testee = create(failing_boot(default_spec(), host_directory("assets")));
  expect_coded_rejection("a command whose boot fails", [&] { testee->execute(probe().echo("x")); });
  const auto progress = testee.journal().progress();
  require(!progress.empty(), "progress events of a failed boot", "some", "none");
  const Json last = json_form(progress.back());
  expect_members("the last phase", {{"phase", "preview:error"}, {"status", "failed"}}, last);
  expect(!text_member(member(member(last, "detail"), "error"), "message").empty(),
         "detail.error of the last phase", "an object with a message", show(last));
}

TEST_F(Events, WPC_EVT_011_events_have_the_form_of_lifecycle_events) {
  Testee& testee = booted();
  run(testee, probe().echo("x"), "a command");
  const Json events = observed_data(testee, "runtime-events");
  require(events.is_array() && events.size() >= 3, "runtime-events", "three at least",
          show(events));
  for (const Json& event : events) {
    const auto decoded = json::from_json<LifecycleEvent>(event.dump());
    expect(decoded.ok(), "an event as LifecycleEvent", "its form", decoded.message());
    for (const char* name : {"id", "type", "timestamp"}) {
      expect(!text_member(event, name).empty(), std::string(name) + " of an event", "a text",
             show(event));
    }
  }
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
