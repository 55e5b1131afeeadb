#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/validation/impl/bundle_run.hpp"

namespace WP_CODEBOX_NAMESPACE::bundle {

/// The shapes of reference manifest and replay index, as far as the verifier wants them.
namespace reference_shape {

template <class Test>
bool list_of(const json::Node* list, Test test) {
  if (list == nullptr || !list->is_array()) return false;
  const auto items = list->items();
  return std::all_of(items.begin(), items.end(), test);
}

WP_CODEBOX_INLINE bool is_text(const json::Node& node) { return node.is_string(); }

WP_CODEBOX_INLINE bool is_object_member(const json::Node& object, std::string_view name) {
  const json::Node* node = object.find(name);
  return node != nullptr && node->is_object();
}

WP_CODEBOX_INLINE bool is_file(const json::Node& node) {
  return node.is_object() && has_text(node, "path") && has_text(node, "kind") &&
         has_text(node, "contentType") && sha256_record(node.find("sha256")).has_value();
}

WP_CODEBOX_INLINE bool is_optional_file(const json::Node* node) {
  return node == nullptr || is_file(*node);
}

/// A reference with kind and id; its digest, artifactId and path may be absent.
WP_CODEBOX_INLINE bool is_reference(const json::Node* node) {
  if (node == nullptr || !node->is_object()) return false;
  if (!has_text(*node, "kind") || !has_text(*node, "id")) return false;
  const json::Node* digest = node->find("digest");
  if (digest != nullptr && !sha256_record(digest)) return false;
  for (const std::string_view name : {"artifactId", "path"}) {
    const json::Node* member = node->find(name);
    if (member != nullptr && !member->is_string()) return false;
  }
  return true;
}

WP_CODEBOX_INLINE bool is_snapshot_artifact(const json::Node& node) {
  return node.is_object() && has_text(node, "kind") && has_text(node, "id") &&
         sha256_record(node.find("digest")).has_value();
}

WP_CODEBOX_INLINE bool is_snapshot(const json::Node& node) {
  const json::Node* replay = node.find("replay");
  return node.is_object() && has_text(node, "id") && has_text(node, "semantics") &&
         sha256_record(node.find("digest")).has_value() && replay != nullptr &&
         has_text(*replay, "status") && list_of(replay->find("limitations"), is_text) &&
         list_of(node.find("artifactRefs"), is_snapshot_artifact);
}

WP_CODEBOX_INLINE bool is_action(const json::Node& node) {
  const json::Node* index = node.find("index");
  const json::Node* observation = node.find("observationRef");
  return index != nullptr && index->is_number() && has_text(node, "id") &&
         is_reference(node.find("actionRef")) && is_reference(node.find("executionRef")) &&
         (observation == nullptr || is_reference(observation));
}

WP_CODEBOX_INLINE bool is_observation(const json::Node& node) {
  return has_text(node, "id") && has_text(node, "type") && is_reference(node.find("ref")) &&
         list_of(node.find("artifactRefs"),
                 [](const json::Node& ref) { return is_reference(&ref); });
}

/// What both documents begin with.
WP_CODEBOX_INLINE bool has_head(const json::Node& node, std::string_view schema) {
  const json::Node* id = node.find("schema");
  const json::Node* version = node.find("version");
  const json::Node* artifact = node.find("artifactBundle");
  return node.is_object() && id != nullptr && id->equals(schema) && version != nullptr &&
         version->is_number() && version->number() == 1 && has_text(node, "id") &&
         has_text(node, "createdAt") && sha256_record(node.find("digest")).has_value() &&
         is_object_member(node, "runtime") && artifact != nullptr &&
         text(artifact, "kind") == "artifact-bundle" && has_text(*artifact, "id") &&
         sha256_record(artifact->find("digest")).has_value() &&
         list_of(node.find("snapshots"), is_snapshot);
}

WP_CODEBOX_INLINE bool is_manifest(const json::Node& node) {
  return has_head(node, "wp-codebox/runtime-reference-manifest/v1") &&
         list_of(node.find("files"), is_file) && is_optional_file(node.find("trace")) &&
         is_optional_file(node.find("events"));
}

WP_CODEBOX_INLINE bool is_replay_index(const json::Node& node) {
  const json::Node* references = node.find("references");
  const json::Node* replay = node.find("replay");
  if (!has_head(node, "wp-codebox/runtime-replay-reference-index/v1")) return false;
  if (references == nullptr || !references->is_object() || replay == nullptr) return false;
  for (const json::Member& reference : references->members()) {
    if (!is_file(reference.value)) return false;
  }
  return list_of(node.find("actions"), is_action) &&
         list_of(node.find("observations"), is_observation) && has_text(*replay, "status") &&
         list_of(replay->find("instructions"), is_text) &&
         list_of(replay->find("limitations"), is_text);
}

}  // namespace reference_shape

/// Checks the documents that refer to other files: reference manifest and replay index.
class ReferenceCheck {
 public:
  ReferenceCheck(Run& run, const json::Node& manifest) : run_(run), manifest_(manifest) {}

  void reference_manifest(const std::string& file) {
    const JsonFile opened(run_.folder, file);
    const json::Node& node = opened.root();
    if (!opened.readable || !reference_shape::is_manifest(node)) return malformed(file);
    head(file, node, reference_manifest_digest_hex(node), reference_manifest_id_prefix);
    const auto files = node.find("files")->items();
    for (std::size_t i = 0; i < files.size(); ++i) {
      record(file + ":files[" + std::to_string(i) + "]", files[i]);
    }
    for (const std::string_view name : {"trace", "events"}) {
      if (const json::Node* entry = node.find(name)) record(file + ":" + std::string(name), *entry);
    }
    snapshots(file, node);
  }

  void replay_index(const std::string& file) {
    const JsonFile opened(run_.folder, file);
    const json::Node& node = opened.root();
    if (!opened.readable || !reference_shape::is_replay_index(node)) return malformed(file);
    head(file, node, replay_index_digest_hex(node), replay_index_id_prefix);
    for (const json::Member& reference : node.find("references")->members()) {
      record(file + ":references." + std::string(reference.name()), reference.value);
    }
    const auto observations = node.find("observations")->items();
    for (std::size_t i = 0; i < observations.size(); ++i) {
      artifacts(file + ":observations[" + std::to_string(i) + "]", observations[i]);
    }
    snapshots(file, node);
  }

 private:
  void malformed(const std::string& file) {
    run_.report(KnownBundleViolationCode::malformed_reference, file,
                "the file is not the document that its kind says", file);
  }

  void head(const std::string& file, const json::Node& node, const std::string& digest,
            std::string_view prefix) {
    if (digest != sha256_record(node.find("digest"))) {
      run_.report(KnownBundleViolationCode::digest_mismatch, file + ":digest",
                  "the digest is not the one of the document", file);
    }
    if (text(&node, "id") != std::string(prefix) + text(node.find("digest"), "value")) {
      run_.report(KnownBundleViolationCode::bundle_id_mismatch, file + ":id",
                  "the id does not carry the digest", file);
    }
    const json::Node* artifact = node.find("artifactBundle");
    if (text(artifact, "id") != text(&manifest_, "id") ||
        text(artifact->find("digest"), "value") != text(manifest_.find("contentDigest"), "value")) {
      run_.report(KnownBundleViolationCode::review_evidence_mismatch, file + ":artifactBundle",
                  "the document belongs to another bundle", file);
    }
  }

  void record(const std::string& path, const json::Node& entry) {
    const std::string target = text(&entry, "path");
    run_.check_reference(path + ".path", target);
    compare(path + ".sha256", target, *sha256_record(entry.find("sha256")));
  }

  void compare(std::string path, const std::string& target, const std::string& expected) {
    if (run_.hash(target) == expected) return;
    run_.report(KnownBundleViolationCode::file_hash_mismatch, std::move(path),
                "the file is not the one that was referred to", target);
  }

  void artifacts(const std::string& path, const json::Node& holder) {
    const auto refs = holder.find("artifactRefs")->items();
    for (std::size_t i = 0; i < refs.size(); ++i) {
      if (!has_text(refs[i], "path")) continue;
      const std::string place = path + ".artifactRefs[" + std::to_string(i) + "]";
      const std::string target = text(&refs[i], "path");
      run_.check_reference(place + ".path", target);
      const auto expected = sha256_record(refs[i].find("digest"));
      if (expected) {
        compare(place + ".digest", target, *expected);
      } else {
        run_.report(KnownBundleViolationCode::missing_file_hash, place + ".digest",
                    "a reference to a file needs its digest", target);
      }
    }
  }

  void snapshots(const std::string& file, const json::Node& node) {
    const auto snapshots = node.find("snapshots")->items();
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
      artifacts(file + ":snapshots[" + std::to_string(i) + "]", snapshots[i]);
    }
  }

  Run& run_;
  const json::Node& manifest_;
};

}  // namespace WP_CODEBOX_NAMESPACE::bundle
