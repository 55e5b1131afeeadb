#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/whitespace.hpp"
#include "wp_codebox/validation/apply_preflight.hpp"
#include "wp_codebox/validation/impl/bundle_run.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace bundle {

/// Gathers what applying needs, from a bundle that verified.
class Preflight {
 public:
  Preflight(Run& run, const json::Node& manifest, std::vector<std::string> approved)
      : run_(run), manifest_(manifest), approved_(std::move(approved)) {}

  std::optional<ArtifactBundleApplyPayload> run() {
    ArtifactBundleApplyPayload payload;
    find_review(payload);
    patch(payload.patch);
    changed_files(payload.changedFiles);
    approvals(payload.changedFiles);
    if (!run_.violations.empty()) return std::nullopt;
    payload.artifactId = text(&manifest_, "id");
    json::Issues ignored;
    json::decode(*manifest_.find("contentDigest"), payload.contentDigest, ignored);
    payload.approvedFiles = std::move(approved_);
    return payload;
  }

 private:
  using Code = KnownBundleViolationCode;
  static constexpr const char* review_file = "files/review.json";

  void find_review(ArtifactBundleApplyPayload& payload) {
    for (const json::Node& file : manifest_.find("files")->items()) {
      run_.listed.insert(text(&file, "path"));
    }
    if (run_.listed.find(std::string_view(review_file)) != run_.listed.end()) {
      const JsonFile review(run_.folder, review_file);
      if (!review.readable) {
        run_.report(Code::malformed_reference, review_file, "the review is not JSON", review_file);
      } else {
        const json::Node* evidence = review.root().find("evidence");
        patch_path_ = text(evidence, "patch");
        changed_path_ = text(evidence, "changedFiles");
        payload.review = review_of(review.root());
      }
    }
    if (patch_path_.empty()) patch_path_ = first_of_kind("patch");
    if (changed_path_.empty()) changed_path_ = first_of_kind("changed-files");
  }

  static ApplyReview review_of(const json::Node& node) {
    ApplyReview review;
    review.path = review_file;
    if (has_text(node, "artifactId")) review.artifactId = text(&node, "artifactId");
    if (has_text(node, "summary")) review.summary = text(&node, "summary");
    const json::Node* flags = node.find("riskFlags");
    if (flags != nullptr && flags->is_array()) {
      review.riskFlags.emplace();
      for (const json::Node& flag : flags->items()) {
        if (flag.is_string()) review.riskFlags->push_back(flag.text());
      }
    }
    return review;
  }

  std::string first_of_kind(std::string_view kind) const {
    for (const json::Node& file : manifest_.find("files")->items()) {
      if (file.find("kind")->equals(kind)) return text(&file, "path");
    }
    return {};
  }

  /// Whether a path was found and may be read.
  bool usable(const std::string& path, const char* evidence_place, const char* place) {
    if (!path.empty()) return run_.check_reference(place, path);
    run_.report(Code::malformed_reference, evidence_place, "the bundle does not name this file");
    run_.violations.back().file = review_file;
    return false;
  }

  void patch(ApplyPatch& patch) {
    if (!usable(patch_path_, "files/review.json:evidence.patch", "apply.patch")) return;
    auto body = run_.folder.read(patch_path_);
    if (!body) {
      return run_.report(Code::missing_file, "apply.patch", "the patch cannot be read",
                         patch_path_);
    }
    patch.path = patch_path_;
    patch.sha256.value = sha256_hex(*body);
    patch.body = std::move(*body);
  }

  void changed_files(ApplyChangedFiles& changed) {
    if (!usable(changed_path_, "files/review.json:evidence.changedFiles", "apply.changedFiles")) {
      return;
    }
    changed.path = changed_path_;
    const JsonFile file(run_.folder, changed_path_);
    if (!file.readable) {
      run_.report(Code::malformed_reference, changed_path_, "the list is not JSON", changed_path_);
    }
    const json::Node* files = file.root().find("files");
    if (files == nullptr || !files->is_array()) {
      return run_.report(Code::malformed_reference, changed_path_, "there is no list of files",
                         changed_path_);
    }
    for (std::size_t i = 0; i < files->items().size(); ++i) {
      const json::Node& entry = files->items()[i];
      if (json::is_blank(text(&entry, "path"))) {
        run_.report(Code::malformed_reference, changed_path_ + ":files[" + std::to_string(i) + "]",
                    "a changed file needs its path", changed_path_);
        continue;
      }
      json::Issues ignored;
      json::decode(entry, changed.files.emplace_back(), ignored);
    }
  }

  void approvals(const ApplyChangedFiles& changed) {
    for (const ApplyChangedFile& file : changed.files) {
      if (std::find(approved_.begin(), approved_.end(), file.path) != approved_.end()) continue;
      run_.report(Code::malformed_reference, "approvedFiles", "this change is not approved",
                  file.path);
    }
  }

  Run& run_;
  const json::Node& manifest_;
  std::vector<std::string> approved_;
  std::string patch_path_;
  std::string changed_path_;
};

WP_CODEBOX_INLINE std::vector<std::string> approved_paths(const std::vector<std::string>& given) {
  std::vector<std::string> paths;
  for (const std::string& path : given) {
    std::string trimmed(json::trim(path));
    if (!trimmed.empty() && std::find(paths.begin(), paths.end(), trimmed) == paths.end()) {
      paths.push_back(std::move(trimmed));
    }
  }
  return paths;
}

}  // namespace bundle

WP_CODEBOX_INLINE ArtifactBundleApplyPreflight
preflight_apply(const std::string& directory, const ApplyPreflightOptions& options) {
  ArtifactBundleApplyPreflight result;
  result.verification = verify_artifact_bundle(directory, options.verify);
  result.bundleDirectory = result.verification.bundleDirectory;
  result.violations = result.verification.violations;
  result.manifest = result.verification.manifest;
  if (!result.verification.valid || !result.manifest) return result;
  const json::Parsed manifest(*result.manifest);
  bundle::Run run(directory, options.verify);
  result.payload =
      bundle::Preflight(run, manifest.root(), bundle::approved_paths(options.approved_files)).run();
  result.violations.insert(result.violations.end(), run.violations.begin(), run.violations.end());
  result.ready = result.payload.has_value();
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE
