#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/contracts/timestamp.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/validation/bundle.hpp"
#include "wp_codebox/validation/impl/bundle_references.inl.hpp"
#include "wp_codebox/validation/impl/bundle_review.inl.hpp"
#include "wp_codebox/validation/impl/bundle_run.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace bundle {

using Code = KnownBundleViolationCode;

WP_CODEBOX_INLINE bool has_manifest_shape(const json::Node& node) {
  const json::Node* digest = node.find("contentDigest");
  const json::Node* runtime = node.find("runtime");
  const json::Node* files = node.find("files");
  if (!has_text(node, "id") || !has_text(node, "createdAt") || runtime == nullptr ||
      !runtime->is_object() || digest == nullptr || files == nullptr || !files->is_array()) {
    return false;
  }
  const json::Node* inputs = digest->find("inputs");
  if (text(digest, "algorithm") != "sha256" || inputs == nullptr || !inputs->is_array() ||
      !has_text(*digest, "value")) {
    return false;
  }
  const auto is_text = [](const json::Node& item) { return item.is_string(); };
  const auto is_file = [](const json::Node& item) {
    return has_text(item, "path") && has_text(item, "kind") && has_text(item, "contentType");
  };
  return std::all_of(inputs->items().begin(), inputs->items().end(), is_text) &&
         std::all_of(files->items().begin(), files->items().end(), is_file);
}

WP_CODEBOX_INLINE std::string entry_place(std::size_t index, std::string_view member) {
  return "manifest.files[" + std::to_string(index) + "]." + std::string(member);
}

/// Checks a bundle whose manifest has the right shape.
class ManifestCheck {
 public:
  ManifestCheck(Run& run, const json::Node& manifest)
      : run_(run), manifest_(manifest), files_(manifest.find("files")->items()) {}

  void run() {
    for (std::size_t i = 0; i < files_.size(); ++i) entry(i);
    const std::string& own_name = run_.options.manifest_file_name;
    if (run_.listed.find(own_name) == run_.listed.end()) {
      run_.report(Code::invalid_manifest_shape, "manifest.files", "a manifest lists itself",
                  own_name);
    }
    if (!run_.options.allow_orphaned_files) orphans();
    for (std::size_t i = 0; i < files_.size(); ++i) entry_hash(i);
    content_digest();
    ReviewCheck review(run_, manifest_);
    review.metadata();
    review.review();
    documents();
    if (run_.options.strict) strict();
  }

 private:
  void entry(std::size_t index) {
    const std::string path = text(&files_[index], "path");
    if (!is_safe_bundle_path(path)) {
      return run_.report(Code::invalid_path, entry_place(index, "path"),
                         "this path may not stand in a bundle", path);
    }
    if (!run_.listed.insert(path).second) {
      run_.report(Code::invalid_manifest_shape, entry_place(index, "path"),
                  "the path is listed before", path);
    }
    const BundleEntryStatus status = run_.folder.status(path);
    if (!status.exists || !status.regular) {
      return run_.report(Code::missing_file, entry_place(index, "path"),
                         "there is no such regular file", path);
    }
    if (status.links != 1) {
      run_.report(Code::hardlink, entry_place(index, "path"), "the file has other names", path);
      run_.violations.back().details.emplace();
      (*run_.violations.back().details)["links"] =
          json::Value::number(static_cast<double>(status.links));
    }
    if (!status.inside) {
      run_.report(Code::unsafe_file, entry_place(index, "path"), "the file lies outside the bundle",
                  path);
    }
  }

  void orphans() {
    for (const std::string& path : run_.folder.list()) {
      if (run_.listed.find(path) != run_.listed.end()) continue;
      run_.report(Code::orphaned_file, path, "the manifest does not list this file", path);
    }
  }

  void entry_hash(std::size_t index) {
    const std::string path = text(&files_[index], "path");
    if (!is_safe_bundle_path(path)) return;
    const auto expected = sha256_record(files_[index].find("sha256"));
    if (!expected) {
      return run_.report(Code::missing_file_hash, entry_place(index, "sha256"),
                         "an entry needs the SHA-256 of its file", path);
    }
    const bool own = path == run_.options.manifest_file_name;
    const std::optional<std::string> actual =
        own ? manifest_self_digest_hex(manifest_, path) : run_.hash(path);
    if (actual != expected) {
      run_.report(Code::file_hash_mismatch, entry_place(index, "sha256"),
                  "the file is not the one that was listed", path);
    }
  }

  void content_digest() {
    const json::Node& digest = *manifest_.find("contentDigest");
    const auto inputs = digest.find("inputs")->items();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const std::string place = "manifest.contentDigest.inputs[" + std::to_string(i) + "]";
      if (!run_.check_reference(place, inputs[i].text())) return;
    }
    const std::string value = text(&digest, "value");
    if (!is_sha256_hex(value)) {
      return run_.report(Code::invalid_manifest_shape, "manifest.contentDigest.value",
                         "expected 64 lower-case hexadecimal digits");
    }
    recompute(inputs, value);
    const std::string id = text(&manifest_, "id");
    if (id.starts_with(id_prefix) && id != std::string(id_prefix) + value) {
      run_.report(Code::bundle_id_mismatch, "manifest.id", "the id does not carry the digest");
    }
  }

  void recompute(std::span<const json::Node> inputs, const std::string& expected) {
    ArtifactContentHash hash;
    for (const json::Node& input : inputs) {
      const std::string path = input.text();
      hash.begin_input(path);
      if (!run_.folder.stream(path, [&hash](std::string_view bytes) { hash.update(bytes); })) {
        return run_.report(Code::digest_mismatch, "manifest.contentDigest.inputs",
                           "an input cannot be read");
      }
    }
    if (hash.finish_hex() != expected) {
      run_.report(Code::digest_mismatch, "manifest.contentDigest.value",
                  "the content is not the one that the digest was taken of");
    }
  }

  /// Calls `check` with the path of each usable entry of a kind.
  template <class Check>
  void each_of_kind(std::string_view kind, Check check) {
    for (const json::Node& file : files_) {
      const std::string path = text(&file, "path");
      if (file.find("kind")->equals(kind) && is_safe_bundle_path(path)) check(path);
    }
  }

  void documents() {
    each_of_kind("runtime-episode-trace", [this](const std::string& path) {
      const JsonFile file(run_.folder, path);
      if (file.readable && validate_trace(file.root()).valid) return;
      run_.report(Code::malformed_reference, path, "the file is not a valid episode trace", path);
    });
    ReferenceCheck check(run_, manifest_);
    for (const json::Node& file : files_) {
      const std::string path = text(&file, "path");
      if (!is_safe_bundle_path(path)) continue;
      if (file.find("kind")->equals("runtime-reference-manifest")) check.reference_manifest(path);
      if (file.find("kind")->equals("runtime-replay-index")) check.replay_index(path);
    }
  }

  static std::string folded(std::string path) {
    for (char& c : path) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return path;
  }

  void strict() {
    if (manifest_.find("contentDigest")->find("inputs")->size() == 0) {
      run_.report(Code::invalid_manifest_shape, "manifest.contentDigest.inputs",
                  "a content digest needs inputs");
    }
    if (!text(&manifest_, "id").starts_with(id_prefix)) {
      run_.report(Code::bundle_id_mismatch, "manifest.id",
                  "expected an id that begins with " + std::string(id_prefix));
    }
    if (manifest_.find("runtime")->size() == 0) {
      run_.report(Code::invalid_manifest_shape, "manifest.runtime", "the runtime is empty");
    }
    if (!is_contract_timestamp(text(&manifest_, "createdAt"))) {
      run_.report(Code::invalid_manifest_shape, "manifest.createdAt",
                  "expected a time such as 2026-01-02T03:04:05.006Z");
    }
    std::map<std::string, std::string> spellings;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::string path = text(&files_[i], "path");
      const auto [known, fresh] = spellings.emplace(folded(path), path);
      if (fresh || known->second == path) continue;
      run_.report(Code::invalid_path, entry_place(i, "path"),
                  "the path differs from " + known->second + " only in case", path);
    }
  }

  Run& run_;
  const json::Node& manifest_;
  std::span<const json::Node> files_;
};

}  // namespace bundle

WP_CODEBOX_INLINE ArtifactBundleVerification
verify_artifact_bundle(const std::string& directory, const BundleVerifyOptions& options) {
  using Code = KnownBundleViolationCode;
  ArtifactBundleVerification result;
  result.bundleDirectory = std::filesystem::path(directory).lexically_normal().string();
  bundle::Run run(directory, options);
  const std::string& name = options.manifest_file_name;
  const bool exists = run.folder.status(name).exists;
  std::optional<std::string> text = exists ? run.folder.read(name) : std::nullopt;
  json::Document document;
  if (!exists) {
    run.report(Code::missing_manifest, name, "there is no manifest");
  } else if (!text || document.read(*text)) {
    run.report(Code::malformed_manifest, name, "the manifest is not JSON that can be read");
  } else if (!bundle::has_manifest_shape(document.root())) {
    run.report(Code::invalid_manifest_shape, name, "the document is not a manifest");
  } else {
    result.manifest = json::Value(document.root());
    bundle::ManifestCheck(run, document.root()).run();
  }
  result.violations = std::move(run.violations);
  result.valid = result.violations.empty();
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE
