#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "reference_backend/memory/bundle_edit.hpp"
#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

const std::string zeros(64, '0');

constexpr MutantRow rows[] = {
    {"WPC-ART-001:relative-path",
     "reviewPath: expected the absolute path of a file inside the bundle, got files/review.json",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit&) {
         bundle.reviewPath = "files/review.json";
       });
     }},
    {"WPC-ART-001:directory-of-all-runs", "directory: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit& edit) {
         if (edit.is_busy()) bundle.directory = fs::path(bundle.directory).parent_path().string();
       });
     }},
    {"WPC-ART-001:names-a-file-that-is-not-there",
     "diagnosticsPath: expected the absolute path of a file inside the bundle",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit&) {
         bundle.diagnosticsPath = bundle.directory + "/files/findings.json";
       });
     }},
    {"WPC-ART-002:another-kind", "the manifest's entry of files/mounts.json: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("manifest.json", [](Json& manifest) {
         for (Json& entry : manifest["files"]) {
           if (entry["path"] == "files/mounts.json") entry["kind"] = "mount-list";
         }
       });
     }},
    {"WPC-ART-002:one-file-too-many",
     "files that the layout does not know: expected nothing, got files/extra.json",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         edit.write("files/extra.json", "{}\n");
         edit.change("manifest.json", [](Json& manifest) {
           for (const Json& entry : manifest["files"]) {
             if (entry["path"] == "files/extra.json") return;
           }
           Json extra = manifest["files"].front();
           extra["path"] = "files/extra.json";
           manifest["files"].push_back(extra);
         });
       });
     }},
    {"WPC-ART-003:another-digest", "contentDigest of the record: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by(
           [](ArtifactBundle& bundle, const BundleEdit&) { bundle.contentDigest = zeros; });
     }},
    {"WPC-ART-003:no-digest-without-a-change", "contentDigest without any change: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle& bundle, const BundleEdit& edit) {
         if (edit.text("files/patch.diff").empty()) bundle.contentDigest = zeros;
       });
     }},
    {"WPC-ART-004:another-id-in-metadata", "id in metadata.json: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("metadata.json", [](Json& metadata) {
         metadata["id"] = "artifact-bundle-sha256-" + zeros;
       });
     }},
    {"WPC-ART-004:another-id-in-the-review", "artifactId of the review: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/review.json", [](Json& review) {
         review["artifactId"] = "artifact-bundle-sha256-" + zeros;
       });
     }},
    {"WPC-ART-004:another-id-in-the-evidence", "run.id of the preview's evidence: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/preview-evidence.json", [](Json& document) {
         document["run"]["id"] = "artifact-bundle-sha256-" + zeros;
       });
     }},
    {"WPC-ART-005:id-of-the-run", "id of another run with the same change: expected",
     [](Faults& f) {
       f.runtime.collect = [](Runtime& runtime, const ArtifactSpec& spec) {
         ArtifactBundle bundle = runtime.collect_artifacts(spec);
         bundle.id += "-" + runtime.info().id;
         return bundle;
       };
     }},
    {"WPC-ART-005:one-id-for-every-change", "id after another change: expected another one",
     [](Faults& f) {
       const auto first = std::make_shared<std::string>();
       f.runtime.collect = spoilt_by([first](ArtifactBundle& bundle, const BundleEdit& edit) {
         if (edit.text("files/patch.diff").empty()) return;
         if (first->empty()) *first = bundle.id;
         bundle.id = *first;
       });
     }},
    {"WPC-ART-006:lists-a-file-twice",
     "the files of the manifest and those of the directory: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("manifest.json", [](Json& manifest) {
         manifest["files"].push_back(Json(manifest["files"].back()));
       });
     }},
    {"WPC-ART-006:forgets-a-file", "the files of the manifest and those of the directory: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (edit.is_busy()) edit.write("files/diffs/forgotten.patch", "");
       });
     }},
    {"WPC-ART-007:no-hash-of-itself", "the manifest's hash of itself: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         Json manifest = edit.read("manifest.json");
         for (Json& entry : manifest["files"]) {
           if (entry["path"] == "manifest.json") entry["sha256"]["value"] = zeros;
         }
         edit.write("manifest.json", manifest.dump());
       });
     }},
    {"WPC-ART-007:hash-of-the-text-that-is-written", "the manifest's hash of itself: expected",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         Json manifest = edit.read("manifest.json");
         const std::string hash = sha256_hex(edit.text("manifest.json"));
         for (Json& entry : manifest["files"]) {
           if (entry["path"] == "manifest.json") entry["sha256"]["value"] = hash;
         }
         edit.write("manifest.json", manifest.dump());
       });
     }},
    {"WPC-ART-008:leaves-a-link",
     "what does not belong into a bundle: expected nothing, got files/latest: no file",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         fs::remove(edit.path("files/latest"));
         fs::create_symlink("../manifest.json", edit.path("files/latest"));
       });
     }},
    {"WPC-ART-008:one-file-under-two-names",
     "what does not belong into a bundle: expected nothing, got files/patch.diff: more than one "
     "name",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         fs::remove(edit.path("../patch-of-the-run.diff"));
         fs::create_hard_link(edit.path("files/patch.diff"), edit.path("../patch-of-the-run.diff"));
       });
     }},
    {"WPC-ART-009:wrong-hash-after-failures", "what the verifier finds in step",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.has_failed_command() || !edit.has("files/mounts/0/a.txt")) return;
         edit.write("logs/runtime.log", edit.text("logs/runtime.log") + "one more line\n");
       });
     }},
    {"WPC-ART-009:odd-bundles-after-host-writes", "what the verifier finds in step",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (edit.text("files/patch.diff").find("written on the host") == std::string::npos) return;
         edit.write("files/diffs.json", edit.text("files/diffs.json") + "\n");
       });
     }},
    {"WPC-ART-010:another-directory-each-time", "the directory of the second bundle: expected",
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
    {"WPC-ART-010:collects-only-once", "commands in it: expected 2, got 1",
     [](Faults& f) {
       const auto seen = std::make_shared<std::set<std::string>>();
       f.runtime.collect = [seen](Runtime& runtime, const ArtifactSpec& spec) {
         ArtifactBundle bundle = runtime.collect_artifacts(spec);
         const BundleEdit edit(bundle.directory);
         const std::string first = edit.text("commands.jsonl");
         if (first.find("\"first\"") == std::string::npos) return bundle;
         if (!seen->insert(bundle.directory).second) {
           edit.write("commands.jsonl", first.substr(0, first.find('\n') + 1));
           edit.seal();
         }
         return bundle;
       };
     }},
    {"WPC-ART-011:no-hash-of-the-new-text", "the entry of /kit/now/changed.txt: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/changed-files.json", [](Json& document) {
         for (Json& file : document["files"]) file.erase("afterSha256");
       });
     }},
    {"WPC-ART-011:every-change-is-modified", "the entry of /kit/now/gone.txt: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/changed-files.json", [](Json& document) {
         for (Json& file : document["files"]) file["status"] = "modified";
       });
     }},
    {"WPC-ART-011:modes-of-nothing", "the entry of /kit/now/changed.txt: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/changed-files.json", [](Json& document) {
         for (Json& file : document["files"]) file["beforeMode"] = file["afterMode"] = "000000";
       });
     }},
    {"WPC-ART-012:skipped-is-unchanged",
     "/kit/bare: expected an object with {\"changed\":false,\"status\":\"skipped\"}",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diffs.json", [](Json& diffs) {
         for (Json& diff : diffs) {
           if (diff["status"] == "skipped") diff["status"] = "unchanged";
         }
       });
     }},
    {"WPC-ART-012:failures-are-unchanged",
     "/kit/lost: expected an object with {\"changed\":false,\"status\":\"failed\"}",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diffs.json", [](Json& diffs) {
         for (Json& diff : diffs) {
           if (diff["status"] == "failed") diff["status"] = "unchanged";
         }
       });
     }},
    {"WPC-ART-012:failures-are-warnings",
     "severity of the failed comparison: expected \"error\", got \"warning\"",
     [](Faults& f) {
       f.runtime.collect = with_document("files/diagnostics.json", [](Json& document) {
         for (Json& entry : document["diagnostics"]) {
           if (entry["severity"] != "error") continue;
           entry["severity"] = "warning";
           document["summary"]["error"] = document["summary"]["error"].get<int>() - 1;
           document["summary"]["warning"] = document["summary"]["warning"].get<int>() + 1;
         }
       });
     }},
    {"WPC-ART-013:no-word-of-missing-line-feeds",
     "git apply of files/patch.diff: expected exit code 0, got error: patch failed: "
     "kit/now/changed.txt:1",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("files/patch.diff", "\\ No newline at end of file\n", "");
       });
     }},
    {"WPC-ART-013:line-feeds-for-all",
     "git apply of files/patch.diff: expected exit code 0, got error: patch failed: "
     "kit/now/lines.txt:1",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("files/patch.diff", "\r\n", "\n");
       });
     }},
    {"WPC-ART-014:lists-binary-files",
     "what does not belong into a comparison of texts: expected nothing",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!fs::exists(edit.path("files/mounts/0/picture.png"))) return;
         edit.change("files/changed-files.json", [](Json& document) {
           document["files"].push_back({{"path", "/kit/now/picture.png"}, {"status", "added"}});
         });
       });
     }},
    {"WPC-ART-014:follows-links",
     "what does not belong into a comparison of texts: expected nothing",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         edit.write(
             "files/patch.diff",
             edit.text("files/patch.diff") +
                 "--- /dev/null\n+++ b/kit/now/link.txt\n@@ -0,0 +1 @@\n+kit-canary-outside\n");
         edit.seal();
       });
     }},
    {"WPC-ART-015:loses-binary-changes", "a diagnostic about /kit/now/picture.png: expected one",
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
    {"WPC-ART-016:skips-in-silence", "over.txt: expected \"max-file-bytes-exceeded\", got \"\"",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/mounted-files.json", [](Json& document) { document["skipped"] = Json::array(); },
           in_large_run);
     }},
    {"WPC-ART-016:no-word-of-limits", "limits: expected",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/mounted-files.json", [](Json& document) { document.erase("limits"); },
           in_large_run);
     }},
    {"WPC-ART-016:copies-inside-the-list", "replayContents: expected never written, got written",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/mounted-files.json",
           [](Json& document) {
             for (Json& file : document["files"]) file["replayContents"] = "";
           },
           in_large_run);
     }},
    {"WPC-ART-017:wrong-hashes-of-copies", "sha256 of changed.txt: expected",
     [](Faults& f) {
       f.runtime.collect = with_document("files/mounted-files.json", [](Json& document) {
         for (Json& file : document["files"]) file["sha256"] = zeros;
       });
     }},
    {"WPC-ART-017:sizes-of-nothing", "size of changed.txt: expected 12, got 0",
     [](Faults& f) {
       f.runtime.collect = with_document("files/mounted-files.json", [](Json& document) {
         for (Json& file : document["files"]) file["size"] = 0;
       });
     }},
    {"WPC-ART-017:captures-links",
     "place of link.txt: expected \"files/mounts/0/link.txt\", got \"files/mounts/0/changed.txt\"",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!edit.is_busy()) return;
         edit.change("files/mounted-files.json", [](Json& document) {
           Json link = document["files"].front();
           link["relativePath"] = "link.txt";
           document["files"].push_back(link);
         });
       });
     }},
};

}  // namespace

std::span<const MutantRow> bundle_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
