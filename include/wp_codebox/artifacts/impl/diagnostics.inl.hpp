#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "wp_codebox/artifacts/diagnostics.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/value.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace diagnostics_entry {

/// Members with a meaning; all others are details.
inline constexpr auto known_members = std::to_array<std::string_view>(
    {"id", "diagnostic_id", "type", "kind", "code", "message", "summary", "reason", "severity",
     "category", "source", "path", "source_path", "selector", "stage", "refs", "references",
     "artifactRefs"});

/// A text that says something, or a number or boolean as text.
inline std::optional<std::string> text_of(const json::Node* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) {
    std::string text = value->text();
    return trim_text(text).empty() ? std::nullopt : std::optional(std::move(text));
  }
  if (value->is_number()) return json::number_text(value->number());
  if (value->is_boolean()) return value->boolean() ? "true" : "false";
  return std::nullopt;
}

/// The first member of those names that says something.
inline std::optional<std::string> first_text(const json::Node& entry,
                                             std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (auto text = text_of(entry.find(name))) return text;
  }
  return std::nullopt;
}

inline ArtifactDiagnosticSeverity severity_of(const json::Node& entry) {
  const auto text = text_of(entry.find("severity"));
  const auto known =
      text ? json::enum_value<ArtifactDiagnosticSeverity>(ascii_lower(*text)) : std::nullopt;
  return known.value_or(ArtifactDiagnosticSeverity::warning);
}

inline std::vector<ArtifactDiagnosticRef> refs_of(const json::Node& entry) {
  const json::Node* list = entry.find("refs");
  if (json::is_nullish(list)) list = entry.find("references");
  if (json::is_nullish(list)) list = entry.find("artifactRefs");
  std::vector<ArtifactDiagnosticRef> refs;
  if (list == nullptr) return refs;
  for (const json::Node& item : list->items()) {
    ArtifactDiagnosticRef ref{text_of(item.find("path")),
                              text_of(item.find("kind")),
                              text_of(item.find("id")),
                              text_of(item.find("url")),
                              {}};
    if (ref.path || ref.kind || ref.id || ref.url) refs.push_back(std::move(ref));
  }
  return refs;
}

inline std::optional<json::Dictionary<json::Value>> details_of(const json::Node& entry) {
  json::Dictionary<json::Value> details;
  for (const json::Member& member : entry.members()) {
    const bool known =
        std::find(known_members.begin(), known_members.end(), member.name()) != known_members.end();
    if (!known) details.append(std::string(member.name())) = json::Value(member.value);
  }
  return details.empty() ? std::nullopt : std::optional(std::move(details));
}

inline ArtifactDiagnostic normalized(const json::Node& entry, std::string fallback_id,
                                     const DiagnosticSource& source) {
  ArtifactDiagnostic diagnostic;
  diagnostic.id = first_text(entry, {"id", "diagnostic_id"}).value_or(std::move(fallback_id));
  diagnostic.type = first_text(entry, {"type", "kind", "code"}).value_or("diagnostic");
  diagnostic.severity = severity_of(entry);
  diagnostic.message =
      first_text(entry, {"message", "summary", "reason"}).value_or(diagnostic.type);
  diagnostic.category = text_of(entry.find("category"));
  diagnostic.source = text_of(entry.find("source"));
  diagnostic.path = first_text(entry, {"path", "source_path"});
  diagnostic.selector = text_of(entry.find("selector"));
  diagnostic.stage = text_of(entry.find("stage"));
  diagnostic.code = text_of(entry.find("code"));
  diagnostic.provenance =
      ArtifactDiagnosticProvenance{source.id, source.type, source.observedAt, {}};
  diagnostic.refs = refs_of(entry);
  diagnostic.details = details_of(entry);
  return diagnostic;
}

/// Every entry as it stands in the data, also those that are not objects: they count.
inline std::vector<const json::Node*> raw_entries(const json::Node& data) {
  std::vector<const json::Node*> entries;
  for (const std::string_view name : {"diagnostics", "findings", "issues", "diagnostic"}) {
    const json::Node* const value = data.find(name);
    if (value == nullptr) continue;
    if (value->is_object()) entries.push_back(value);
    for (const json::Node& item : value->items()) entries.push_back(&item);
  }
  return entries;
}

}  // namespace diagnostics_entry

WP_CODEBOX_INLINE void append_diagnostics(const DiagnosticSource& source, std::size_t position,
                                          std::vector<ArtifactDiagnostic>& diagnostics) {
  const std::string owner = source.id.value_or("observation-" + std::to_string(position));
  std::size_t number = 0;
  for (const json::Node* const entry : diagnostics_entry::raw_entries(source.data)) {
    ++number;
    if (!entry->is_object()) continue;
    diagnostics.push_back(diagnostics_entry::normalized(
        *entry, owner + "-diagnostic-" + std::to_string(number), source));
  }
}

WP_CODEBOX_INLINE std::vector<ArtifactDiagnostic> collect_diagnostics(
    const std::vector<ObservationResult>& observations) {
  std::vector<ArtifactDiagnostic> diagnostics;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    const ObservationResult& observation = observations[i];
    if (!observation.data.is_object()) continue;
    const json::Parsed data(observation.data);
    append_diagnostics({observation.id, observation.type, observation.observedAt, data.root()}, i,
                       diagnostics);
  }
  return diagnostics;
}

WP_CODEBOX_INLINE ArtifactDiagnostics
diagnostics_document(std::vector<ArtifactDiagnostic> diagnostics) {
  ArtifactDiagnostics document;
  for (const ArtifactDiagnostic& diagnostic : diagnostics) {
    document.summary.total += 1;
    switch (diagnostic.severity) {
      case ArtifactDiagnosticSeverity::error:
        document.summary.error += 1;
        break;
      case ArtifactDiagnosticSeverity::warning:
        document.summary.warning += 1;
        break;
      case ArtifactDiagnosticSeverity::notice:
        document.summary.notice += 1;
        break;
      case ArtifactDiagnosticSeverity::info:
        document.summary.info += 1;
        break;
    }
  }
  if (!diagnostics.empty()) document.status = ArtifactDiagnosticsStatus::reported;
  document.diagnostics = std::move(diagnostics);
  return document;
}

WP_CODEBOX_INLINE ArtifactDiagnostic capture_diagnostic(std::string id, std::string type,
                                                        ArtifactDiagnosticSeverity severity,
                                                        std::string message) {
  ArtifactDiagnostic diagnostic;
  diagnostic.id = std::move(id);
  diagnostic.type = std::move(type);
  diagnostic.severity = severity;
  diagnostic.message = std::move(message);
  diagnostic.category = "artifact-capture";
  return diagnostic;
}

}  // namespace WP_CODEBOX_NAMESPACE
