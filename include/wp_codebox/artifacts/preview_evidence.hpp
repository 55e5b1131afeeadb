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
  std::string createdAt;
  /// Bundle id and content digest.
  std::string artifactId;
  std::string contentDigest;
  RuntimeInfo runtime;
  std::optional<ArtifactPreview> preview;
  std::vector<LifecycleEvent> events;
  std::optional<ArtifactPackageProvenance> packages;
  std::optional<ArtifactReviewBrowserSummary> browser;
  PreviewUrlProfile profile = PreviewUrlProfile::strict;
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
