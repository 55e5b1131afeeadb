#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/file_patch.hpp"
#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/changed_files.hpp"
#include "wp_codebox/contracts/diagnostics.hpp"
#include "wp_codebox/contracts/diffs.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/workspace_patch.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a run changed in its readwrite mounts, compared with their baselines (WPC-ART-011 to 015).

namespace WP_CODEBOX_NAMESPACE {

/// What became of one readwrite mount.
struct MountDiff {
  ArtifactMountDiff entry;  ///< For `files/diffs.json`.
  std::string patch;        ///< For `files/diffs/mount-<index>.patch`.

  /// Of this mount, for `files/changed-files.json`.
  std::vector<ArtifactChangedFile> changed_files;
  /// A comparison that failed, and changes that the patch cannot tell: binary files, files over
  /// 16 MiB, changes inside a redacted text.
  std::vector<ArtifactDiagnostic> diagnostics;
};

/// Compares a readwrite mount with the folder that its metadata names as `baselineSource`. Both are
/// read without following links. The mount is the real one; everything in the result is redacted.
/// Never throws but for want of memory: what goes wrong becomes status `failed` and a diagnostic.
[[nodiscard]] MountDiff diff_mount(std::size_t mount_index, const MountSpec& mount,
                                   const Redactor& redactor, PatchForm form = PatchForm::strict);

/// The diffs of all readwrite mounts, in mount order.
[[nodiscard]] std::vector<MountDiff> diff_mounts(const std::vector<MountSpec>& mounts,
                                                 const Redactor& redactor,
                                                 PatchForm form = PatchForm::strict);

/// `files/patch.diff`: the patches of all mounts that have one, a blank line between them.
[[nodiscard]] std::string joined_patch(const std::vector<MountDiff>& diffs);

/// `files/changed-files.json`.
[[nodiscard]] ArtifactChangedFiles changed_files_document(const std::vector<MountDiff>& diffs);

/// `files/workspace-patch.json`. `mounts` are the redacted ones, `workspace` is the provenance's.
[[nodiscard]] WorkspacePatch workspace_patch_document(const std::string& created_at,
                                                      const ArtifactContentDigest& content_digest,
                                                      const std::optional<json::Value>& workspace,
                                                      const std::vector<MountSpec>& mounts,
                                                      const std::vector<MountDiff>& diffs);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/mount_diff.inl.hpp"
#endif
