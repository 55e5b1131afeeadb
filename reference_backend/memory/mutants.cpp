#include "reference_backend/memory/mutants.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/clock.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace {

using memory::Faults;
using Event = std::optional<LifecycleEvent>;

constexpr const char* all_commands[] = {
    "probe.echo",   "probe.exit",   "probe.sleep", "probe.write",   "probe.read",
    "probe.remove", "probe.rename", "probe.chmod", "probe.mkdir",   "probe.symlink",
    "probe.stat",   "probe.list",   "probe.env",   "probe.connect", "inspect-mounted-inputs"};

void allow_all(RuntimePolicy& policy) {
  policy.commands.insert(policy.commands.end(), std::begin(all_commands), std::end(all_commands));
}

// A fault that leaves events of a type out.
auto without(KnownLifecycleEventType type) {
  return [type](LifecycleEvent event) -> Event {
    if (event.type == type) return std::nullopt;
    return event;
  };
}

// A fault that changes the result of a command.
template <class Change>
auto with_result(Change change) {
  return [change](Runtime& runtime, const ExecutionSpec& spec) {
    ExecutionResult result = runtime.execute(spec);
    change(result);
    return result;
  };
}

// A fault that changes an observation; its digest is taken again.
template <class Change>
auto with_observation(Change change) {
  return [change](Runtime& runtime, const ObservationSpec& spec) {
    ObservationResult result = runtime.observe(spec);
    change(result);
    if (result.digest) result.digest = observation_digest(result);
    return result;
  };
}

// A fault that passes a failure off as success.
auto succeeding_despite(std::string_view code) {
  return [code](Runtime& runtime, const ExecutionSpec& spec) {
    try {
      return runtime.execute(spec);
    } catch (const ContractError& error) {
      if (error.code() != code) throw;
    }
    Clock clock;
    ExecutionResult made_up;
    made_up.id = "command-0-000000";
    made_up.command = spec.command;
    made_up.args = spec.args.value_or(std::vector<std::string>());
    made_up.startedAt = clock.now();
    made_up.finishedAt = made_up.startedAt;
    return made_up;
  };
}

auto mounting_despite(std::string_view code) {
  return [code](Runtime& runtime, const MountSpec& spec) {
    try {
      runtime.mount(spec);
    } catch (const ContractError& error) {
      if (error.code() != code) throw;
    }
  };
}

ObservationSpec observation(KnownObservationType type) {
  ObservationSpec spec;
  spec.type = type;
  return spec;
}

constexpr memory::MutantRow rows[] = {
    {"WPC-CREATE-004:same-id",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo info) {
         info.id = "runtime-0-000000";
         return info;
       };
     }},
    {"WPC-CREATE-005:no-directory",
     [](Faults& f) {
       f.runtime.created = [](Runtime& runtime, const RuntimeCreateSpec& spec) {
         const std::filesystem::path parent = spec.artifactsDirectory.value_or("artifacts");
         std::filesystem::remove(parent / runtime.info().id);
       };
     }},
    {"WPC-CREATE-006:drops-host-tools",
     [](Faults& f) { f.runtime.spec = [](RuntimeCreateSpec& spec) { spec.hostTools.reset(); }; }},
    {"WPC-CREATE-007:boots-at-create",
     [](Faults& f) {
       f.runtime.created = [](Runtime& runtime, const RuntimeCreateSpec&) {
         static_cast<void>(runtime.observe(observation(KnownObservationType::files)));
       };
     }},
    {"WPC-CREATE-010:hides-failed-boots",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_boot_failed); }},
    {"WPC-POL-010:runs-disallowed-commands",
     [](Faults& f) { f.runtime.spec = [](RuntimeCreateSpec& spec) { allow_all(spec.policy); }; }},
    {"WPC-POL-011:refuses-without-details",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         try {
           return runtime.execute(spec);
         } catch (const RuntimeCommandPolicyViolationError& error) {
           throw RuntimeError(error.code(), error.message());
         }
       };
     }},
    {"WPC-POL-012:takes-patterns",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         const auto is_pattern = [](const std::string& name) { return name.ends_with('*'); };
         const auto& names = spec.policy.commands;
         if (std::any_of(names.begin(), names.end(), is_pattern)) allow_all(spec.policy);
       };
     }},
    {"WPC-POL-015:open-network", [](Faults& f) { f.engine.ignores_network_policy = true; }},
    {"WPC-POL-016:writes-under-sandbox",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
       };
     }},
    {"WPC-POL-017:shows-secrets",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         spec.policy.secrets = SecretsPolicy::connector_scoped;
       };
     }},
    {"WPC-POL-018:approves-everything",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         spec.policy.approvals = ApprovalsPolicy::never;
       };
     }},
    {"WPC-ID-001:repeats-ids",
     [](Faults& f) {
       f.runtime.execute =
           with_result([](ExecutionResult& result) { result.id = "command-0-000000"; });
     }},
    {"WPC-ID-002:slashes-in-ids",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) { result.id += "/1"; });
     }},
    {"WPC-ID-003:times-without-milliseconds",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) {
         result.startedAt.replace(result.startedAt.size() - 5, 5, "Z");
       });
     }},
    {"WPC-ID-004:finishes-before-it-starts",
     [](Faults& f) {
       f.runtime.execute = with_result(
           [](ExecutionResult& result) { result.finishedAt = "2001-01-01T00:00:00.000Z"; });
     }},
    {"WPC-INFO-001:moving-created-at",
     [](Faults& f) {
       f.runtime.info = [calls = std::make_shared<std::atomic<int>>()](RuntimeInfo info) {
         info.createdAt = iso_time(++*calls);
         return info;
       };
     }},
    {"WPC-INFO-002:preview-url-before-boot",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo info) {
         info.previewUrl = "http://127.0.0.1:1";
         return info;
       };
     }},
    {"WPC-EVT-001:no-created-event",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::created); }},
    {"WPC-EVT-002:no-mounted-event",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::mounted); }},
    {"WPC-EVT-003:failures-never-finish",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         const bool finished = event.type == KnownLifecycleEventType::command_finished;
         const json::Value* const code = finished ? event.data->find("exitCode") : nullptr;
         if (code != nullptr && code->text() != "0") return std::nullopt;
         return event;
       };
     }},
    {"WPC-EVT-005:no-observed-event",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::observed); }},
    {"WPC-EVT-006:no-snapshot-event",
     [](Faults& f) { f.runtime.event = without(KnownLifecycleEventType::snapshot_created); }},
    {"WPC-EVT-008:listeners-break-the-boot",
     [](Faults& f) { f.runtime.listeners_break_commands = true; }},
    {"WPC-EVT-009:destroyed-twice", [](Faults& f) { f.runtime.repeats_destroyed = true; }},
    {"WPC-EVT-011:events-without-time",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         event.timestamp.clear();
         return event;
       };
     }},
    {"WPC-MNT-002:takes-missing-sources",
     [](Faults& f) { f.runtime.mount = mounting_despite(error_code::enoent); }},
    {"WPC-MNT-003:forgets-metadata",
     [](Faults& f) {
       f.runtime.mount = [](Runtime& runtime, MountSpec spec) {
         spec.metadata.reset();
         runtime.mount(spec);
       };
     }},
    {"WPC-MNT-004:takes-relative-targets",
     [](Faults& f) { f.runtime.mount = mounting_despite(error_code::runtime_mount_invalid); }},
    {"WPC-MNT-005:writes-through-readonly",
     [](Faults& f) { f.engine.tree.writes_through_readonly = true; }},
    {"WPC-MNT-006:readwrite-is-readonly",
     [](Faults& f) {
       f.runtime.mount = [](Runtime& runtime, MountSpec spec) {
         spec.mode = MountMode::readonly;
         runtime.mount(spec);
       };
     }},
    {"WPC-MNT-007:hides-late-mounts", [](Faults& f) { f.engine.hides_late_mounts = true; }},
    {"WPC-MNT-008:follows-host-links", [](Faults& f) { f.engine.tree.follows_host_links = true; }},
    {"WPC-MNT-011:outer-mount-wins", [](Faults& f) { f.engine.tree.outer_mount_wins = true; }},
    {"WPC-MNT-012:inspects-nothing",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) {
         if (result.command == "inspect-mounted-inputs") result.stdout_text = R"({"mounts":[]})";
       });
     }},
    {"WPC-EXEC-001:forgets-args",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) { result.args.clear(); });
     }},
    {"WPC-EXEC-002:failures-resolve",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_command_failed); }},
    {"WPC-EXEC-005:ignores-timeouts", [](Faults& f) { f.engine.ignores_timeouts = true; }},
    {"WPC-EXEC-006:knows-every-command",
     [](Faults& f) {
       f.runtime.execute = succeeding_despite(error_code::runtime_command_unsupported);
     }},
    {"WPC-EXEC-007:last-argument-wins",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, ExecutionSpec spec) {
         if (spec.args) std::reverse(spec.args->begin(), spec.args->end());
         ExecutionResult result = runtime.execute(spec);
         std::reverse(result.args.begin(), result.args.end());
         return result;
       };
     }},
    {"WPC-EXEC-008:runs-after-destroy",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_destroyed); }},
    {"WPC-EXEC-009:mixes-output",
     [](Faults& f) {
       // Gives each command what the one before it printed.
       struct Slot {
         std::mutex mutex;
         std::string text;
       };
       f.runtime.execute = with_result([slot = std::make_shared<Slot>()](ExecutionResult& result) {
         const std::lock_guard lock(slot->mutex);
         std::swap(slot->text, result.stdout_text);
       });
     }},
    {"WPC-EXEC-010:forgets-cwd",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         if (event.type == KnownLifecycleEventType::command_started) {
           (*event.data)["cwd"] = json::Value();
         }
         return event;
       };
     }},
    {"WPC-EXEC-011:cuts-output",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) {
         constexpr std::size_t limit = std::size_t{1024} * 1024;
         result.stdout_text.resize(std::min(result.stdout_text.size(), limit));
       });
     }},
    {"WPC-EXEC-014:leaves-its-files", [](Faults& f) { f.engine.keeps_files = true; }},
    {"WPC-OBS-001:no-schema",
     [](Faults& f) {
       f.runtime.observe =
           with_observation([](ObservationResult& result) { result.schema.reset(); });
     }},
    {"WPC-OBS-002:digest-of-the-id",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         ObservationResult result = runtime.observe(spec);
         ObservationResult other = result;
         other.type = result.id.value_or("");
         result.digest = observation_digest(other);
         return result;
       };
     }},
    {"WPC-OBS-004:another-info",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "runtime-info") result.data = json::Value::object();
       });
     }},
    {"WPC-OBS-005:throws-for-unknown-commands",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.data.text().ends_with(R"("found":false})")) {
           throw RuntimeError(error_code::runtime_observation_failed, "There is no such command");
         }
       });
     }},
    {"WPC-OBS-009:no-time-of-the-export",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type != "wordpress-state") return;
         auto data = json::from_json<json::Dictionary<json::Value>>(result.data.text()).value;
         data["generatedAt"] = json::Value();
         result.data = json::to_value(data);
       });
     }},
    {"WPC-OBS-010:exports-more-than-asked",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         if (spec.type == KnownObservationType::wordpress_state) {
           if (!spec.sections) spec.sections.emplace();
           spec.sections->push_back("posts");
         }
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-011:shows-users",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         spec.redaction = ObservationRedaction(KnownObservationRedaction::none);
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-012:always-with-content",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         spec.includeContent = true;
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-013:no-browser-result",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "browser-result") result.data = json::Value();
       });
     }},
    {"WPC-OBS-014:loses-events",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "runtime-logs") result.data = json::Value::array();
       });
     }},
    {"WPC-OBS-018:observes-after-destroy",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         try {
           return runtime.observe(spec);
         } catch (const ContractError& error) {
           if (error.code() != error_code::runtime_destroyed) throw;
         }
         Clock clock;
         ObservationResult made_up;
         made_up.type = spec.type.text();
         made_up.observedAt = clock.now();
         return made_up;
       };
     }},
    {"WPC-DST-001:second-destroy-throws",
     [](Faults& f) {
       f.runtime.destroy = [](Runtime& runtime) {
         const bool again = runtime.info().status == RuntimeStatus::destroyed;
         runtime.destroy();
         if (again) throw RuntimeError(error_code::runtime_destroyed, "It is destroyed already");
       };
     }},
    {"WPC-DST-002:looks-alive-after-destroy",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo info) {
         info.status = RuntimeStatus::created;
         return info;
       };
     }},
    {"WPC-DST-003:mounts-after-destroy",
     [](Faults& f) { f.runtime.mount = mounting_despite(error_code::runtime_destroyed); }},
};

/// All rows, by file.
constexpr std::size_t table_count = 3;
std::array<std::span<const memory::MutantRow>, table_count> tables() {
  return {rows, memory::bundle_mutant_rows(), memory::state_mutant_rows()};
}

}  // namespace

std::span<const MemoryMutant> memory_mutants() {
  static const std::vector<MemoryMutant> mutants = [] {
    std::vector<MemoryMutant> list;
    for (const auto table : tables()) {
      for (const memory::MutantRow& row : table) {
        list.push_back({row.name, row.name.substr(0, row.name.find(':'))});
      }
    }
    return list;
  }();
  return mutants;
}

std::unique_ptr<RuntimeBackend> make_memory_mutant(std::string_view name) {
  for (const auto table : tables()) {
    for (const memory::MutantRow& row : table) {
      if (row.name != name) continue;
      Faults faults;
      row.apply(faults);
      return memory::make_mutant_backend(faults.engine, std::move(faults.runtime));
    }
  }
  return nullptr;
}

}  // namespace WP_CODEBOX_NAMESPACE
