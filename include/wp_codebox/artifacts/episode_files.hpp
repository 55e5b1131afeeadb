#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/snapshot_bundle.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What an episode adds to the bundle of its runtime, whoever wrote it (WPC-EPI-010).

namespace WP_CODEBOX_NAMESPACE {

/// A snapshot with all that a replay needs to know, as a file of the bundle.
struct SnapshotBundleFile {
  std::string path;                ///< `files/runtime-snapshots/<id>.bundle.json` (WPC-EPI-018).
  RuntimeSnapshotBundle document;  ///< What stands in the file.

  /// The snapshot as the trace then has it: with the bundle's semantics, a reference to the file,
  /// and its digest taken again.
  Snapshot snapshot;
};

/// The snapshot bundle of a snapshot; `manifest` is that of the bundle before the episode's files.
[[nodiscard]] SnapshotBundleFile build_snapshot_bundle(const Snapshot& snapshot,
                                                       const ArtifactManifest& manifest);

/// The manifest of a bundle on disk. Throws `RuntimeError` with the code `runtime-artifacts-failed`
/// when it cannot be read.
[[nodiscard]] ArtifactManifest read_manifest(const ArtifactBundle& bundle);

/// The record of the bundle with the paths of the episode's files. The trace tells of the bundle in
/// this form.
[[nodiscard]] ArtifactBundle with_episode_paths(ArtifactBundle bundle);

/// What an episode hands over. All of it is redacted already.
struct EpisodeFiles {
  json::Value trace;       ///< RuntimeEpisodeTrace, with the bundle and its reference in it.
  std::string json_lines;  ///< `files/runtime-episode.jsonl`.

  /// None unless `ArtifactSpec` asks for them.
  std::vector<SnapshotBundleFile> snapshot_bundles = {};
  std::string timestamp;  ///< Of the entry in the review's progress.
};

/// Adds the files to a bundle that stands on disk, and brings metadata, review, manifest, reference
/// manifest and replay index up to date. The whole bundle is replaced at once, as `write_bundle`
/// does it; doing it again replaces what an episode added before. Throws `RuntimeError` with the
/// code `runtime-artifacts-failed`; then the bundle stands as it was.
void add_episode_files(const ArtifactBundle& bundle, const EpisodeFiles& episode);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/episode_files.inl.hpp"
#endif
