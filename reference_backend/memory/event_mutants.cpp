#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

using Progress = std::optional<BrowserStartupProgressEvent>;

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

constexpr MutantRow rows[] = {
    {"WPC-EVT-001:no-created-event", "runtime-events of a new runtime: expected events, got []",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::created); }},
    {"WPC-EVT-001:created-without-its-policy", "its data: expected",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::created,
                                         [](Json& data) { data.erase("policy"); });
     }},
    {"WPC-EVT-001:something-comes-first",
     "type of the first event: expected \"runtime.created\", got \"runtime.prepared\"",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type != "runtime-events") return;
         Json events = json_of(result.data);
         Json before = events.front();
         before["id"] = "event-before";
         before["type"] = "runtime.prepared";
         events.insert(events.begin(), before);
         result.data = value_of(events);
       });
     }},
    {"WPC-EVT-002:no-mounted-event", "runtime.mounted events after two mounts: expected two, got 0",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::mounted); }},
    {"WPC-EVT-002:source-as-it-was-given", "the first mount: expected",
     [](Faults& f) {
       const auto given = std::make_shared<std::string>();
       f.runtime.mount = with_mount([given](MountSpec& spec) { *given = spec.source; });
       f.runtime.event = with_event_data(KnownLifecycleEventType::mounted,
                                         [given](Json& data) { data["mount"]["source"] = *given; });
     }},
    {"WPC-EVT-003:failures-never-finish",
     "command events of a command that fails: expected two, got 1",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         const bool finished = event.type == KnownLifecycleEventType::command_finished;
         const json::Value* const code = finished ? event.data->find("exitCode") : nullptr;
         if (code != nullptr && code->text() != "0") return std::nullopt;
         return event;
       };
     }},
    {"WPC-EVT-003:finishes-under-another-id", "data of finished: expected",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::command_finished, [](Json& data) {
         data["id"] = data["id"].get<std::string>() + "-end";
       });
     }},
    {"WPC-EVT-003:started-without-its-limit", "data of started: expected",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::command_started,
                                         [](Json& data) { data["timeoutMs"] = nullptr; });
     }},
    {"WPC-EVT-004:refusals-are-events", "events told to the listener: expected 0, got 1",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_command_disallowed, [](Runtime& runtime, const ContractError&) {
             static_cast<void>(runtime.observe(observation(KnownObservationType::mounts)));
           });
     }},
    {"WPC-EVT-005:no-event-of-looking-at-the-info",
     "runtime.observed events after three observations: expected three, got 2",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         const bool observed = event.type == KnownLifecycleEventType::observed;
         const json::Value* const type = observed ? event.data->find("type") : nullptr;
         if (type != nullptr && type->text() == "\"runtime-info\"") return std::nullopt;
         return event;
       };
     }},
    {"WPC-EVT-005:observations-hold-their-own-event",
     "what the first observation of a runtime shows: expected nothing of itself",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type != "runtime-events") return;
         Json events = json_of(result.data);
         events.push_back({{"id", "event-of-" + result.id.value_or("")},
                           {"type", "runtime.observed"},
                           {"timestamp", result.observedAt},
                           {"data", {{"type", result.type}, {"observedAt", result.observedAt}}}});
         result.data = value_of(events);
       });
     }},
    {"WPC-EVT-005:observed-without-a-type", "its data: expected",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::observed,
                                         [](Json& data) { data.erase("type"); });
     }},
    {"WPC-EVT-006:no-snapshot-event",
     "runtime.snapshot.created events of a snapshot: expected one, got 0",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::snapshot_created); }},
    {"WPC-EVT-006:no-place-of-the-file",
     "its artifactPath: expected a path, or null when the snapshot has no file",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::snapshot_created,
                                         [](Json& data) { data.erase("artifactPath"); });
     }},
    {"WPC-EVT-008:listeners-break-the-boot",
     "a command whose boot has a listener that throws: expected success",
     [](Faults& f) { f.runtime.listeners_break_commands = true; }},
    {"WPC-EVT-008:progress-without-its-schema",
     "schema of the progress: expected \"wp-codebox/browser-startup-progress/v1\", got \"\"",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::browser_startup_progress,
                                         [](Json& data) { data["event"].erase("schema"); });
     }},
    {"WPC-EVT-009:destroyed-twice", "runtime.destroyed events: expected 1, got 2",
     [](Faults& f) { f.runtime.repeats_destroyed = true; }},
    {"WPC-EVT-009:ends-without-a-word", "runtime.destroyed events: expected 1, got 0",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::destroyed); }},
    {"WPC-EVT-009:another-runtime-ends", "its data: expected",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::destroyed, [](Json& data) {
         data["runtimeId"] = "runtime-0-000000";
       });
     }},
    {"WPC-EVT-010:ready-before-it-connects",
     "the phase preview:start: expected not after preview:loading-wordpress, got later",
     [](Faults& f) {
       f.runtime.progress = [](BrowserStartupProgressEvent event) -> Progress {
         if (event.phase == KnownStartupPhase::connecting_client) {
           event.phase = KnownStartupPhase::start;
         }
         return event;
       };
     }},
    {"WPC-EVT-010:failures-say-nothing",
     "the last phase: expected an object with {\"phase\":\"preview:error\",\"status\":\"failed\"}",
     [](Faults& f) {
       f.runtime.progress = [](BrowserStartupProgressEvent event) -> Progress {
         if (event.phase == KnownStartupPhase::error) return std::nullopt;
         return event;
       };
     }},
    {"WPC-EVT-010:labels-show-the-host", "label of preview:start: expected a text without a path",
     [](Faults& f) {
       f.runtime.progress = [](BrowserStartupProgressEvent event) -> Progress {
         event.label = "Working in /tmp/sandbox";
         return event;
       };
     }},
    {"WPC-EVT-011:events-without-time", "timestamp of an event: expected a text",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         event.timestamp.clear();
         return event;
       };
     }},
    {"WPC-EVT-011:commands-without-an-id", "id of an event: expected a text",
     [](Faults& f) {
       f.runtime.event = with_event(KnownLifecycleEventType::command_started,
                                    [](LifecycleEvent& event) { event.id.clear(); });
     }},
    {"WPC-DST-001:second-destroy-throws", "a second destroy before boot: expected success",
     [](Faults& f) {
       f.runtime.destroy = [](Runtime& runtime) {
         const bool again = runtime.info().status == RuntimeStatus::destroyed;
         runtime.destroy();
         if (again) throw RuntimeError(error_code::runtime_destroyed, "It is destroyed already");
       };
     }},
    {"WPC-DST-001:alive-after-failed-boots",
     "status after a failed boot: expected \"destroyed\", got \"created\"",
     [](Faults& f) {
       const auto failed = std::make_shared<std::atomic<bool>>(false);
       f.runtime.execute =
           failing_otherwise(error_code::runtime_boot_failed,
                             [failed](Runtime&, const ContractError&) { *failed = true; });
       f.runtime.info = [failed](RuntimeInfo& info) {
         if (info.status == RuntimeStatus::destroyed && failed->exchange(false)) {
           info.status = RuntimeStatus::created;
         }
       };
     }},
    {"WPC-DST-002:looks-alive-after-destroy", "status: expected \"destroyed\", got \"created\"",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) { info.status = RuntimeStatus::created; };
     }},
    {"WPC-DST-002:another-id-after-destroy", "id: expected",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) {
         if (info.status == RuntimeStatus::destroyed) info.id = "runtime-gone";
       };
     }},
    {"WPC-DST-003:mounts-after-destroy",
     "mount after destroy: expected an error with a stable code, got no error",
     [](Faults& f) { f.runtime.mount = mounting_despite(error_code::runtime_destroyed); }},
    {"WPC-DST-003:snapshots-after-destroy",
     "snapshot after destroy: expected an error with a stable code, got no error",
     [](Faults& f) {
       f.runtime.snapshot = [](Runtime& runtime) {
         if (runtime.info().status == RuntimeStatus::created) return runtime.snapshot();
         Snapshot made_up;
         made_up.id = "snapshot-0-000000";
         made_up.createdAt = Clock().now();
         return made_up;
       };
     }},
    {"WPC-DST-003:refuses-without-a-code",
     "mount after destroy: expected an error with a stable code",
     [](Faults& f) {
       f.runtime.mount = [](Runtime& runtime, const MountSpec& spec) {
         if (runtime.info().status == RuntimeStatus::destroyed) {
           throw std::runtime_error("it is gone");
         }
         runtime.mount(spec);
       };
     }},
    {"WPC-DST-004:leaves-a-log-in-the-working-directory",
     "what changed in the working directory: expected nothing, got added sandbox.log",
     [](Faults& f) {
       f.runtime.destroy = [](Runtime& runtime) {
         runtime.destroy();
         // Only in a case's own folder: over stdio the program stands where the user does.
         const bool in_a_case =
             fs::current_path().string().find("/wp-codebox-conformance-") != std::string::npos;
         if (in_a_case) write_text("sandbox.log", "destroyed\n");
       };
     }},
    {"WPC-DST-004:marks-its-mounts", "what changed in a readonly mount: expected nothing",
     [](Faults& f) {
       const auto sources = std::make_shared<std::vector<fs::path>>();
       f.runtime.mount = with_mount([sources](MountSpec& spec) {
         if (fs::is_directory(spec.source)) sources->push_back(spec.source);
       });
       f.runtime.destroy = [sources](Runtime& runtime) {
         runtime.destroy();
         for (const fs::path& source : *sources) {
           if (fs::is_directory(source)) write_text(source / ".wp-codebox", "");
         }
         sources->clear();
       };
     }},
};

}  // namespace

std::span<const MutantRow> event_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
