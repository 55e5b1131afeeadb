#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>

#include "reference_backend/memory/bundle_edit.hpp"
#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

void take_any_semantics(Snapshot& snapshot, RuntimeRestoreSpec& /*spec*/) {
  snapshot.semantics = SnapshotSemantics(KnownSnapshotSemantics::runtime_state_artifact);
}

constexpr MutantRow rows[] = {
    {"WPC-RESTORE-003:takes-any-semantics", "restoring with the semantics metadata-only: expected",
     [](Faults& f) { f.runtime.restored_from = &take_any_semantics; }},
    {"WPC-RESTORE-003:no-semantics-is-a-state", "restoring without semantics: expected",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot& snapshot, RuntimeRestoreSpec& spec) {
         if (!snapshot.semantics) take_any_semantics(snapshot, spec);
       };
     }},
    {"WPC-RESTORE-003:does-not-name-the-semantics",
     "the message: expected a text with \"metadata-only\", got \"That is no state\"",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot& snapshot, RuntimeRestoreSpec&) {
         if (snapshot.semantics == KnownSnapshotSemantics::runtime_state_artifact) return;
         throw RuntimeError(error_code::runtime_restore_invalid, "That is no state");
       };
     }},
    {"WPC-RESTORE-004:takes-any-backend", "restoring the state of another backend: expected",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (!metadata.contains("payload")) return;
         metadata["payload"]["compatibility"]["backend"] = "memory";
       });
     }},
    {"WPC-RESTORE-005:never-looks-into-the-file", "restoring a snapshot: expected success",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) { metadata.erase("artifact"); });
     }},
    {"WPC-RESTORE-005:needs-the-file", "restoring a snapshot: expected success",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (!metadata.contains("artifact")) metadata.erase("payload");
       });
     }},
    {"WPC-RESTORE-006:trusts-the-file", "restoring from a file that was changed: expected",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (!metadata.contains("artifact")) return;
         const std::filesystem::path file = metadata["artifact"]["absolutePath"].get<std::string>();
         metadata["artifact"]["digest"]["value"] =
             sha256_hex(BundleEdit(file.parent_path()).text(file.filename().string()));
       });
     }},
    {"WPC-RESTORE-007:restores-nothing", "reading a file of the state: expected success",
     [](Faults& f) { f.engine.restores_nothing = true; }},
    {"WPC-RESTORE-007:restores-empty-files",
     "a file of the snapshot: expected \"kept by the snapshot\", got \"\"",
     [](Faults& f) { f.engine.restores_empty_files = true; }},
    {"WPC-RESTORE-008:does-not-listen", "its target: expected \"/kit/other\", got \"/kit/old\"",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot&, RuntimeRestoreSpec& spec) { spec.mounts.reset(); };
     }},
    {"WPC-RESTORE-008:keeps-the-environment",
     "environment.name: expected \"kit-restored\", got \"\"",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot&, RuntimeRestoreSpec& spec) {
         if (spec.runtime) spec.runtime->environment.name.reset();
       };
     }},
    {"WPC-RESTORE-008:forgets-the-mounts-of-the-snapshot",
     "mounts without a word of the caller: expected",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot&, RuntimeRestoreSpec& spec) {
         if (!spec.mounts) spec.mounts.emplace();
       };
     }},
    {"WPC-RESTORE-009:no-restored-event",
     "events: expected runtime.mounted; runtime.snapshot.restored, got runtime.mounted",
     [](Faults& f) {
       f.runtime.event = [](LifecycleEvent event) -> std::optional<LifecycleEvent> {
         if (event.type == KnownLifecycleEventType::snapshot_restored) return std::nullopt;
         return event;
       };
     }},
    {"WPC-RESTORE-009:restored-without-a-schema", "data: expected",
     [](Faults& f) {
       f.runtime.event = with_event_data(KnownLifecycleEventType::snapshot_restored,
                                         [](Json& data) { data.erase("snapshotSchema"); });
     }},
    {"WPC-RESTORE-010:leaves-out-what-leads-out", "restoring the file ../kit-escape.txt: expected",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (metadata.dump().find("..") == std::string::npos) return;
         metadata["payload"]["files"] = Json::array();
         metadata["payload"]["hashes"]["files"]["value"] = sha256_hex("[]");
       });
     }},
    {"WPC-RESTORE-010:straightens-what-leads-out", "restoring the file ../kit-escape.txt: expected",
     [](Faults& f) {
       f.runtime.restored_from = with_restored([](Json& metadata) {
         if (!metadata.contains("payload")) return;
         Json listed = Json::array();
         for (Json& file : metadata["payload"]["files"]) {
           const fs::path name = fs::path(file["path"].get<std::string>()).filename();
           if (file["path"].get<std::string>().find("..") != std::string::npos) {
             file["path"] = name == ".." ? "dots" : name.string();
           }
           listed.push_back(
               {{"path", file["path"]}, {"sha256", file["sha256"]}, {"bytes", file["bytes"]}});
         }
         const json::Parsed parsed(listed.dump());
         metadata["payload"]["hashes"]["files"]["value"] =
             sha256_hex(json::stable_json(parsed.root()));
       });
     }},
    {"WPC-RESTORE-011:allows-more",
     "a command that the original policy did not allow: expected an error runtime-",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot&, RuntimeRestoreSpec& how) {
         if (how.runtime) return;
         how.runtime.emplace();
         how.runtime->backend = RuntimeBackendKind(std::string("memory"));
         how.runtime->environment.kind = "wordpress";
         how.runtime->policy.commands = {"probe.read", "inspect-mounted-inputs"};
       };
     }},
    {"WPC-SNAP-001:no-schema",
     "schema: expected \"wp-codebox/runtime-episode-snapshot/v1\", got \"\"",
     [](Faults& f) {
       f.runtime.snapshot = with_snapshot([](Snapshot& snapshot) { snapshot.schema.reset(); });
     }},
    {"WPC-SNAP-001:time-in-seconds", "createdAt: expected a time such as",
     [](Faults& f) {
       f.runtime.snapshot = with_snapshot([](Snapshot& snapshot) {
         if (snapshot.metadata.find("payload") != nullptr) snapshot.createdAt.resize(19);
       });
     }},
    {"WPC-SNAP-002:digest-without-the-id", "digest: expected",
     [](Faults& f) {
       f.runtime.snapshot = [](Runtime& runtime) {
         Snapshot snapshot = runtime.snapshot();
         Snapshot other = snapshot;
         other.id.clear();
         snapshot.digest = snapshot_digest(other);
         return snapshot;
       };
     }},
    {"WPC-SNAP-002:digest-before-the-file", "digest: expected",
     [](Faults& f) {
       f.runtime.snapshot = [](Runtime& runtime) {
         Snapshot snapshot = runtime.snapshot();
         Snapshot other = snapshot;
         other.artifactRefs.reset();
         snapshot.digest = snapshot_digest(other);
         return snapshot;
       };
     }},
    {"WPC-SNAP-003:another-kind-of-file", "artifactRefs[0]: expected",
     [](Faults& f) {
       f.runtime.snapshot = with_snapshot([](Snapshot& snapshot) {
         if (!snapshot.artifactRefs) return;
         snapshot.artifactRefs->front().kind = TraceRefKind(std::string("snapshot-file"));
       });
     }},
    {"WPC-SNAP-003:another-id-in-the-reference", "artifactRefs[0]: expected",
     [](Faults& f) {
       f.runtime.snapshot = with_snapshot([](Snapshot& snapshot) {
         if (snapshot.artifactRefs) snapshot.artifactRefs->front().id += ":state";
       });
     }},
    {"WPC-SNAP-004:collect-rewrites-states", "artifactRefs[0].digest after a collect: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.has_said("changed afterwards")) return;
         const Json manifest = edit.read("manifest.json");
         for (const Json& entry : manifest["files"]) {
           const std::string path = entry["path"];
           if (entry["kind"] == "runtime-snapshot") edit.write(path, edit.text(path) + "\n");
         }
         edit.seal();
       });
     }},
    {"WPC-SNAP-004:digest-of-another-file", "artifactRefs[0].digest at once: expected",
     [](Faults& f) {
       f.runtime.snapshot = with_snapshot([](Snapshot& snapshot) {
         if (!snapshot.artifactRefs || !snapshot.artifactRefs->front().digest) return;
         snapshot.artifactRefs->front().digest->value = std::string(64, '0');
       });
     }},
    {"WPC-SNAP-005:states-are-not-listed",
     "what the verifier finds in the bundle after a snapshot: expected nothing, got orphaned-file "
     "at files/",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "manifest.json",
           [](Json& manifest) {
             Json kept = Json::array();
             for (const Json& entry : manifest["files"]) {
               if (entry["kind"] != "runtime-snapshot") kept.push_back(entry);
             }
             manifest["files"] = kept;
           },
           in_run_with_state);
     }},
    {"WPC-SNAP-005:states-of-another-kind", "kind of the snapshot's file in the manifest: expected",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "manifest.json",
           [](Json& manifest) {
             for (Json& entry : manifest["files"]) {
               if (entry["kind"] == "runtime-snapshot") entry["kind"] = "state";
             }
           },
           in_run_with_state);
     }},
    {"WPC-SNAP-006:nothing-can-be-replayed",
     "replay.status of the snapshot: expected \"runtime-state-artifact\", got \"not-replayable\"",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/runtime-replay-index.json",
           [](Json& document) {
             for (Json& snapshot : document["snapshots"]) {
               snapshot["replay"]["status"] = "not-replayable";
             }
           },
           in_run_with_state);
     }},
    {"WPC-SNAP-006:everything-has-limits", "replay.limitations of the snapshot: expected none",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/runtime-replay-index.json",
           [](Json& document) {
             for (Json& snapshot : document["snapshots"]) {
               snapshot["replay"]["limitations"] = Json::array({"who knows"});
             }
           },
           in_run_with_state);
     }},
    {"WPC-SNAP-007:restores-metadata",
     "restoring a snapshot that is metadata-only: expected an error with a stable code, got no "
     "error",
     [](Faults& f) { f.runtime.restored_from = &take_any_semantics; }},
    {"WPC-SNAP-007:refuses-metadata-without-a-code",
     "restoring a snapshot that is metadata-only: expected an error with a stable code",
     [](Faults& f) {
       f.runtime.restored_from = [](Snapshot& snapshot, RuntimeRestoreSpec&) {
         if (snapshot.semantics == KnownSnapshotSemantics::metadata_only) {
           throw std::runtime_error("there is no state in it");
         }
       };
     }},
    {"WPC-SNAP-008:paths-of-the-host", "the snapshot without absolutePath: expected no",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.snapshot = with_snapshot([created](Snapshot& snapshot) {
         snapshot.metadata["directory"] =
             json::Value::string(created->spec().artifactsDirectory.value_or("artifacts"));
       });
     }},
    {"WPC-EPI-001:forgets-mounts-before-the-boot",
     "the first mount: expected \"/kit/one\", got \"/kit/two\"",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::mounts, [](Json& mounts) {
         if (mounts.size() == 2) std::swap(mounts[0], mounts[1]);
       });
     }},
    {"WPC-EPI-005:failures-are-steps",
     "a step whose command fails: expected an error with a stable code, got no error",
     [](Faults& f) { f.runtime.execute = succeeding_despite(error_code::runtime_command_failed); }},
    {"WPC-EPI-010:episodes-are-collected-once", "collecting: expected success",
     [](Faults& f) {
       const auto collected = std::make_shared<std::set<std::string>>();
       f.runtime.collect = spoilt_by([collected](ArtifactBundle& bundle, const BundleEdit& edit) {
         if (edit.text("commands.jsonl").find("\"two\"") == std::string::npos) return;
         if (collected->insert(bundle.directory).second) return;
         throw RuntimeError(error_code::runtime_artifacts_failed, "It was collected already");
       });
     }},
    {"WPC-EPI-013:tells-of-a-second-end", "runtimes destroyed: expected 1, got 2",
     [](Faults& f) { f.runtime.repeats_destroyed = true; }},
    {"WPC-EPI-018:collect-rewrites-the-state", "the state's digest: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.text("commands.jsonl").empty()) return;
         const Json manifest = edit.read("manifest.json");
         for (const Json& entry : manifest["files"]) {
           const std::string path = entry["path"];
           const bool bundle = path.ends_with(".bundle.json");
           if (entry["kind"] != "runtime-snapshot" || bundle) continue;
           edit.write(path, edit.text(path) + " ");
         }
         edit.seal();
       });
     }},
};

}  // namespace

std::span<const MutantRow> state_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
