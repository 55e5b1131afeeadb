#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// A fault that changes each mount in what inspect-mounted-inputs prints.
template <class Change>
auto with_inspected(Change change) {
  return with_result([change](ExecutionResult& result) {
    if (result.command != "inspect-mounted-inputs") return;
    Json inputs = Json::parse(result.stdout_text);
    for (Json& mount : inputs["mounts"]) change(mount);
    result.stdout_text = inputs.dump();
  });
}

constexpr MutantRow rows[] = {
    {"WPC-MNT-001:another-code-after-destroy", "a mount after destroy: expected an error",
     [](Faults& f) {
       f.runtime.mount = [](Runtime& runtime, const MountSpec& spec) {
         if (runtime.info().status == RuntimeStatus::destroyed) {
           throw RuntimeError(error_code::runtime_mount_refused, "Nothing can be mounted any more");
         }
         runtime.mount(spec);
       };
     }},
    {"WPC-MNT-002:takes-missing-sources",
     "a mount whose source does not exist: expected an error ENOENT, got no error",
     [](Faults& f) { f.runtime.mount = mounting_despite(error_code::enoent); }},
    {"WPC-MNT-002:makes-missing-sources",
     "a mount whose source does not exist: expected an error ENOENT, got no error",
     [](Faults& f) {
       f.runtime.mount = with_mount([](MountSpec& spec) {
         if (!fs::exists(spec.source)) fs::create_directories(spec.source);
       });
     }},
    {"WPC-MNT-002:shows-links", "its source: expected",
     [](Faults& f) {
       const auto given = std::make_shared<std::map<std::string, std::string>>();
       f.runtime.mount =
           with_mount([given](MountSpec& spec) { (*given)[spec.target] = spec.source; });
       f.runtime.observe = with_observed(KnownObservationType::mounts, [given](Json& mounts) {
         for (Json& mount : mounts) {
           const auto known = given->find(mount["target"].get<std::string>());
           if (known != given->end()) mount["source"] = known->second;
         }
       });
     }},
    {"WPC-MNT-003:forgets-metadata", "the mounts observation: expected",
     [](Faults& f) {
       f.runtime.mount = with_mount([](MountSpec& spec) {
         if (spec.metadata && spec.metadata->find("baselineSource") == nullptr) {
           spec.metadata.reset();
         }
       });
     }},
    {"WPC-MNT-003:newest-first", "the mounts observation: expected",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::mounts, [](Json& mounts) {
         std::reverse(mounts.begin(), mounts.end());
       });
     }},
    {"WPC-MNT-004:takes-relative-targets",
     "a mount at the target 'kit/relative': expected an error with a stable code, got no error",
     [](Faults& f) { f.runtime.mount = mounting_despite(error_code::runtime_mount_invalid); }},
    {"WPC-MNT-004:completes-targets",
     "a mount at the target 'kit/relative': expected an error with a stable code, got no error",
     [](Faults& f) {
       f.runtime.mount = with_mount([](MountSpec& spec) {
         if (!spec.target.starts_with('/')) spec.target = "/kit/completed/" + spec.target;
       });
     }},
    {"WPC-MNT-005:writes-through-readonly",
     "what changed in the source of a readonly mount: expected nothing",
     [](Faults& f) { f.engine.tree.writes_through_readonly = true; }},
    {"WPC-MNT-005:changes-modes-through-readonly",
     "what changed in the source of a readonly mount: expected nothing, got changed chmodded.txt "
     "(mode)",
     [](Faults& f) { f.engine.tree.changes_modes_through_readonly = true; }},
    {"WPC-MNT-006:readwrite-is-readonly", "writing a new file: expected success",
     [](Faults& f) {
       f.runtime.mount = [](Runtime& runtime, MountSpec spec) {
         spec.mode = MountMode::readonly;
         runtime.mount(spec);
       };
     }},
    {"WPC-MNT-006:keeps-removed-files",
     "the file removed in the sandbox: expected gone on the host, got still there",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         return spec.command == "probe.remove" ? made_up_result(spec) : runtime.execute(spec);
       };
     }},
    {"WPC-MNT-007:hides-late-mounts", "reading it: expected success",
     [](Faults& f) { f.engine.hides_late_mounts = true; }},
    {"WPC-MNT-007:refuses-late-mounts",
     "a mount after boot: expected success, for late-mounts is declared",
     [](Faults& f) {
       const auto booted = std::make_shared<std::set<std::string>>();
       f.runtime.execute = [booted](Runtime& runtime, const ExecutionSpec& spec) {
         booted->insert(runtime.info().id);
         return runtime.execute(spec);
       };
       f.runtime.mount = [booted](Runtime& runtime, const MountSpec& spec) {
         if (booted->count(runtime.info().id) != 0) {
           throw RuntimeError(error_code::runtime_mount_refused, "It is too late for mounts");
         }
         runtime.mount(spec);
       };
     }},
    {"WPC-MNT-008:follows-host-links",
     "what the sandbox reads through absolute: expected nothing of the host, got "
     "\"kit-canary-outside\"",
     [](Faults& f) { f.engine.tree.follows_host_links = true; }},
    {"WPC-MNT-009:follows-circular-links", "a mount with circular links: expected success",
     [](Faults& f) {
       f.runtime.mount = with_mount([](MountSpec& spec) {
         constexpr int deepest = 30;
         const auto follow = fs::directory_options::follow_directory_symlink;
         std::error_code error;
         for (fs::recursive_directory_iterator at(spec.source, follow, error), end;
              !error && at != end; at.increment(error)) {
           if (at.depth() <= deepest) continue;
           throw RuntimeError(error_code::runtime_mount_refused, "The source is too deep");
         }
       });
     }},
    {"WPC-MNT-010:keeps-the-name-of-the-source",
     "the target: expected an object with {\"bytes\":3,\"type\":\"file\"}, got {}",
     [](Faults& f) { f.engine.file_mounts_keep_their_name = true; }},
    {"WPC-MNT-010:mounts-the-neighbours-too",
     "the neighbour of the source: expected \"\", got \"kit-neighbour\"",
     [](Faults& f) { f.engine.file_mounts_show_neighbours = true; }},
    {"WPC-MNT-011:outer-mount-wins",
     "a file of the mount /kit/a/sub: expected \"inner\", got \"hidden by the inner mount\"",
     [](Faults& f) { f.engine.tree.outer_mount_wins = true; }},
    {"WPC-MNT-012:inspects-nothing", "command: expected \"inspect-mounted-inputs\", got \"\"",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) {
         if (result.command == "inspect-mounted-inputs") result.stdout_text = R"({"mounts":[]})";
       });
     }},
    {"WPC-MNT-012:entries-in-any-order", "the directory: expected",
     [](Faults& f) {
       f.runtime.execute = with_inspected(
           [](Json& mount) { std::reverse(mount["entries"].begin(), mount["entries"].end()); });
     }},
    {"WPC-MNT-012:nothing-exists", "the directory: expected",
     [](Faults& f) {
       f.runtime.execute = with_inspected([](Json& mount) { mount["exists"] = false; });
     }},
    {"WPC-EXEC-001:forgets-args", "the result: expected",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) { result.args.clear(); });
     }},
    {"WPC-EXEC-001:warns-on-success", "the result: expected",
     [](Faults& f) {
       f.runtime.execute =
           with_result([](ExecutionResult& result) { result.stderr_text = "a warning"; });
     }},
    {"WPC-EXEC-001:success-is-one", "the result: expected",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) { result.exitCode = 1; });
     }},
    {"WPC-EXEC-002:failures-resolve", "a command that fails: expected an error, got no error",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_command_failed); }},
    {"WPC-EXEC-002:no-record-of-failures", "the record of the last command: expected",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::command_result, [](Json& record) {
         if (record.value("stderr", "").find("exit code") == std::string::npos) return;
         record = {{"commandId", nullptr}, {"found", false}};
       });
     }},
    {"WPC-EXEC-002:records-the-real-exit-code", "the record of the last command: expected",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::command_result, [](Json& record) {
         if (record.value("stderr", "").find("exit code 3") != std::string::npos) {
           record["exitCode"] = 3;
         }
       });
     }},
    {"WPC-EXEC-003:failures-without-a-code",
     "a command that fails: expected an error with a stable code",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_command_failed,
           [](Runtime&, const ContractError& error) { throw std::runtime_error(error.message()); });
     }},
    {"WPC-EXEC-005:ignores-timeouts",
     "a command of 10 s with timeoutMs 500: expected an error runtime-command-timeout, got no "
     "error",
     [](Faults& f) { f.engine.ignores_timeouts = true; }},
    {"WPC-EXEC-005:fails-instead-of-timing-out",
     "a command of 10 s with timeoutMs 500: expected an error runtime-command-timeout",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_command_timeout, [](Runtime&, const ContractError& error) {
             throw RuntimeError(error_code::runtime_command_failed, error.message());
           });
     }},
    {"WPC-EXEC-005:dies-of-a-timeout", "the next command: expected its output, or runtime-dead",
     [](Faults& f) {
       const auto dead = std::make_shared<std::set<std::string>>();
       f.runtime.execute = [dead](Runtime& runtime, const ExecutionSpec& spec) {
         const std::string id = runtime.info().id;
         if (dead->count(id) != 0) {
           throw RuntimeError(error_code::backend_internal_error, "The sandbox does not answer");
         }
         try {
           return runtime.execute(spec);
         } catch (const ContractError& error) {
           if (error.code() == error_code::runtime_command_timeout) dead->insert(id);
           throw;
         }
       };
     }},
    {"WPC-EXEC-006:knows-every-command",
     "a command that the backend does not have: expected an error runtime-",
     [](Faults& f) {
       f.runtime.execute = succeeding_despite(error_code::runtime_command_unsupported);
     }},
    {"WPC-EXEC-006:does-not-say-which",
     "the message: expected a text with \"kit.unknown\", got \"There is no such command\"",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_command_unsupported, [](Runtime&, const ContractError& error) {
             throw RuntimeError(error.code(), "There is no such command");
           });
     }},
    {"WPC-EXEC-006:fails-like-any-other",
     "a command that the backend does not have: expected an error runtime-",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_command_unsupported, [](Runtime&, const ContractError& error) {
             throw RuntimeError(error_code::runtime_command_failed, error.message());
           });
     }},
    {"WPC-EXEC-007:last-argument-wins",
     "what the first of two equal arguments prints: expected \"first\", got \"the second one\"",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, ExecutionSpec spec) {
         if (spec.args) std::reverse(spec.args->begin(), spec.args->end());
         ExecutionResult result = runtime.execute(spec);
         std::reverse(result.args.begin(), result.args.end());
         return result;
       };
     }},
    {"WPC-EXEC-007:cuts-values", "what a value with = prints: expected \"a=b=c\", got \"a\"",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, ExecutionSpec spec) {
         const std::optional<std::vector<std::string>> given = spec.args;
         if (spec.args) {
           for (std::string& arg : *spec.args) {
             const std::size_t first = arg.find('=');
             if (first != std::string::npos) arg = arg.substr(0, arg.find('=', first + 1));
           }
         }
         ExecutionResult result = runtime.execute(spec);
         if (given) result.args = *given;
         return result;
       };
     }},
    {"WPC-EXEC-008:runs-after-destroy",
     "a command after destroy: expected an error with a stable code, got no error",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_destroyed); }},
    {"WPC-EXEC-008:refuses-without-a-code",
     "a command after destroy: expected an error with a stable code",
     [](Faults& f) {
       f.runtime.execute = failing_otherwise(
           error_code::runtime_destroyed,
           [](Runtime&, const ContractError&) { throw std::runtime_error("it is gone"); });
     }},
    {"WPC-EXEC-009:mixes-output", "what the command printed: expected \"marker-",
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
    {"WPC-EXEC-009:one-record-for-all", "stdout in its record: expected \"marker-",
     [](Faults& f) {
       const auto first = std::make_shared<std::string>();
       f.runtime.observe =
           with_observed(KnownObservationType::command_result, [first](Json& record) {
             const std::string text = record.value("stdout", "");
             if (!text.starts_with("marker-")) return;
             if (first->empty()) *first = text;
             record["stdout"] = *first;
           });
     }},
    {"WPC-EXEC-010:forgets-cwd", "cwd in the started event: expected \"/workspace\", got \"\"",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> Event {
         if (event.type == KnownLifecycleEventType::command_started) {
           (*event.data)["cwd"] = json::Value();
         }
         return event;
       };
     }},
    {"WPC-EXEC-010:works-on-the-host", "what appeared in a directory of the host: expected nothing",
     [](Faults& f) {
       f.runtime.execute = [](Runtime& runtime, const ExecutionSpec& spec) {
         if (spec.cwd && spec.command == "probe.write" && fs::is_directory(*spec.cwd)) {
           write_text(fs::path(*spec.cwd) / "written-by-the-sandbox.txt", "text");
         }
         return runtime.execute(spec);
       };
     }},
    {"WPC-EXEC-011:cuts-output", "bytes of 8 MiB of output: expected",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) {
         constexpr std::size_t limit = std::size_t{1024} * 1024;
         result.stdout_text.resize(std::min(result.stdout_text.size(), limit));
       });
     }},
    {"WPC-EXEC-011:spoils-what-is-not-ascii", "Unicode text: expected",
     [](Faults& f) {
       f.runtime.execute = with_result([](ExecutionResult& result) {
         for (char& c : result.stdout_text) {
           if (static_cast<unsigned char>(c) > 127) c = '?';
         }
       });
     }},
    {"WPC-EXEC-012:any-name-will-do", "kit_lower: expected \"\", got",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.execute = [created](Runtime& runtime, const ExecutionSpec& spec) {
         ExecutionResult result = runtime.execute(spec);
         const RuntimeCreateSpec made_from = created->spec();
         if (spec.command != "probe.env" || !made_from.secretEnv ||
             made_from.policy.secrets == SecretsPolicy::none) {
           return result;
         }
         const std::string name = spec.args.value().front().substr(std::string("name=").size());
         if (const std::string* value = made_from.secretEnv->find(name)) {
           result.stdout_text = *value;
         }
         return result;
       };
     }},
    {"WPC-EXEC-012:no-secret-ever",
     "KIT_SECRET_1: expected its value, or the redaction of it, got \"\"",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) { spec.policy.secrets = SecretsPolicy::none; };
     }},
    {"WPC-EXEC-014:leaves-its-files",
     "processes, listening ports and temporary files that are left: expected nothing, got file",
     [](Faults& f) { f.engine.keeps_files = true; }},
    {"WPC-EXEC-014:listens-after-destroy",
     "processes, listening ports and temporary files that are left: expected nothing, got "
     "listening port",
     [](Faults& f) { f.engine.keeps_a_port = true; }},
};

}  // namespace

std::span<const MutantRow> command_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
