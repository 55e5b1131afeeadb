#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/browser_summary.hpp"
#include "wp_codebox/contracts/changed_files.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/provenance.hpp"
#include "wp_codebox/contracts/redaction_summary.hpp"
#include "wp_codebox/contracts/review.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a reviewer is shown: `files/review.json` (WPC-ART-020, WPC-ART-021).

namespace WP_CODEBOX_NAMESPACE {

/// What a review is made from.
struct ReviewSources {
  std::string artifactId;         ///< Id of the bundle.
  std::string createdAt;          ///< Time of the collect.
  ArtifactProvenance provenance;  ///< As in `metadata.json`; stands in the review unchanged.
  std::vector<ArtifactChangedFile> changedFiles;  ///< Counted, and listed one by one.
  std::string patch;                              ///< The text of `files/patch.diff`.
  std::string contentDigest;                      ///< In hexadecimal digits.
  std::string runtimeCreatedAt;                   ///< Time of the first step of the progress.
  std::vector<MountSpec> mounts;                  ///< In mount order, a step of the progress each.
  std::optional<ArtifactPreview> preview = {};    ///< None: the bundle has no preview.
  std::optional<ArtifactReviewBrowserSummary> browser = {};  ///< None: no browser command ran.

  /// What was redacted before this file; it is shown only when there is something.
  std::optional<ArtifactRedactionSummary> redaction = {};
  std::optional<std::string> diagnosticsPath = {};      ///< Inside the bundle; none: no such file.
  std::optional<std::string> previewEvidencePath = {};  ///< Inside the bundle; none: no such file.

  /// Inside the bundle; none: no such file.
  std::optional<std::string> previewSessionEvidencePath = {};
};

/// The review with its counts, progress, actions, evidence and risk flags.
[[nodiscard]] ArtifactReview build_review(const ReviewSources& sources);

/// `suspicious-full-file-rewrite:<path>` for each file of a patch with a hunk of at least 50 lines
/// of which at least 80 % are touched; sorted by UTF-16 unit, each path once.
[[nodiscard]] std::vector<std::string> rewrite_risk_flags(std::string_view patch);

/// How many files were added, modified and deleted.
[[nodiscard]] ArtifactReviewStats count_changes(const std::vector<ArtifactChangedFile>& files);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/review.inl.hpp"
#endif
