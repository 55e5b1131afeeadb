#pragma once

#include <optional>
#include <string>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A file of a bundle as evidence: contract type `ArtifactEvidenceRef`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `ArtifactEvidenceRef`.
struct ArtifactEvidenceRef {
  std::string path;
  std::string kind;
  std::optional<std::string> contentType;
  std::optional<ArtifactFileDigest> sha256;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactEvidenceRef&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_evidence_ref_fields[] = {
    json::field<&ArtifactEvidenceRef::path>("path", "Path inside the bundle."),
    json::field<&ArtifactEvidenceRef::kind>("kind", "Kind of the file, as in the manifest."),
    json::field<&ArtifactEvidenceRef::contentType>("contentType", "Media type of the file."),
    json::field<&ArtifactEvidenceRef::sha256>("sha256", "Digest of the file."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactEvidenceRef::table =
    json::struct_table<ArtifactEvidenceRef>(
        "ArtifactEvidenceRef", "A file of a bundle as evidence.", artifact_evidence_ref_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
