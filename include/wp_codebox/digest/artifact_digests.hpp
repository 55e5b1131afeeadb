#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The digests of artifact bundles and of the documents in them.

namespace WP_CODEBOX_NAMESPACE {

/// What the ids of bundles and documents begin with; the digest in hexadecimal digits follows.
inline constexpr std::string_view artifact_bundle_id_prefix = "artifact-bundle-sha256-";
/// Of runtime-reference-manifests.
inline constexpr std::string_view reference_manifest_id_prefix =
    "runtime-reference-manifest-sha256-";
/// Of runtime-replay-indexes.
inline constexpr std::string_view replay_index_id_prefix = "runtime-replay-reference-index-sha256-";

/// The files whose bytes a bundle's content digest covers, in this order (WPC-ART-003).
inline constexpr std::string_view artifact_content_inputs[] = {"files/changed-files.json",
                                                               "files/patch.diff"};

/// The content digest of a bundle, input by input. Not to be shared between threads. Throws
/// `Sha256Unavailable`.
class ArtifactContentHash {
 public:
  ArtifactContentHash();

  /// Begins an input; its bytes follow with `update`.
  void begin_input(std::string_view path);
  /// Adds bytes to the current input.
  void update(std::string_view bytes) { hash_.update(bytes); }
  /// Adds a whole input.
  void add(std::string_view path, std::string_view bytes) {
    begin_input(path);
    update(bytes);
  }
  /// The digest in hexadecimal digits; the object must not be used afterwards.
  [[nodiscard]] std::string finish_hex() { return hash_.finish_hex(); }

 private:
  Sha256 hash_;
  bool first_ = true;
};

/// The self hash of a manifest (WPC-ART-007): of the whole document with the `sha256` of every
/// entry whose path is `file_name` replaced by 64 zeros. In hexadecimal digits.
[[nodiscard]] std::string manifest_self_digest_hex(const json::Node& manifest,
                                                   std::string_view file_name = "manifest.json");
[[nodiscard]] std::string manifest_self_digest_hex(const ArtifactManifest& manifest,
                                                   std::string_view file_name = "manifest.json");

/// The digest of a runtime-reference-manifest over all but its id, createdAt and digest
/// (WPC-ART-026). In hexadecimal digits.
[[nodiscard]] std::string reference_manifest_digest_hex(const json::Node& document);

/// The digest of a runtime-replay-index over all but its id, createdAt and digest (WPC-ART-027). In
/// hexadecimal digits.
[[nodiscard]] std::string replay_index_digest_hex(const json::Node& document);

/// `policy.command.sha256` of an attestation: of the stable form of the list and a line feed.
[[nodiscard]] std::string command_policy_digest_hex(std::span<const std::string> commands);

/// What a workspace is checked against, as its digest covers it.
struct WorkspacePolicyDigestInput {
  std::string workspaceRoot;  ///< Absolute, or relative to the working directory of the digest.

  /// Relative to the root; order and spelling do not count.
  std::vector<std::string> writableRoots;
  std::vector<std::string> hiddenPaths;  ///< Relative to the root; order and spelling do not count.
  bool gitBacked = false;                ///< Whether git says what changed.
};

/// `policy_sha256` of a workspace policy result: the root made absolute against
/// `working_directory`, the lists normalised and sorted by UTF-16 unit.
[[nodiscard]] std::string workspace_policy_digest_hex(const WorkspacePolicyDigestInput& policy,
                                                      std::string_view working_directory);

/// A path of a workspace policy as it is compared: `\` becomes `/`, then `.` and `..` are resolved
/// as text, a leading `./` is cut (so `./` becomes empty), a trailing `/` stays. The empty path
/// becomes `.`.
[[nodiscard]] std::string normalize_workspace_path(std::string_view path);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/digest/impl/artifact_digests.inl.hpp"
#endif
