#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The two documents that hold a bundle together: the runtime-reference-manifest, which names every
/// file with its digest, and the runtime-replay-index, which says what a replay starts from
/// (WPC-ART-026, WPC-ART-027, WPC-SNAP-006).

namespace WP_CODEBOX_NAMESPACE {

/// What both documents are built from. Values are kept as they are given.
struct ReferenceSources {
  std::string createdAt;       ///< Of both documents; not covered by their digests.
  json::Value runtime;         ///< RuntimeInfo.
  json::Value artifactBundle;  ///< As `normalize_bundle_ref` gives it.

  /// File records. The documents take over what is here; `is_reference_file` says which files of a
  /// bundle belong.
  std::vector<json::Value> files;
  std::optional<json::Value> trace = {};    ///< File record of the episode's trace.
  std::optional<json::Value> events = {};   ///< File record of the episode's JSON lines.
  std::vector<json::Value> snapshots = {};  ///< Each as JSON, in the order of the run.

  /// For the replay index only.
  std::optional<json::Value> runtimeReferenceManifest = {};  ///< File record.
  std::optional<json::Value> episode = {};                   ///< RuntimeEpisodeTrace.
};

/// Whether the file at a path of a bundle is listed in the reference manifest: all but the
/// manifest, the metadata, the review and the two reference documents.
[[nodiscard]] bool is_reference_file(std::string_view path);

/// How a snapshot stands in both documents: id, semantics (metadata-only by default), digest (taken
/// when it has none), replay with its limitations, references.
[[nodiscard]] json::Value reference_snapshot(const json::Node& snapshot);

/// The runtime-reference-manifest with its digest and id. Files are sorted by path, by UTF-16 unit.
[[nodiscard]] json::Value build_reference_manifest(const ReferenceSources& sources);

/// The runtime-replay-index with its digest and id.
[[nodiscard]] json::Value build_replay_index(const ReferenceSources& sources);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/reference_documents.inl.hpp"
#endif
