#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The list of a bundle's files: contract type `ArtifactManifest`, file `manifest.json`.

namespace WP_CODEBOX_NAMESPACE {

/// The digest that a bundle is named after, and what it covers.
struct ArtifactContentDigest {
  json::Constant<"sha256"> algorithm;
  std::vector<std::string> inputs;
  std::string value;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactContentDigest&) const = default;
};

/// Contract type `ArtifactManifestFile`: A file of the bundle.
struct ArtifactManifestFile {
  std::string path;
  std::string kind;
  std::string contentType;
  ArtifactFileDigest sha256;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactManifestFile&) const = default;
};

/// Contract type `ArtifactManifest`: the list of a bundle's files.
struct ArtifactManifest {
  std::string id;
  ArtifactContentDigest contentDigest;
  std::string createdAt;
  RuntimeInfo runtime;
  std::vector<ArtifactManifestFile> files;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactManifest&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_content_digest_fields[] = {
    json::field<&ArtifactContentDigest::algorithm>("algorithm", "How the digest was taken."),
    json::field<&ArtifactContentDigest::inputs>("inputs", "Files that it covers, in order."),
    json::field<&ArtifactContentDigest::value>(
        "value", "The digest, 64 lower-case hexadecimal digits.", &sha256_hex_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactContentDigest::table =
    json::struct_table<ArtifactContentDigest>(
        "ArtifactContentDigest", "The digest that a bundle is named after, and what it covers.",
        artifact_content_digest_fields);

inline constexpr json::FieldRow artifact_manifest_file_fields[] = {
    json::field<&ArtifactManifestFile::path>("path", "Path inside the bundle."),
    json::field<&ArtifactManifestFile::kind>("kind", "What the file is, such as review."),
    json::field<&ArtifactManifestFile::contentType>("contentType", "Media type."),
    json::field<&ArtifactManifestFile::sha256>(
        "sha256", "Digest of the bytes; for the manifest itself of its form with zeros here."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactManifestFile::table =
    json::struct_table<ArtifactManifestFile>("ArtifactManifestFile", "A file of the bundle.",
                                             artifact_manifest_file_fields);

inline constexpr json::FieldRow artifact_manifest_fields[] = {
    json::field<&ArtifactManifest::id>(
        "id", "Id of the bundle, artifact-bundle-sha256- and the content digest."),
    json::field<&ArtifactManifest::contentDigest>("contentDigest",
                                                  "Digest of what the bundle says about changes."),
    json::field<&ArtifactManifest::createdAt>(
        "createdAt", "Time of the collect call, the same in every file of it."),
    json::field<&ArtifactManifest::runtime>("runtime", "The runtime at that time."),
    json::field<&ArtifactManifest::files>("files", "Every regular file, the manifest included."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactManifest::table =
    json::struct_table<ArtifactManifest>("ArtifactManifest", "The list of a bundle's files.",
                                         artifact_manifest_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
