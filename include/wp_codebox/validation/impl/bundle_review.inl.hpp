#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/validation/impl/bundle_run.hpp"

namespace WP_CODEBOX_NAMESPACE::bundle {

/// Checks what metadata.json and review.json refer to.
class ReviewCheck {
 public:
  ReviewCheck(Run& run, const json::Node& manifest) : run_(run), manifest_(manifest) {}

  void metadata() {
    const JsonFile file(run_.folder, "metadata.json");
    const json::Node* artifacts = file.readable ? file.root().find("artifacts") : nullptr;
    if (artifacts == nullptr) return;
    for (const json::Member& artifact : artifacts->members()) {
      const std::string path = "metadata.artifacts." + std::string(artifact.name());
      if (artifact.value.is_string()) run_.check_reference(path, artifact.value.text());
      for (const json::Node& item : artifact.value.items()) {
        if (item.is_string()) run_.check_reference(path, item.text());
      }
    }
  }

  void review() {
    const JsonFile file(run_.folder, review_file);
    if (!file.readable) return;
    const json::Node* evidence = file.root().find("evidence");
    if (evidence == nullptr || !evidence->is_object()) {
      return run_.report(KnownBundleViolationCode::malformed_reference, review_file,
                         "a review needs its evidence", review_file);
    }
    const json::Node* digest = evidence->find("artifactContentDigest");
    if (digest != nullptr && digest->is_string() &&
        digest->text() != text(manifest_.find("contentDigest"), "value")) {
      mismatch("evidence.artifactContentDigest", "the review is about another content",
               review_file);
    }
    patch(*evidence);
    changed_files(file.root(), *evidence);
    for (const std::string_view name :
         {"runtimeEpisodeTrace", "runtimeReferenceManifest", "runtimeReplayReferenceIndex"}) {
      reference(*evidence, name);
    }
  }

 private:
  static constexpr const char* review_file = "files/review.json";

  static std::string place(std::string_view name) {
    return std::string(review_file) + ':' + std::string(name);
  }

  void mismatch(std::string_view name, std::string message, std::string file) {
    run_.report(KnownBundleViolationCode::review_evidence_mismatch, place(name), std::move(message),
                std::move(file));
  }

  /// Checks a path of the evidence, when it is one.
  void reference(const json::Node& evidence, std::string_view name) {
    if (has_text(evidence, name)) {
      run_.check_reference(place("evidence." + std::string(name)), text(&evidence, name));
    }
  }

  void patch(const json::Node& evidence) {
    reference(evidence, "patch");
    if (!has_text(evidence, "patch") || !has_text(evidence, "patchSha256")) return;
    const std::string file = text(&evidence, "patch");
    const auto& hash = run_.hash(file);
    if (!hash) return mismatch("evidence.patchSha256", "the patch cannot be read", file);
    if (*hash != text(&evidence, "patchSha256")) {
      mismatch("evidence.patchSha256", "the patch is another one", review_file);
    }
  }

  void changed_files(const json::Node& review, const json::Node& evidence) {
    reference(evidence, "changedFiles");
    if (!has_text(evidence, "changedFiles")) return;
    const std::string path = text(&evidence, "changedFiles");
    const JsonFile file(run_.folder, path);
    if (!file.readable) {
      return mismatch("evidence.changedFiles", "the list of changed files cannot be read", path);
    }
    const json::Node* listed = file.root().find("files");
    const json::Node* reviewed = review.find("changedFiles");
    if (listed == nullptr || !listed->is_array() || reviewed == nullptr || !reviewed->is_array()) {
      return;
    }
    std::set<std::pair<std::string, std::string>> known;
    for (const json::Node& entry : listed->items()) {
      known.emplace(text(&entry, "path"), text(&entry, "status"));
    }
    for (const json::Node& entry : reviewed->items()) {
      if (known.count({text(&entry, "path"), text(&entry, "status")}) == 0) {
        mismatch("changedFiles", "the review names a change that is none", review_file);
      }
    }
  }

  Run& run_;
  const json::Node& manifest_;
};

}  // namespace WP_CODEBOX_NAMESPACE::bundle
