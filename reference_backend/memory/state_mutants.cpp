#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "reference_backend/memory/bundle_edit.hpp"
#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Json = BundleEdit::Json;
using Secrets = json::Dictionary<std::string>;

constexpr const char* value_mark = "[REDACTED:configured-secret-value]";

/// A fault that changes a snapshot; its digest is taken again.
template <class Change>
auto with_snapshot(Change change) {
  return [change](Runtime& runtime) {
    Snapshot snapshot = runtime.snapshot();
    change(snapshot);
    snapshot.digest = snapshot_digest(snapshot);
    return snapshot;
  };
}

/// Remembers what the runtime was created from.
std::shared_ptr<RuntimeCreateSpec> remembered_spec(Faults& faults) {
  auto spec = std::make_shared<RuntimeCreateSpec>();
  faults.runtime.created = [spec](Runtime&, const RuntimeCreateSpec& given) { *spec = given; };
  return spec;
}

/// A fault that lets the runtime know only some of its secrets.
template <class Keep>
auto knowing(Keep keep) {
  return [keep](RuntimeCreateSpec& spec) {
    if (!spec.secretEnv) return;
    Secrets known;
    for (const auto& [name, value] : *spec.secretEnv) {
      if (keep(*spec.secretEnv, value)) known[name] = value;
    }
    spec.secretEnv = known;
  };
}

/// A fault that changes the metadata of what is restored.
template <class Change>
auto with_restored(Change change) {
  return [change](Snapshot& snapshot, RuntimeRestoreSpec&) {
    Json metadata = Json::parse(json::to_json(snapshot.metadata));
    change(metadata);
    json::Dictionary<json::Value> changed;
    for (const auto& [name, value] : metadata.items()) {
      changed[name] = json::Value::from_compact(value.dump());
    }
    snapshot.metadata = std::move(changed);
  };
}

void take_any_semantics(Snapshot& snapshot, RuntimeRestoreSpec& /*spec*/) {
  snapshot.semantics = SnapshotSemantics(KnownSnapshotSemantics::runtime_state_artifact);
}

constexpr MutantRow rows[] = {
    {"WPC-SNAP-003:another-kind-of-file",
     [](Faults& f) {
       f.runtime.snapshot = with_snapshot([](Snapshot& snapshot) {
         if (!snapshot.artifactRefs) return;
         snapshot.artifactRefs->front().kind = TraceRefKind(std::string("snapshot-file"));
       });
     }},
    {"WPC-SNAP-004:collect-rewrites-states",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         const Json manifest = edit.read("manifest.json");
         for (const Json& entry : manifest["files"]) {
           const std::string path = entry["path"];
           if (entry["kind"] == "runtime-snapshot") edit.write(path, edit.text(path) + "\n");
         }
         edit.seal();
       });
     }},
    {"WPC-SNAP-005:states-are-not-listed",
     [](Faults& f) {
       f.runtime.collect = with_document("manifest.json", [](Json& manifest) {
         Json kept = Json::array();
         for (const Json& entry : manifest["files"]) {
           if (entry["kind"] != "runtime-snapshot") kept.push_back(entry);
         }
         manifest["files"] = kept;
       });
     }},
    {"WPC-SNAP-006:nothing-can-be-replayed",
     [](Faults& f) {
       f.runtime.collect = with_document("files/runtime-replay-index.json", [](Json& document) {
         for (Json& snapshot : document["snapshots"]) {
           snapshot["replay"]["status"] = "not-replayable";
         }
       });
     }},
    {"WPC-SNAP-007:restores-metadata",
     [](Faults& f) { f.runtime.restored_from = &take_any_semantics; }},
    {"WPC-SNAP-008:paths-of-the-host",
     [](Faults& f) {
       const auto spec = remembered_spec(f);
       f.runtime.snapshot = with_snapshot([spec](Snapshot& snapshot) {
         snapshot.metadata["directory"] =
             json::Value::string(spec->artifactsDirectory.value_or("artifacts"));
       });
     }},
    {"WPC-RESTORE-003:takes-any-semantics",
     [](Faults& f) { f.runtime.restored_from = &take_any_semantics; }},
    {"WPC-RESTORE-004:takes-any-backend",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (!metadata.contains("payload")) return;
         metadata["payload"]["compatibility"]["backend"] = "memory";
       });
     }},
    {"WPC-RESTORE-005:never-looks-into-the-file",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) { metadata.erase("artifact"); });
     }},
    {"WPC-RESTORE-006:trusts-the-file",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (!metadata.contains("artifact")) return;
         const std::filesystem::path file = metadata["artifact"]["absolutePath"].get<std::string>();
         metadata["artifact"]["digest"]["value"] =
             sha256_hex(BundleEdit(file.parent_path()).text(file.filename().string()));
       });
     }},
    {"WPC-RESTORE-007:restores-nothing", [](Faults& f) { f.engine.restores_nothing = true; }},
    {"WPC-RESTORE-008:does-not-listen",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot&, RuntimeRestoreSpec& spec) { spec.mounts.reset(); };
     }},
    {"WPC-RESTORE-009:no-restored-event",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> std::optional<LifecycleEvent> {
         if (event.type == KnownLifecycleEventType::snapshot_restored) return std::nullopt;
         return event;
       };
     }},
    {"WPC-RESTORE-010:leaves-out-what-leads-out",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (metadata.dump().find("..") == std::string::npos) return;
         metadata["payload"]["files"] = Json::array();
         metadata["payload"]["hashes"]["files"]["value"] = sha256_hex("[]");
       });
     }},
    {"WPC-RESTORE-011:allows-more",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot&, RuntimeRestoreSpec& how) {
         if (how.runtime) return;
         how.runtime.emplace();
         how.runtime->backend = RuntimeBackendKind(std::string("memory"));
         how.runtime->environment.kind = "wordpress";
         how.runtime->policy.commands = {"probe.read", "inspect-mounted-inputs"};
       };
     }},
    {"WPC-RED-001:redacts-nothing",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets&, const std::string&) { return false; });
     }},
    {"WPC-RED-002:shows-names",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (!spec.secretEnv) return;
         Secrets unnamed;
         for (const auto& [name, value] : *spec.secretEnv) {
           unnamed["nameless-" + std::to_string(unnamed.size())] = value;
         }
         spec.secretEnv = unnamed;
       };
     }},
    {"WPC-RED-003:one-mark-for-all",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "[REDACTED:jwt]", "[REDACTED:token]");
       });
     }},
    {"WPC-RED-004:knows-one-spelling",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets&, const std::string& value) {
         return value.find_first_of("\"\\\n") == std::string::npos;
       });
     }},
    {"WPC-RED-005:shortest-first",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets& all, const std::string& value) {
         return std::none_of(all.begin(), all.end(), [&value](const auto& other) {
           return other.second.size() >= 8 && other.second != value &&
                  value.find(other.second) != std::string::npos;
         });
       });
     }},
    {"WPC-RED-006:cuts-json",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("files/mounts.json", std::string(value_mark) + "\"", value_mark);
       });
     }},
    {"WPC-RED-007:hashes-before-it-redacts",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         std::string metadata = edit.text("metadata.json");
         const std::size_t at = metadata.find(value_mark);
         if (at == std::string::npos) return;
         edit.write("metadata.json", metadata.insert(at, " "));
       });
     }},
    {"WPC-RED-008:redacts-common-values",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "is false", std::string("is ") + value_mark);
       });
     }},
    {"WPC-RED-009:counts-nothing",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "metadata.json", [](Json& metadata) { metadata["redaction"]["total"] = 0; });
     }},
    {"WPC-RED-010:says-nothing-of-binary-files",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.change("files/mounted-files.json",
                     [](Json& document) { document["skipped"] = Json::array(); });
         edit.change("files/diagnostics.json",
                     [](Json& document) { document["diagnostics"] = Json::array(); });
       });
     }},
    {"WPC-RED-011:secrets-in-snapshots",
     [](Faults& f) {
       const auto spec = remembered_spec(f);
       f.runtime.snapshot = with_snapshot([spec](Snapshot& snapshot) {
         if (!spec->secretEnv || spec->secretEnv->empty()) return;
         snapshot.metadata["environment"] = json::Value::string(spec->secretEnv->begin()->second);
       });
     }},
    {"WPC-RED-012:names-with-secrets",
     [](Faults& f) {
       const auto spec = remembered_spec(f);
       f.runtime.collect = spoilt_by([spec](ArtifactBundle&, const BundleEdit& edit) {
         if (!spec->secretEnv) return;
         for (const auto& [name, value] : *spec->secretEnv) {
           if (value.find_first_of("/\n") == std::string::npos) edit.write("files/" + value, "x");
         }
       });
     }},
};

}  // namespace

std::span<const MutantRow> state_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
