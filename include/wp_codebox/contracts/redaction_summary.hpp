#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What was taken out of a bundle's files: document `wp-codebox/artifact-redaction/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// Whether anything was taken out.
enum class ArtifactRedactionStatus : std::uint8_t { clean, redacted };
template <>
inline constexpr auto json::enum_texts<ArtifactRedactionStatus> = json::enum_texts_of("clean",
                                                                                      "redacted");

/// A file from which something was taken out.
struct ArtifactRedactedFile {
  std::string path;
  double count = 0;
  std::vector<std::string> kinds;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactRedactedFile&) const = default;
};

/// Contract type `ArtifactRedactionSummary`: what was taken out of a bundle's files.
struct ArtifactRedactionSummary {
  json::Constant<"wp-codebox/artifact-redaction/v1"> schema;
  ArtifactRedactionStatus status = ArtifactRedactionStatus::clean;
  double total = 0;
  json::Dictionary<double> byKind;
  std::vector<ArtifactRedactedFile> artifacts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactRedactionSummary&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_redacted_file_fields[] = {
    json::field<&ArtifactRedactedFile::path>("path", "Path inside the bundle."),
    json::field<&ArtifactRedactedFile::count>("count", "Number of replacements."),
    json::field<&ArtifactRedactedFile::kinds>("kinds", "Kinds of what was replaced, sorted."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactRedactedFile::table =
    json::struct_table<ArtifactRedactedFile>("ArtifactRedactedFile",
                                             "A file from which something was taken out.",
                                             artifact_redacted_file_fields);

inline constexpr json::FieldRow artifact_redaction_summary_fields[] = {
    json::field<&ArtifactRedactionSummary::schema>("schema", "Schema id."),
    json::field<&ArtifactRedactionSummary::status>("status", "Whether anything was taken out."),
    json::field<&ArtifactRedactionSummary::total>("total", "Number of replacements in all files."),
    json::field<&ArtifactRedactionSummary::byKind>("byKind", "Number of replacements by kind."),
    json::field<&ArtifactRedactionSummary::artifacts>("artifacts", "The files, sorted by path."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactRedactionSummary::table =
    json::struct_table<ArtifactRedactionSummary>(
        "ArtifactRedactionSummary", "What was taken out of a bundle's files.",
        artifact_redaction_summary_fields, {.schema_id = "wp-codebox/artifact-redaction/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
