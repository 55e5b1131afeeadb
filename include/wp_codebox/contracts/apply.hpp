#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/contracts/verification.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Whether a bundle's changes may be applied, and what is needed for it: documents
/// `artifact-bundle-apply-preflight` and `artifact-bundle-apply-payload`.

namespace WP_CODEBOX_NAMESPACE {

/// The patch to apply.
struct ApplyPatch {
  std::string path;
  ArtifactFileDigest sha256;
  std::string body;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ApplyPatch&) const = default;
};

/// A file that the patch changes; its other members are kept as they came.
struct ApplyChangedFile {
  std::string path;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ApplyChangedFile&) const = default;
};

/// The files that the patch changes.
struct ApplyChangedFiles {
  std::string path;
  std::vector<ApplyChangedFile> files;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ApplyChangedFiles&) const = default;
};

/// What the review says.
struct ApplyReview {
  std::string path;
  std::optional<std::string> artifactId;
  std::optional<std::string> summary;
  std::optional<std::vector<std::string>> riskFlags;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ApplyReview&) const = default;
};

/// Everything that is needed to apply the changes.
struct ArtifactBundleApplyPayload {
  json::Constant<"wp-codebox/artifact-bundle-apply-payload/v1"> schema;
  std::string artifactId;
  ArtifactContentDigest contentDigest;
  ApplyPatch patch;
  ApplyChangedFiles changedFiles;
  std::optional<ApplyReview> review;
  std::vector<std::string> approvedFiles;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactBundleApplyPayload&) const = default;
};

/// Whether a bundle's changes may be applied.
struct ArtifactBundleApplyPreflight {
  json::Constant<"wp-codebox/artifact-bundle-apply-preflight/v1"> schema;
  std::string bundleDirectory;
  bool ready = false;
  ArtifactBundleVerification verification;
  std::vector<ArtifactBundleViolation> violations;
  std::optional<json::Value> manifest;
  std::optional<ArtifactBundleApplyPayload> payload;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactBundleApplyPreflight&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow apply_patch_fields[] = {
    json::field<&ApplyPatch::path>("path", "Path inside the bundle."),
    json::field<&ApplyPatch::sha256>("sha256", "Digest of the patch."),
    json::field<&ApplyPatch::body>("body", "The patch as text."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ApplyPatch::table =
    json::struct_table<ApplyPatch>("ApplyPatch", "The patch to apply.", apply_patch_fields);

inline constexpr json::FieldRow apply_changed_file_fields[] = {
    json::field<&ApplyChangedFile::path>("path", "Path in the sandbox."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ApplyChangedFile::table =
    json::struct_table<ApplyChangedFile>(
        "ApplyChangedFile",
        "A file that the patch changes; its other members are kept as they came.",
        apply_changed_file_fields);

inline constexpr json::FieldRow apply_changed_files_fields[] = {
    json::field<&ApplyChangedFiles::path>("path", "The list, inside the bundle."),
    json::field<&ApplyChangedFiles::files>("files", "Its entries."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ApplyChangedFiles::table =
    json::struct_table<ApplyChangedFiles>("ApplyChangedFiles", "The files that the patch changes.",
                                          apply_changed_files_fields);

inline constexpr json::FieldRow apply_review_fields[] = {
    json::field<&ApplyReview::path>("path", "Path inside the bundle."),
    json::field<&ApplyReview::artifactId>("artifactId", "Bundle that it is about."),
    json::field<&ApplyReview::summary>("summary", "The run in a sentence."),
    json::field<&ApplyReview::riskFlags>("riskFlags", "What to look at closely."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ApplyReview::table =
    json::struct_table<ApplyReview>("ApplyReview", "What the review says.", apply_review_fields);

inline constexpr json::FieldRow artifact_bundle_apply_payload_fields[] = {
    json::field<&ArtifactBundleApplyPayload::schema>("schema", "Schema id."),
    json::field<&ArtifactBundleApplyPayload::artifactId>("artifactId", "Id of the bundle."),
    json::field<&ArtifactBundleApplyPayload::contentDigest>(
        "contentDigest", "Digest that the bundle is named after."),
    json::field<&ArtifactBundleApplyPayload::patch>("patch", "The patch."),
    json::field<&ArtifactBundleApplyPayload::changedFiles>("changedFiles",
                                                           "The files that it changes."),
    json::field<&ArtifactBundleApplyPayload::review>("review", "What the review says."),
    json::field<&ArtifactBundleApplyPayload::approvedFiles>("approvedFiles",
                                                            "Files that were approved."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactBundleApplyPayload::table =
    json::struct_table<ArtifactBundleApplyPayload>(
        "ArtifactBundleApplyPayload", "Everything that is needed to apply the changes.",
        artifact_bundle_apply_payload_fields,
        {.schema_id = "wp-codebox/artifact-bundle-apply-payload/v1"});

inline constexpr json::FieldRow artifact_bundle_apply_preflight_fields[] = {
    json::field<&ArtifactBundleApplyPreflight::schema>("schema", "Schema id."),
    json::field<&ArtifactBundleApplyPreflight::bundleDirectory>("bundleDirectory",
                                                                "The folder that was checked."),
    json::field<&ArtifactBundleApplyPreflight::ready>("ready", "Whether they may."),
    json::field<&ArtifactBundleApplyPreflight::verification>("verification",
                                                             "Whether the bundle is good."),
    json::field<&ArtifactBundleApplyPreflight::violations>("violations",
                                                           "Everything that stands against it."),
    json::field<&ArtifactBundleApplyPreflight::manifest>(
        "manifest", "The manifest, when its shape is right.", &artifact_bundle_manifest_rule),
    json::field<&ArtifactBundleApplyPreflight::payload>(
        "payload", "What to apply, when nothing stands against it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactBundleApplyPreflight::table =
    json::struct_table<ArtifactBundleApplyPreflight>(
        "ArtifactBundleApplyPreflight", "Whether a bundle's changes may be applied.",
        artifact_bundle_apply_preflight_fields,
        {.schema_id = "wp-codebox/artifact-bundle-apply-preflight/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
