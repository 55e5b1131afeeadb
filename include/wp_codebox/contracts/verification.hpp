#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Whether a bundle is what its manifest says: document `artifact-bundle-verification`. The checks
/// are in `validation/bundle.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Codes of the verifier (WPC-VER-001).
enum class KnownBundleViolationCode : std::uint8_t {
  missing_manifest,
  malformed_manifest,
  invalid_manifest_shape,
  invalid_path,
  missing_file,
  orphaned_file,
  digest_mismatch,
  missing_file_hash,
  file_hash_mismatch,
  bundle_id_mismatch,
  malformed_reference,
  review_evidence_mismatch,
  unsafe_file,
  hardlink
};
template <>
inline constexpr auto json::enum_texts<KnownBundleViolationCode> = json::enum_texts_of(
    "missing-manifest", "malformed-manifest", "invalid-manifest-shape", "invalid-path",
    "missing-file", "orphaned-file", "digest-mismatch", "missing-file-hash", "file-hash-mismatch",
    "bundle-id-mismatch", "malformed-reference", "review-evidence-mismatch", "unsafe-file",
    "hardlink");

/// Other texts are legal too.
using ArtifactBundleViolationCode = json::Open<KnownBundleViolationCode>;

/// One thing that is wrong with a bundle.
struct ArtifactBundleViolation {
  ArtifactBundleViolationCode code;
  std::string path;
  std::string message;
  std::optional<std::string> file;
  std::optional<json::Dictionary<json::Value>> details;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactBundleViolation&) const = default;
};

/// Rule of `manifest`: any object.
inline constexpr json::FieldRule artifact_bundle_manifest_rule{.object = true};

/// Whether a bundle is what its manifest says. The manifest stands here as it was read: its shape
/// was checked, not every type in it.
struct ArtifactBundleVerification {
  json::Constant<"wp-codebox/artifact-bundle-verification/v1"> schema;
  std::string bundleDirectory;
  bool valid = false;
  std::vector<ArtifactBundleViolation> violations;
  std::optional<json::Value> manifest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactBundleVerification&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_bundle_violation_fields[] = {
    json::field<&ArtifactBundleViolation::code>("code", "Stable code."),
    json::field<&ArtifactBundleViolation::path>(
        "path", "Where in the documents, such as manifest.files[3].sha256."),
    json::field<&ArtifactBundleViolation::message>("message", "What is wrong, for people."),
    json::field<&ArtifactBundleViolation::file>("file", "File that it is about."),
    json::field<&ArtifactBundleViolation::details>("details", "More, by code."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactBundleViolation::table =
    json::struct_table<ArtifactBundleViolation>("ArtifactBundleViolation",
                                                "One thing that is wrong with a bundle.",
                                                artifact_bundle_violation_fields);

inline constexpr json::FieldRow artifact_bundle_verification_fields[] = {
    json::field<&ArtifactBundleVerification::schema>("schema", "Schema id."),
    json::field<&ArtifactBundleVerification::bundleDirectory>("bundleDirectory",
                                                              "The folder that was checked."),
    json::field<&ArtifactBundleVerification::valid>("valid", "Whether there is no violation."),
    json::field<&ArtifactBundleVerification::violations>(
        "violations", "What is wrong, in the order of the checks."),
    json::field<&ArtifactBundleVerification::manifest>(
        "manifest", "The manifest, when its shape is right.", &artifact_bundle_manifest_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactBundleVerification::table =
    json::struct_table<ArtifactBundleVerification>(
        "ArtifactBundleVerification", "Whether a bundle is what its manifest says.",
        artifact_bundle_verification_fields,
        {.schema_id = "wp-codebox/artifact-bundle-verification/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
