#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/preview_url.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/browser_summary.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/preview_evidence.hpp"
#include "wp_codebox/contracts/preview_session_evidence.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a bundle says about the preview of its site.

namespace WP_CODEBOX_NAMESPACE {

/// The preview of a runtime whose site is reached at `server_url` (WPC-PRE-001, WPC-PRE-002). None
/// when it is not reached at all. `created_at` is the time of the collect.
[[nodiscard]] std::optional<ArtifactPreview> describe_preview(
    const std::optional<std::string>& server_url, const std::optional<RuntimePreviewSpec>& spec,
    const ArtifactSpec& artifact_spec, const std::string& created_at);

/// What both documents are made from.
struct PreviewSources {
  std::string createdAt;  ///< Time of the collect.

  std::string artifactId;                  ///< Id of the bundle.
  std::string contentDigest;               ///< Of the bundle, in hexadecimal digits.
  RuntimeInfo runtime;                     ///< As `info()` says it at the collect.
  std::optional<ArtifactPreview> preview;  ///< None: there is none; both documents then say so.

  /// Of the run; startup progress among them tells how ready the site is.
  std::vector<LifecycleEvent> events;
  std::optional<ArtifactPackageProvenance> packages;  ///< Stands in both documents as it is.

  /// Its first summary file becomes a reference.
  std::optional<ArtifactReviewBrowserSummary> browser;
  PreviewUrlProfile profile = PreviewUrlProfile::strict;  ///< Which URLs may be repeated.
};

/// `files/preview-evidence.json`: who showed what, and how far the boot came (WPC-PRE-007).
[[nodiscard]] ArtifactPreviewEvidence build_preview_evidence(const PreviewSources& sources);

/// `files/preview-session-evidence.json`: the same for eyes that may see no URL and no path of a
/// host (WPC-PRE-005).
[[nodiscard]] ArtifactPreviewSessionEvidence build_preview_session_evidence(
    const PreviewSources& sources);

/// A time stamp that many seconds later; the same text when it is no time stamp.
[[nodiscard]] std::string timestamp_after(const std::string& timestamp, double seconds);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/preview_evidence.inl.hpp"
#endif
