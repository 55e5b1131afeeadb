#include <algorithm>
#include <atomic>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

constexpr const char* all_commands[] = {
    "probe.echo",   "probe.exit",   "probe.sleep", "probe.write",   "probe.read",
    "probe.remove", "probe.rename", "probe.chmod", "probe.mkdir",   "probe.symlink",
    "probe.stat",   "probe.list",   "probe.env",   "probe.connect", "inspect-mounted-inputs"};

void allow_all(RuntimePolicy& policy) {
  policy.commands.insert(policy.commands.end(), std::begin(all_commands), std::end(all_commands));
}

constexpr MutantRow rows[] = {
    {"WPC-CREATE-004:same-id", "the number of ids of 100 runtimes: expected 100, got 1",
     [](Faults& f) { f.runtime.info = [](RuntimeInfo& info) { info.id = "runtime-0-000000"; }; }},
    {"WPC-CREATE-004:ids-collide-under-load",
     "the number of ids of 100 runtimes: expected 100, got",
     [](Faults& f) {
       // A runtime that comes into being beside another says the id of one that came before.
       struct Ids {
         std::mutex mutex;
         int under_way = 0;
         std::string last;
         std::map<std::string, std::string> said;
       };
       const auto ids = std::make_shared<Ids>();
       f.runtime.spec = [ids](RuntimeCreateSpec&) {
         const std::lock_guard lock(ids->mutex);
         ++ids->under_way;
       };
       f.runtime.created = [ids](Runtime& runtime, const RuntimeCreateSpec&) {
         const std::lock_guard lock(ids->mutex);
         const std::string id = runtime.info().id;
         if (ids->under_way-- > 1 && !ids->last.empty()) ids->said[id] = ids->last;
         ids->last = id;
       };
       f.runtime.info = [ids](RuntimeInfo& info) {
         const std::lock_guard lock(ids->mutex);
         const auto known = ids->said.find(info.id);
         if (known != ids->said.end()) info.id = known->second;
       };
     }},
    {"WPC-CREATE-005:no-directory", "the directory of the runtime: expected a directory at",
     [](Faults& f) {
       f.runtime.created = [](Runtime& runtime, const RuntimeCreateSpec& spec) {
         const std::filesystem::path parent = spec.artifactsDirectory.value_or("artifacts");
         std::filesystem::remove(parent / runtime.info().id);
       };
     }},
    {"WPC-CREATE-005:relative-directories-go-elsewhere",
     "the directory of a runtime with a relative artifactsDirectory: expected",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         const fs::path given = spec.artifactsDirectory.value_or("artifacts");
         if (given.is_relative()) spec.artifactsDirectory = "artifacts";
       };
     }},
    {"WPC-CREATE-006:drops-host-tools",
     "creating with a tool of a wrong name: expected an error with a stable code, got no error",
     [](Faults& f) { f.runtime.spec = [](RuntimeCreateSpec& spec) { spec.hostTools.reset(); }; }},
    {"WPC-CREATE-006:leaves-out-wrong-tools",
     "creating with a tool of a wrong name: expected an error with a stable code, got no error",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (!spec.hostTools) return;
         std::erase_if(*spec.hostTools, [](const HostToolDefinition& tool) {
           return tool.name.find('/') == std::string::npos;
         });
       };
     }},
    {"WPC-CREATE-007:boots-at-create", "startup events before the first command: expected 0",
     [](Faults& f) {
       f.runtime.created = [](Runtime& runtime, const RuntimeCreateSpec&) {
         static_cast<void>(runtime.observe(observation(KnownObservationType::files)));
       };
     }},
    {"WPC-CREATE-010:hides-failed-boots",
     "the first command after a boot that fails: expected an error with a stable code, got no "
     "error",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_boot_failed); }},
    {"WPC-CREATE-010:failed-boots-leave-files",
     "what is left of a runtime whose boot failed: expected nothing, got file",
     [](Faults& f) { f.engine.keeps_files_of_failed_boots = true; }},
    {"WPC-CREATE-010:failed-boots-cannot-be-destroyed",
     "destroy after a failed boot: expected success",
     [](Faults& f) {
       const auto failed = std::make_shared<std::atomic<bool>>(false);
       f.runtime.execute =
           failing_otherwise(error_code::runtime_boot_failed,
                             [failed](Runtime&, const ContractError&) { *failed = true; });
       f.runtime.destroy = [failed](Runtime& runtime) {
         runtime.destroy();
         if (failed->exchange(false)) {
           throw RuntimeError(error_code::runtime_destroy_failed, "There is nothing to destroy");
         }
       };
     }},
    {"WPC-POL-010:runs-disallowed-commands",
     "a command that the policy does not name: expected an error runtime-",
     [](Faults& f) { f.runtime.spec = [](RuntimeCreateSpec& spec) { allow_all(spec.policy); }; }},
    {"WPC-POL-010:boots-before-it-refuses", "events recorded by the refusal: expected 0, got 6",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_command_disallowed, [](Runtime& runtime, const ContractError&) {
             static_cast<void>(runtime.observe(observation(KnownObservationType::files)));
           });
     }},
    {"WPC-POL-011:refuses-without-details", "the JSON form of the error: expected",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         try {
           return runtime.execute(spec);
         } catch (const RuntimeCommandPolicyViolationError& error) {
           throw RuntimeError(error.code(), error.message());
         }
       };
     }},
    {"WPC-POL-011:shows-no-allowed-commands", "the JSON form of the error: expected",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         try {
           return runtime.execute(spec);
         } catch (const RuntimeCommandPolicyViolationError& error) {
           RuntimePolicy policy = error.policy();
           policy.commands.clear();
           throw RuntimeCommandPolicyViolationError(error.command(), policy);
         }
       };
     }},
    {"WPC-POL-012:takes-patterns",
     "a command of which the policy only names look-alikes: expected an error runtime-",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         const auto is_pattern = [](const std::string& name) { return name.ends_with('*'); };
         const auto& names = spec.policy.commands;
         if (std::any_of(names.begin(), names.end(), is_pattern)) allow_all(spec.policy);
       };
     }},
    {"WPC-POL-012:ignores-case",
     "a command of which the policy only names look-alikes: expected an error",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         try {
           return runtime.execute(spec);
         } catch (const RuntimeCommandPolicyViolationError& error) {
           const auto same = [](char left, char right) {
             return std::tolower(static_cast<unsigned char>(left)) ==
                    std::tolower(static_cast<unsigned char>(right));
           };
           for (const std::string& allowed : error.allowed_commands()) {
             if (std::equal(allowed.begin(), allowed.end(), spec.command.begin(),
                            spec.command.end(), same)) {
               return made_up_result(spec);
             }
           }
           throw;
         }
       };
     }},
    {"WPC-POL-012:allows-what-begins-alike",
     "a command of which the policy only names look-alikes: expected an error runtime-",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         try {
           return runtime.execute(spec);
         } catch (const RuntimeCommandPolicyViolationError& error) {
           for (const std::string& allowed : error.allowed_commands()) {
             if (spec.command.starts_with(allowed + ".")) return made_up_result(spec);
           }
           throw;
         }
       };
     }},
    {"WPC-POL-013:evaluates-without-the-grant",
     "an evaluate step without the grant: expected an error with a stable code, got no error",
     [](Faults& f) { f.browser = BrowserFaults{.evaluates_without_grant = true}; }},
    {"WPC-POL-013:refuses-despite-the-grant", "an evaluate step with the grant: expected success",
     [](Faults& f) { f.browser = BrowserFaults{.never_evaluates = true}; }},
    {"WPC-POL-013:takes-the-grant-for-a-command",
     "the grant, called like a command: expected an error with a stable code, got no error",
     [](Faults& f) { f.browser = BrowserFaults{.runs_its_grant = true}; }},
    {"WPC-POL-015:open-network", "connections from a sandbox under network deny: expected 0, got 2",
     [](Faults& f) { f.engine.ignores_network_policy = true; }},
    {"WPC-POL-015:any-list-opens-all",
     "connections to a host that is not listed: expected 0, got 2",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         const auto* hosts = spec.policy.network.hosts();
         if (hosts != nullptr && !hosts->empty()) spec.policy.network = NetworkMode::allow;
       };
     }},
    {"WPC-POL-016:writes-under-sandbox",
     "what changed in the source of a readwrite mount: expected nothing",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
       };
     }},
    {"WPC-POL-016:readonly-is-readwrite",
     "what changed in the source of a readwrite mount: expected nothing",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (spec.policy.filesystem == FilesystemPolicy::readonly_mounts) {
           spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
         }
       };
     }},
    {"WPC-POL-017:shows-secrets",
     "a secret in the sandbox under secrets none: expected \"\", got \"kit-secret-value-1\"",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.execute = [created](Runtime& runtime, const ExecutionSpec& spec) {
         ExecutionResult result = runtime.execute(spec);
         const RuntimeCreateSpec made_from = created->spec();
         if (spec.command != "probe.env" || !made_from.secretEnv) return result;
         const std::string name = spec.args.value().front().substr(std::string("name=").size());
         const std::string* const value = made_from.secretEnv->find(name);
         if (value != nullptr && made_from.policy.secrets == SecretsPolicy::none) {
           result.stdout_text = *value;
         }
         return result;
       };
     }},
    {"WPC-POL-017:refuses-in-its-own-words",
     "a create spec with secrets under secrets none: expected",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (!spec.secretEnv || spec.policy.secrets != SecretsPolicy::none) return;
         throw RuntimeError("no-secrets-please", "This backend wants no secrets");
       };
     }},
    {"WPC-POL-018:approves-everything", "a command under approvals on-command: expected an error",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         spec.policy.approvals = ApprovalsPolicy::never;
       };
     }},
    {"WPC-POL-018:writes-without-asking", "a command under approvals on-write: expected an error",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (spec.policy.approvals == ApprovalsPolicy::on_write) {
           spec.policy.approvals = ApprovalsPolicy::never;
         }
       };
     }},
    {"WPC-POL-019:an-empty-list-opens-all",
     "connections from a sandbox that may reach no host, with network enforced: expected 0, got 2",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         const auto* hosts = spec.policy.network.hosts();
         if (hosts != nullptr && hosts->empty()) spec.policy.network = NetworkMode::allow;
       };
     }},
    {"WPC-POL-019:commands-are-a-suggestion",
     "the declaration about commands: expected enforced, got declarative",
     [](Faults& f) {
       f.runtime.descriptor = [](BackendDescriptor& descriptor) {
         descriptor.policyEnforcement.commands = PolicyEnforcementLevel::declarative;
       };
     }},
    {"WPC-ID-001:one-id-for-all-observations", "expected only one thing with it, got two",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "runtime-info") result.id = "observation-0-000000";
       });
     }},
    {"WPC-ID-001:events-without-a-prefix", "an id: expected text after event-",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         event.id.erase(0, event.id.find('-') + 1);
         return event;
       };
     }},
    {"WPC-ID-002:slashes-in-ids", "an id: expected letters, digits, dots, underscores and dashes",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) { result.id += "/1"; });
     }},
    {"WPC-ID-002:blanks-in-ids-of-events",
     "an id: expected letters, digits, dots, underscores and dashes",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         event.id += " (" + event.type.text() + ")";
         return event;
       };
     }},
    {"WPC-ID-003:times-without-milliseconds",
     "startedAt of runtime.command.finished: expected a time such as",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::command_finished, [](Json& data) {
         std::string time = data["startedAt"];
         data["startedAt"] = time.replace(time.size() - 5, 5, "Z");
       });
     }},
    {"WPC-ID-003:times-with-an-offset", "timestamp of runtime.created: expected a time such as",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         event.timestamp.replace(event.timestamp.size() - 1, 1, "+00:00");
         return event;
       };
     }},
    {"WPC-ID-004:finishes-before-it-starts", "finishedAt of a command: expected not before",
     [](Faults& f) {
       f.runtime.execute = with_result(
           [](ExecutionResult& result) { result.finishedAt = "2001-01-01T00:00:00.000Z"; });
     }},
    {"WPC-ID-004:starts-when-it-is-done",
     "milliseconds between startedAt and finishedAt: expected those of the work, 150, got 0",
     [](Faults& f) {
       f.runtime.execute =
           with_result([](ExecutionResult& result) { result.startedAt = result.finishedAt; });
     }},
    {"WPC-ID-004:events-run-backwards",
     "timestamp of runtime.command.finished: expected not before",
     [](Faults& f) {
       f.runtime.event =
           with_event(KnownLifecycleEventType::command_finished,
                      [](LifecycleEvent& event) { event.timestamp = "2001-01-01T00:00:00.000Z"; });
     }},
    {"WPC-INFO-001:created-when-it-is-destroyed",
     "info after destroy, without status and previewUrl: expected",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) {
         if (info.status == RuntimeStatus::destroyed) info.createdAt = "2001-01-01T00:00:00.000Z";
       };
     }},
    {"WPC-INFO-001:forgets-its-environment",
     "info after destroy, without status and previewUrl: expected",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) {
         if (info.status == RuntimeStatus::destroyed) info.environment.name.reset();
       };
     }},
    {"WPC-INFO-001:of-another-backend", "backend: expected \"memory\", got \"sandbox\"",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) {
         info.backend = RuntimeBackendKind(std::string("sandbox"));
       };
     }},
    {"WPC-INFO-002:preview-url-before-boot",
     "previewUrl before the boot: expected none, got http://127.0.0.1:1",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) { info.previewUrl = "http://127.0.0.1:1"; };
     }},
    {"WPC-INFO-002:preview-url-after-destroy",
     "previewUrl after destroy: expected none, got http://127.0.0.1:1",
     [](Faults& f) {
       f.runtime.info = [](RuntimeInfo& info) {
         if (info.status == RuntimeStatus::destroyed) info.previewUrl = "http://127.0.0.1:1";
       };
     }},
    {"WPC-INFO-002:no-info-after-failed-boots", "info after a failed boot: expected success",
     [](Faults& f) {
       const auto failed = std::make_shared<std::atomic<bool>>(false);
       f.runtime.execute =
           failing_otherwise(error_code::runtime_boot_failed,
                             [failed](Runtime&, const ContractError&) { *failed = true; });
       f.runtime.info = [failed](RuntimeInfo& info) {
         if (failed->exchange(false) && info.status == RuntimeStatus::created) {
           throw RuntimeError(error_code::runtime_boot_failed, "The boot has failed");
         }
       };
     }},
};

}  // namespace

std::span<const MutantRow> creation_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
