#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What observations found wrong: document `wp-codebox/artifact-diagnostics/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// How bad a finding is.
enum class ArtifactDiagnosticSeverity : std::uint8_t { error, warning, notice, info };
template <>
inline constexpr auto json::enum_texts<ArtifactDiagnosticSeverity> =
    json::enum_texts_of("error", "warning", "notice", "info");

/// Whether there is any finding.
enum class ArtifactDiagnosticsStatus : std::uint8_t { clean, reported };
template <>
inline constexpr auto json::enum_texts<ArtifactDiagnosticsStatus> = json::enum_texts_of("clean",
                                                                                        "reported");

/// Where to look.
struct ArtifactDiagnosticRef {
  std::optional<std::string> path;
  std::optional<std::string> kind;
  std::optional<std::string> id;
  std::optional<std::string> url;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactDiagnosticRef&) const = default;
};

/// The observation that a finding comes from.
struct ArtifactDiagnosticProvenance {
  std::optional<std::string> observationId;
  std::string observationType;
  std::string observedAt;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactDiagnosticProvenance&) const = default;
};

/// Contract type `ArtifactDiagnostic`: one finding.
struct ArtifactDiagnostic {
  std::string id;
  std::string type;
  ArtifactDiagnosticSeverity severity = ArtifactDiagnosticSeverity::error;
  std::string message;
  std::optional<std::string> category;
  std::optional<std::string> source;
  std::optional<std::string> path;
  std::optional<std::string> selector;
  std::optional<std::string> stage;
  std::optional<std::string> code;
  std::optional<ArtifactDiagnosticProvenance> provenance;
  std::vector<ArtifactDiagnosticRef> refs;
  std::optional<json::Dictionary<json::Value>> details;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactDiagnostic&) const = default;
};

/// How many findings there are.
struct ArtifactDiagnosticsSummary {
  double total = 0;
  double error = 0;
  double warning = 0;
  double notice = 0;
  double info = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactDiagnosticsSummary&) const = default;
};

/// Contract type `ArtifactDiagnostics`: what observations found wrong.
struct ArtifactDiagnostics {
  json::Constant<"wp-codebox/artifact-diagnostics/v1"> schema;
  ArtifactDiagnosticsStatus status = ArtifactDiagnosticsStatus::clean;
  ArtifactDiagnosticsSummary summary;
  std::vector<ArtifactDiagnostic> diagnostics;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactDiagnostics&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_diagnostic_ref_fields[] = {
    json::field<&ArtifactDiagnosticRef::path>(
        "path", "Path inside the bundle, or as the finding named it."),
    json::field<&ArtifactDiagnosticRef::kind>("kind", "What stands there."),
    json::field<&ArtifactDiagnosticRef::id>("id", "Its id."),
    json::field<&ArtifactDiagnosticRef::url>("url", "Its URL."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactDiagnosticRef::table =
    json::struct_table<ArtifactDiagnosticRef>("ArtifactDiagnosticRef", "Where to look.",
                                              artifact_diagnostic_ref_fields);

inline constexpr json::FieldRow artifact_diagnostic_provenance_fields[] = {
    json::field<&ArtifactDiagnosticProvenance::observationId>("observationId", "Its id."),
    json::field<&ArtifactDiagnosticProvenance::observationType>("observationType", "Its type."),
    json::field<&ArtifactDiagnosticProvenance::observedAt>("observedAt", "Its time."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactDiagnosticProvenance::table =
    json::struct_table<ArtifactDiagnosticProvenance>("ArtifactDiagnosticProvenance",
                                                     "The observation that a finding comes from.",
                                                     artifact_diagnostic_provenance_fields);

inline constexpr json::FieldRow artifact_diagnostic_fields[] = {
    json::field<&ArtifactDiagnostic::id>("id", "Id of the finding."),
    json::field<&ArtifactDiagnostic::type>("type", "Kind of finding."),
    json::field<&ArtifactDiagnostic::severity>("severity", "How bad it is."),
    json::field<&ArtifactDiagnostic::message>("message", "What was found, for people."),
    json::field<&ArtifactDiagnostic::category>("category", "Group of findings."),
    json::field<&ArtifactDiagnostic::source>("source", "What found it."),
    json::field<&ArtifactDiagnostic::path>("path", "File that it is about."),
    json::field<&ArtifactDiagnostic::selector>("selector", "Element that it is about."),
    json::field<&ArtifactDiagnostic::stage>("stage", "When it was found."),
    json::field<&ArtifactDiagnostic::code>("code", "Code of the finder."),
    json::field<&ArtifactDiagnostic::provenance>("provenance",
                                                 "The observation; a failed mount diff has none."),
    json::field<&ArtifactDiagnostic::refs>("refs", "Where to look."),
    json::field<&ArtifactDiagnostic::details>("details", "What else the finding says."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactDiagnostic::table =
    json::struct_table<ArtifactDiagnostic>("ArtifactDiagnostic", "One finding.",
                                           artifact_diagnostic_fields);

inline constexpr json::FieldRow artifact_diagnostics_summary_fields[] = {
    json::field<&ArtifactDiagnosticsSummary::total>("total", "All of them."),
    json::field<&ArtifactDiagnosticsSummary::error>("error", "Errors."),
    json::field<&ArtifactDiagnosticsSummary::warning>("warning", "Warnings."),
    json::field<&ArtifactDiagnosticsSummary::notice>("notice", "Notices."),
    json::field<&ArtifactDiagnosticsSummary::info>("info", "Informations."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactDiagnosticsSummary::table =
    json::struct_table<ArtifactDiagnosticsSummary>("ArtifactDiagnosticsSummary",
                                                   "How many findings there are.",
                                                   artifact_diagnostics_summary_fields);

inline constexpr json::FieldRow artifact_diagnostics_fields[] = {
    json::field<&ArtifactDiagnostics::schema>("schema", "Schema id."),
    json::field<&ArtifactDiagnostics::status>("status", "Whether there is any finding."),
    json::field<&ArtifactDiagnostics::summary>("summary", "How many there are."),
    json::field<&ArtifactDiagnostics::diagnostics>("diagnostics", "The findings."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactDiagnostics::table =
    json::struct_table<ArtifactDiagnostics>("ArtifactDiagnostics", "What observations found wrong.",
                                            artifact_diagnostics_fields,
                                            {.schema_id = "wp-codebox/artifact-diagnostics/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
