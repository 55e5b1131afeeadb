#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "reference_backend/memory/bundle_edit.hpp"
#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;
using Json = BundleEdit::Json;

const std::string zeros(64, '0');

constexpr MutantRow rows[] = {
    {"WPC-ART-001:relative-path",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit&) {
         bundle.reviewPath = "files/review.json";
       });
     }},
    {"WPC-ART-002:another-kind",
     [](Faults& f) {
       f.runtime.collect = with_document("manifest.json", [](Json& manifest) {
         for (Json& entry : manifest["files"]) {
           if (entry["path"] == "files/mounts.json") entry["kind"] = "mount-list";
         }
       });
     }},
    {"WPC-ART-003:another-digest",
     [](Faults& f) {
       f.runtime.collect = spoilt_by(
           [](ArtifactBundle& bundle, const BundleEdit&) { bundle.contentDigest = zeros; });
     }},
    {"WPC-ART-004:another-id-in-metadata",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& metadata) {
         metadata["id"] = "artifact-bundle-sha256-" + zeros;
       });
     }},
    {"WPC-ART-005:id-of-the-run",
     [](Faults& f) {
       f.runtime.collect = [](Runtime& runtime, const ArtifactSpec& spec) {
         ArtifactBundle bundle = runtime.collect_artifacts(spec);
         bundle.id += "-" + runtime.info().id;
         return bundle;
       };
     }},
    {"WPC-ART-006:lists-a-file-twice",
     [](Faults& f) {
       f.runtime.collect = with_document("manifest.json", [](Json& manifest) {
         manifest["files"].push_back(Json(manifest["files"].back()));
       });
     }},
    {"WPC-ART-007:no-hash-of-itself",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         Json manifest = edit.read("manifest.json");
         for (Json& entry : manifest["files"]) {
           if (entry["path"] == "manifest.json") entry["sha256"]["value"] = zeros;
         }
         edit.write("manifest.json", manifest.dump());
       });
     }},
    {"WPC-ART-008:leaves-a-link",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         fs::remove(edit.path("files/latest"));
         fs::create_symlink("../manifest.json", edit.path("files/latest"));
       });
     }},
    {"WPC-ART-009:wrong-hash-after-failures",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.has_failed_command()) return;
         edit.write("logs/runtime.log", edit.text("logs/runtime.log") + "one more line\n");
       });
     }},
    {"WPC-ART-010:another-directory-each-time",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([seen = std::make_shared<std::set<std::string>>()](
                                         ArtifactBundle& bundle, const BundleEdit&) {
         if (seen->insert(bundle.directory).second) return;
         const std::string other = bundle.directory + "-again";
         fs::copy(bundle.directory, other,
                  fs::copy_options::recursive | fs::copy_options::overwrite_existing);
         bundle.directory = other;
       });
     }},
    {"WPC-ART-011:no-hash-of-the-new-text",
     [](Faults& f) {
       f.runtime.collect = with_document("files/changed-files.json", [](Json& document) {
         for (Json& file : document["files"]) file.erase("afterSha256");
       });
     }},
    {"WPC-ART-012:skipped-is-unchanged",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diffs.json", [](Json& diffs) {
         for (Json& diff : diffs) {
           if (diff["status"] == "skipped") diff["status"] = "unchanged";
         }
       });
     }},
    {"WPC-ART-013:no-word-of-missing-line-feeds",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("files/patch.diff", "\\ No newline at end of file\n", "");
       });
     }},
    {"WPC-ART-014:lists-binary-files",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!fs::exists(edit.path("files/mounts/0/picture.png"))) return;
         edit.change("files/changed-files.json", [](Json& document) {
           document["files"].push_back({{"path", "/kit/now/picture.png"}, {"status", "added"}});
         });
       });
     }},
    {"WPC-ART-015:loses-binary-changes",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diagnostics.json", [](Json& document) {
         Json kept = Json::array();
         for (const Json& entry : document["diagnostics"]) {
           if (entry["type"] != "patch-binary-file") kept.push_back(entry);
         }
         document["summary"]["total"] = kept.size();
         document["diagnostics"] = kept;
       });
     }},
    {"WPC-ART-016:skips-in-silence",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/mounted-files.json", [](Json& document) { document["skipped"] = Json::array(); });
     }},
    {"WPC-ART-017:wrong-hashes-of-copies",
     [](Faults& f) {
       f.runtime.collect = with_document("files/mounted-files.json", [](Json& document) {
         for (Json& file : document["files"]) file["sha256"] = zeros;
       });
     }},
    {"WPC-ART-018:no-landing-page",
     [](Faults& f) {
       f.runtime.collect = with_document("blueprint.after.json",
                                         [](Json& document) { document.erase("landingPage"); });
     }},
    {"WPC-ART-019:no-policy",
     [](Faults& f) {
       f.runtime.collect =
           with_document("metadata.json", [](Json& document) { document.erase("policy"); });
     }},
    {"WPC-ART-020:review-of-another-patch",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/review.json", [](Json& review) { review["evidence"]["patchSha256"] = zeros; });
     }},
    {"WPC-ART-021:no-risk-flags",
     [](Faults& f) {
       f.runtime.collect = with_document("files/review.json",
                                         [](Json& review) { review["riskFlags"] = Json::array(); });
     }},
    {"WPC-ART-022:clean-despite-findings",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diagnostics.json",
                                         [](Json& document) { document["status"] = "clean"; });
     }},
    {"WPC-ART-023:tests-passed",
     [](Faults& f) {
       f.runtime.collect = with_document("files/test-results.json",
                                         [](Json& document) { document["status"] = "passed"; });
     }},
    {"WPC-ART-024:no-line-feed-at-the-end",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         std::string lines = edit.text("commands.jsonl");
         if (!lines.empty()) lines.pop_back();
         edit.write("commands.jsonl", lines);
         edit.seal();
       });
     }},
    {"WPC-ART-025:logs-without-exit-codes",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("logs/commands.log", "exitCode=0\n", "");
       });
     }},
    {"WPC-ART-026:another-digest-of-references",
     [](Faults& f) {
       f.runtime.collect =
           with_document("files/runtime-reference-manifest.json",
                         [](Json& document) { document["digest"]["value"] = zeros; });
     }},
    {"WPC-ART-027:another-digest-of-the-index",
     [](Faults& f) {
       f.runtime.collect = with_document("files/runtime-replay-index.json", [](Json& document) {
         document["digest"]["value"] = zeros;
       });
     }},
    {"WPC-ART-029:flags-take-logs-away",
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
    {"WPC-ART-030:forgets-the-task",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "metadata.json", [](Json& document) { document["provenance"].erase("task"); });
     }},
    {"WPC-ART-031:destroy-takes-copies-away",
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
    {"WPC-ART-032:no-bundle-after-failures",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.has_failed_command()) return;
         throw RuntimeError(error_code::runtime_artifacts_failed, "A command has failed");
       });
     }},
    {"WPC-EVT-007:no-event-of-the-collect",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         std::string lines = edit.text("events.jsonl");
         lines.erase(lines.rfind('\n', lines.size() - 2) + 1);
         edit.write("events.jsonl", lines);
         edit.seal();
       });
     }},
    {"WPC-PRE-005:urls-in-session-evidence",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-session-evidence.json", [](Json& document) {
         document["preview"]["url"] = "http://127.0.0.1:1";
       });
     }},
    {"WPC-PRE-006:another-hash-of-the-evidence",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& document) {
         document["previewSessionEvidence"]["sha256"]["value"] = zeros;
       });
     }},
    {"WPC-PRE-007:never-ready",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-evidence.json", [](Json& document) {
         document["readiness"]["ready"] = false;
       });
     }},
};

}  // namespace

std::span<const MutantRow> bundle_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
