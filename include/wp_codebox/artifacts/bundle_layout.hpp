#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Where the files of a bundle lie (WPC-ART-002).

namespace WP_CODEBOX_NAMESPACE {

/// A file that has a fixed place.
struct BundleFileRow {
  std::string_view path;          ///< From the bundle's root, such as `files/mounts.json`.
  std::string_view kind;          ///< `kind` of its entry in the manifest.
  std::string_view content_type;  ///< `contentType` of its entry in the manifest.
  bool always = true;             ///< Every bundle has it.
};

/// All files with a fixed place, in the order in which a manifest lists them.
inline constexpr std::array<BundleFileRow, 28> bundle_files{{
    {"manifest.json", "manifest", "application/json"},
    {"metadata.json", "metadata", "application/json"},
    {"blueprint.after.json", "blueprint-after", "application/json"},
    {"blueprint.after-notes.json", "blueprint-after-notes", "application/json"},
    {"events.jsonl", "events", "application/x-ndjson"},
    {"commands.jsonl", "commands", "application/x-ndjson"},
    {"observations.jsonl", "observations", "application/x-ndjson"},
    {"logs/runtime.log", "log", "text/plain"},
    {"logs/commands.log", "log", "text/plain"},
    {"files/mounts.json", "mounts", "application/json"},
    {"files/mounted-files.json", "mounted-files", "application/json"},
    {"files/diffs.json", "mount-diffs", "application/json"},
    {"files/workspace-patch.json", "workspace-patch", "application/json"},
    {"files/changed-files.json", "changed-files", "application/json"},
    {"files/patch.diff", "patch", "text/x-diff"},
    {"files/diagnostics.json", "diagnostics", "application/json"},
    {"files/test-results.json", "test-results", "application/json"},
    {"files/review.json", "review", "application/json"},
    {"files/preview-session-evidence.json", "preview-session-evidence", "application/json"},
    {"files/runtime-reference-manifest.json", "runtime-reference-manifest", "application/json"},
    {"files/runtime-reference-index.json", "runtime-reference-index", "application/json"},
    {"files/runtime-replay-index.json", "runtime-replay-index", "application/json"},
    {"files/preview-evidence.json", "preview-evidence", "application/json"},
    {"files/runtime-episode-trace.json", "runtime-episode-trace", "application/json", false},
    {"files/runtime-episode.jsonl", "runtime-episode-events", "application/x-ndjson", false},
    {"files/runtime-evidence/workspace-policy.json", "workspace-policy-result", "application/json",
     false},
    {"files/runtime-evidence/artifact-bundle-verification.json", "artifact-bundle-verification",
     "application/json", false},
    {"files/runtime-evidence/run-attestation.json", "run-attestation", "application/json", false},
}};

/// The row of a path, or null.
[[nodiscard]] const BundleFileRow* find_bundle_file(std::string_view path);

/// Where an entry of a manifest stands among others: fixed files in their order, the files of
/// commands, observations and mounts between those that every bundle has and the others.
[[nodiscard]] std::size_t manifest_rank(const ArtifactManifestFile& file);

/// The record of a bundle in an absolute directory, with the paths of all files that every bundle
/// has; id, digests, preview and time are left to the caller.
[[nodiscard]] ArtifactBundle bundle_at(const std::string& directory);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/bundle_layout.inl.hpp"
#endif
