#pragma once

#include <algorithm>

#include "wp_codebox/artifacts/bundle_layout.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace bundle_layout {

/// Folders of files without a fixed place, in the order of a manifest.
inline constexpr std::string_view folders[] = {
    "files/browser/",           "files/observations/", "files/plugin-check/", "files/theme-check/",
    "files/runtime-snapshots/", "files/diffs/",        "files/mounts/"};

inline constexpr std::size_t always_count = static_cast<std::size_t>(std::count_if(
    bundle_files.begin(), bundle_files.end(), [](const BundleFileRow& row) { return row.always; }));

}  // namespace bundle_layout

WP_CODEBOX_INLINE const BundleFileRow* find_bundle_file(std::string_view path) {
  const auto row = std::find_if(bundle_files.begin(), bundle_files.end(),
                                [path](const BundleFileRow& file) { return file.path == path; });
  return row == bundle_files.end() ? nullptr : &*row;
}

WP_CODEBOX_INLINE std::size_t manifest_rank(const ArtifactManifestFile& file) {
  constexpr std::size_t folder_count = std::size(bundle_layout::folders);
  if (const BundleFileRow* const row = find_bundle_file(file.path)) {
    const auto position = static_cast<std::size_t>(row - bundle_files.data());
    return row->always ? position : position + folder_count + 1;
  }
  std::size_t folder = 0;
  while (folder < folder_count && !file.path.starts_with(bundle_layout::folders[folder])) ++folder;
  return bundle_layout::always_count + folder;
}

WP_CODEBOX_INLINE ArtifactBundle bundle_at(const std::string& directory) {
  const auto path = [&directory](std::string_view name) {
    return directory + "/" + std::string(name);
  };
  ArtifactBundle bundle;
  bundle.directory = directory;
  bundle.manifestPath = path("manifest.json");
  bundle.metadataPath = path("metadata.json");
  bundle.blueprintAfterPath = path("blueprint.after.json");
  bundle.blueprintAfterNotesPath = path("blueprint.after-notes.json");
  bundle.eventsPath = path("events.jsonl");
  bundle.commandsPath = path("commands.jsonl");
  bundle.observationsPath = path("observations.jsonl");
  bundle.runtimeLogPath = path("logs/runtime.log");
  bundle.commandsLogPath = path("logs/commands.log");
  bundle.mountsPath = path("files/mounts.json");
  bundle.capturedMountsPath = path("files/mounted-files.json");
  bundle.diffsPath = path("files/diffs.json");
  bundle.workspacePatchPath = path("files/workspace-patch.json");
  bundle.changedFilesPath = path("files/changed-files.json");
  bundle.patchPath = path("files/patch.diff");
  bundle.diagnosticsPath = path("files/diagnostics.json");
  bundle.testResultsPath = path("files/test-results.json");
  bundle.reviewPath = path("files/review.json");
  bundle.runtimeReferenceManifestPath = path("files/runtime-reference-manifest.json");
  bundle.runtimeReferenceIndexPath = path("files/runtime-reference-index.json");
  bundle.runtimeReplayReferenceIndexPath = path("files/runtime-replay-index.json");
  bundle.previewEvidencePath = path("files/preview-evidence.json");
  bundle.previewSessionEvidencePath = path("files/preview-session-evidence.json");
  return bundle;
}

}  // namespace WP_CODEBOX_NAMESPACE
