#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "reference_backend/memory/bundle_edit.hpp"
#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/json/node.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

const std::string zeros(64, '0');

/// A fault: changes a document that has a digest of itself, which is taken again.
template <class Digest, class Change>
auto sealed_document(const char* name, const char* id_prefix, Digest digest, Change change) {
  return with_document(name, [id_prefix, digest, change](Json& document) {
    change(document);
    const json::Parsed parsed(document.dump());
    const std::string value = digest(parsed.root());
    document["digest"]["value"] = value;
    document["id"] = id_prefix + value;
  });
}

constexpr MutantRow rows[] = {
    {"WPC-EVT-007:no-event-of-the-collect",
     "type of the last event: expected \"runtime.artifacts.collected\", got "
     "\"runtime.snapshot.created\"",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         std::string lines = edit.text("events.jsonl");
         lines.erase(lines.rfind('\n', lines.size() - 2) + 1);
         edit.write("events.jsonl", lines);
         edit.seal();
       });
     }},
    {"WPC-EVT-007:event-of-another-collect", "its data: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         const std::string lines = edit.text("events.jsonl");
         const std::size_t last = lines.rfind('\n', lines.size() - 2) + 1;
         std::string event = lines.substr(last);
         const std::size_t at = event.find(bundle.id);
         if (at == std::string::npos) return;
         event.replace(at, bundle.id.size(), "artifact-bundle-sha256-" + zeros);
         edit.write("events.jsonl", lines.substr(0, last) + event);
         edit.seal();
       });
     }},
    {"WPC-ART-018:no-landing-page", "blueprint.after.json: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("blueprint.after.json",
                                         [](Json& document) { document.erase("landingPage"); });
     }},
    {"WPC-ART-018:steps-without-contents", "the step for /kit/now/changed.txt: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("blueprint.after.json", [](Json& document) {
         for (Json& step : document["steps"]) step["data"]["contents"] = "";
       });
     }},
    {"WPC-ART-019:no-policy", "policy: expected",
     [](Faults& f) {
       f.runtime.collect =
           with_document("metadata.json", [](Json& document) { document.erase("policy"); });
     }},
    {"WPC-ART-019:artifacts-nobody-listed",
     "artifacts that the manifest does not list: expected nothing, got screenshots: "
     "\"files/browser/shot.png\"",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& document) {
         document["artifacts"]["screenshots"] = Json::array({"files/browser/shot.png"});
       });
     }},
    {"WPC-ART-019:time-of-its-own", "createdAt: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& document) {
         document["createdAt"] = "2001-01-01T00:00:00.000Z";
       });
     }},
    {"WPC-ART-020:review-of-another-patch", "evidence: expected",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/review.json", [](Json& review) { review["evidence"]["patchSha256"] = zeros; });
     }},
    {"WPC-ART-020:no-way-to-discard",
     "actions: expected approve; approve-files; discard; iterate, got approve; approve-files; "
     "iterate",
     [](Faults& f) {
       f.runtime.collect = with_document("files/review.json", [](Json& review) {
         Json kept = Json::array();
         for (const Json& action : review["actions"]) {
           if (action["kind"] != "discard") kept.push_back(action);
         }
         review["actions"] = kept;
       });
     }},
    {"WPC-ART-020:counts-nothing",
     "stats: expected an object with {\"added\":2,\"deleted\":1,\"modified\":4,\"total\":7}",
     [](Faults& f) {
       f.runtime.collect =
           with_document("files/review.json", [](Json& review) { review["stats"]["total"] = 0; });
     }},
    {"WPC-ART-021:no-risk-flags",
     "riskFlags: expected [\"suspicious-full-file-rewrite:/kit/now/rewritten.txt\"], got []",
     [](Faults& f) {
       f.runtime.collect = with_document("files/review.json",
                                         [](Json& review) { review["riskFlags"] = Json::array(); });
     }},
    {"WPC-ART-021:flags-every-file",
     "riskFlags: expected [\"suspicious-full-file-rewrite:/kit/now/rewritten.txt\"]",
     [](Faults& f) {
       f.runtime.collect = with_document("files/review.json", [](Json& review) {
         for (const Json& file : review["changedFiles"]) {
           review["riskFlags"].push_back("suspicious-full-file-rewrite:" +
                                         file["path"].get<std::string>());
         }
       });
     }},
    {"WPC-ART-022:clean-despite-findings", "status with entries: expected not clean",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diagnostics.json",
                                         [](Json& document) { document["status"] = "clean"; });
     }},
    {"WPC-ART-022:counts-warnings-twice",
     "summary: expected an object with "
     "{\"error\":1,\"info\":0,\"notice\":0,\"total\":2,\"warning\":1}",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diagnostics.json", [](Json& document) {
         const Json warnings = document["summary"]["warning"];
         document["summary"]["warning"] = 2 * warnings.get<int>() + 1;
       });
     }},
    {"WPC-ART-023:tests-passed", "test-results.json: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/test-results.json",
                                         [](Json& document) { document["status"] = "passed"; });
     }},
    {"WPC-ART-023:no-logs-to-look-at", "test-results.json: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/test-results.json", [](Json& document) {
         document["rawLogReferences"] = Json::array();
       });
     }},
    {"WPC-ART-024:no-line-feed-at-the-end",
     "commands.jsonl: expected empty, or a line feed at the end",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         std::string lines = edit.text("commands.jsonl");
         if (!edit.is_busy() || lines.empty()) return;
         lines.pop_back();
         edit.write("commands.jsonl", lines);
         edit.seal();
       });
     }},
    {"WPC-ART-024:lists-instead-of-objects",
     "a line of observations.jsonl: expected an object, got []",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         edit.write("observations.jsonl", edit.text("observations.jsonl") + "[]\n");
         edit.seal();
       });
     }},
    {"WPC-ART-025:logs-without-exit-codes", "logs/commands.log: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (edit.is_busy()) edit.replace("logs/commands.log", "exitCode=0\n", "");
       });
     }},
    {"WPC-ART-025:events-without-their-time", "line 2 of logs/runtime.log: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (edit.is_busy()) {
           edit.replace("logs/runtime.log", "] runtime.mounted", "]  runtime.mounted");
         }
       });
     }},
    {"WPC-ART-026:another-digest-of-references", "digest: expected",
     [](Faults& f) {
       f.runtime.collect =
           with_document("files/runtime-reference-manifest.json",
                         [](Json& document) { document["digest"]["value"] = zeros; });
     }},
    {"WPC-ART-026:lists-what-comes-later",
     "files that are written after it: expected nothing, got files/review.json",
     [](Faults& f) {
       f.runtime.collect = sealed_document(
           "files/runtime-reference-manifest.json", "runtime-reference-manifest-sha256-",
           [](const json::Node& root) { return reference_manifest_digest_hex(root); },
           [](Json& document) {
             Json later = document["files"].front();
             later["path"] = "files/review.json";
             document["files"].push_back(later);
           });
     }},
    {"WPC-ART-027:another-digest-of-the-index", "digest: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/runtime-replay-index.json", [](Json& document) {
         document["digest"]["value"] = zeros;
       });
     }},
    {"WPC-ART-027:a-status-of-its-own",
     "replay.status: expected partial, metadata-only or runtime-state-artifact, got maybe",
     [](Faults& f) {
       f.runtime.collect = sealed_document(
           "files/runtime-replay-index.json", "runtime-replay-reference-index-sha256-",
           [](const json::Node& root) { return replay_index_digest_hex(root); },
           [](Json& document) { document["replay"]["status"] = "maybe"; });
     }},
    {"WPC-ART-029:flags-take-logs-away",
     "logs/commands.log with no flag: expected a text with \"kit-output\"",
     [](Faults& f) {
       f.runtime.collect = [](Runtime& runtime, const ArtifactSpec& spec) {
         ArtifactBundle bundle = runtime.collect_artifacts(spec);
         if (spec.includeLogs.value_or(true)) return bundle;
         const BundleEdit edit(bundle.directory);
         edit.write("logs/commands.log", "\n");
         edit.seal();
         return bundle;
       };
     }},
    {"WPC-ART-029:flags-take-files-away",
     "files that are missing with no flag: expected nothing, got files/workspace-patch.json",
     [](Faults& f) {
       f.runtime.collect = [](Runtime& runtime, const ArtifactSpec& spec) {
         ArtifactBundle bundle = runtime.collect_artifacts(spec);
         if (spec.includePatch.value_or(true)) return bundle;
         fs::remove(fs::path(bundle.directory) / "files/workspace-patch.json");
         return bundle;
       };
     }},
    {"WPC-ART-030:forgets-the-task", "task: expected {\"id\":\"kit-task\"}, got null",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "metadata.json", [](Json& document) { document["provenance"].erase("task"); });
     }},
    {"WPC-ART-030:takes-any-workspace",
     "workspace that is none: expected absent, got "
     "{\"mounts\":[],\"root\":\"/w\",\"schema\":\"other\"}",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         const Json workspace = edit.read("metadata.json")["context"]["workspace"];
         if (!workspace.is_object()) return;
         edit.change("metadata.json", [&workspace](Json& document) {
           document["provenance"]["workspace"] = workspace;
         });
       });
     }},
    {"WPC-ART-030:forgets-the-version", "runtime: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& document) {
         document["provenance"]["runtime"].erase("version");
       });
     }},
    {"WPC-ART-031:destroy-takes-copies-away",
     "what destroy changed in the bundle: expected nothing",
     [](Faults& f) {
       const auto directory = std::make_shared<std::string>();
       f.runtime.collect = spoilt_by([directory](ArtifactBundle& bundle, const BundleEdit&) {
         *directory = bundle.directory;
       });
       f.runtime.destroy = [directory](Runtime& runtime) {
         runtime.destroy();
         if (!directory->empty()) fs::remove_all(fs::path(*directory) / "files/mounts");
       };
     }},
    {"WPC-ART-031:destroy-signs-the-bundle", "what destroy changed in the bundle: expected nothing",
     [](Faults& f) {
       const auto directory = std::make_shared<std::string>();
       f.runtime.collect = spoilt_by([directory](ArtifactBundle& bundle, const BundleEdit& edit) {
         if (fs::exists(edit.path("files/mounts/0/a.txt"))) *directory = bundle.directory;
       });
       f.runtime.destroy = [directory](Runtime& runtime) {
         runtime.destroy();
         if (directory->empty()) return;
         const BundleEdit edit(*directory);
         edit.write("metadata.json", edit.text("metadata.json") + "\n");
       };
     }},
    {"WPC-ART-032:no-bundle-after-failures", "collecting artifacts: expected success",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.has_failed_command() || edit.has("files/mounts/0")) return;
         throw RuntimeError(error_code::runtime_artifacts_failed, "A command has failed");
       });
     }},
    {"WPC-ART-032:leaves-failures-out",
     "commands.jsonl: expected the command that failed, got 0 commands",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         const std::string lines = edit.text("commands.jsonl");
         if (!edit.has_failed_command() || edit.has("files/mounts/0")) return;
         edit.write("commands.jsonl", "");
         edit.seal();
       });
     }},
    {"WPC-PRE-005:urls-in-session-evidence",
     "words in files/preview-session-evidence.json: expected nothing, got 127.0.0.1; http://",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-session-evidence.json", [](Json& document) {
         document["preview"]["url"] = "http://127.0.0.1:1";
       });
     }},
    {"WPC-PRE-005:paths-in-session-evidence",
     "words in files/preview-session-evidence.json: expected nothing, got /home/",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-session-evidence.json", [](Json& document) {
         document["session"]["directory"] = "/home/kit/site";
       });
     }},
    {"WPC-PRE-006:another-hash-of-the-evidence", "previewSessionEvidence of the metadata: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& document) {
         document["previewSessionEvidence"]["sha256"]["value"] = zeros;
       });
     }},
    {"WPC-PRE-006:another-hash-in-the-record", "previewSessionEvidenceRef of the record: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit&) {
         if (bundle.previewSessionEvidenceRef)
           bundle.previewSessionEvidenceRef->sha256->value = zeros;
       });
     }},
    {"WPC-PRE-007:never-ready", "readiness.ready: expected true, got false",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-evidence.json", [](Json& document) {
         document["readiness"]["ready"] = false;
       });
     }},
    {"WPC-PRE-007:forgets-phases", "readiness.events: expected 5, got 0",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-evidence.json", [](Json& document) {
         document["readiness"]["events"] = Json::array();
       });
     }},
};

}  // namespace

std::span<const MutantRow> document_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
