#pragma once

#include <functional>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/file_patch.hpp"
#include "wp_codebox/artifacts/mount_capture.hpp"
#include "wp_codebox/artifacts/preview_url.hpp"
#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/artifacts/run_records.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From records to a bundle on disk.

namespace WP_CODEBOX_NAMESPACE {

/// What a bundle is written from.
struct BundleInput {
  RunRecords records;     ///< Redacted where `RunRecords` says so; the writer redacts the rest.
  ArtifactSpec spec;      ///< What was asked for; stands in `metadata.json`.
  std::string directory;  ///< Where the bundle will stand; its parent must exist.
  std::string createdAt;  ///< Time of the collect; stands in every document.

  /// The one that the records were redacted with.
  Redactor redactor = {};
  /// Called once, when the bundle's id is known and before `events.jsonl` is written: records
  /// `runtime.artifacts.collected` and gives all events, this one included (WPC-EVT-007). Without
  /// it the events are those of the records.
  std::function<std::vector<LifecycleEvent>(const ArtifactsCollectedData& collected)>
      record_collected = {};
  PatchForm patch_form = PatchForm::strict;  ///< Of `files/patch.diff` and the patch of each mount.

  /// Which preview URLs the bundle may repeat.
  PreviewUrlProfile preview_profile = PreviewUrlProfile::strict;
  CaptureLimits capture_limits = {};  ///< Of the copies of mounted files.
};

/// Writes the bundle: all files are made beside the directory and appear in its place at once, so a
/// bundle is never half-written and may be written again and again (WPC-ART-009, WPC-ART-010). The
/// whole content of the directory is replaced; files that records name are taken over. Mounts that
/// cannot be read become diagnostics. Throws `RuntimeError` with the code
/// `runtime-artifacts-failed` when the disk is full or refuses, or a file that a record names is
/// gone; then what was there before still stands.
///
/// Keeps no state; distinct directories may be written from distinct threads.
[[nodiscard]] ArtifactBundle write_bundle(const BundleInput& input);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/bundle_writer.inl.hpp"
#endif
