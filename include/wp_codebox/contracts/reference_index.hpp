#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the pages and texts of a bundle refer to, and whether it is there: document `wp-
/// codebox/runtime-reference-index/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// Kinds of file that are searched.
enum class RuntimeReferenceFileKind : std::uint8_t { html, css, markdown };
template <>
inline constexpr auto json::enum_texts<RuntimeReferenceFileKind> = json::enum_texts_of("html",
                                                                                       "css",
                                                                                       "markdown");

/// Why a file is a place to start at.
enum class RuntimeReferenceEntrypointReason : std::uint8_t {
  html_artifact,
  markdown_entrypoint_name
};
template <>
inline constexpr auto json::enum_texts<RuntimeReferenceEntrypointReason> =
    json::enum_texts_of("html-artifact", "markdown-entrypoint-name");

/// A file to start at.
struct RuntimeReferenceEntrypoint {
  std::string path;
  RuntimeReferenceFileKind kind = RuntimeReferenceFileKind::html;
  RuntimeReferenceEntrypointReason reason = RuntimeReferenceEntrypointReason::html_artifact;
  std::optional<std::string> runtimePath;
  std::optional<std::string> url;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceEntrypoint&) const = default;
};

/// A file that refers to something.
struct RuntimeReferenceSource {
  std::string path;
  RuntimeReferenceFileKind kind = RuntimeReferenceFileKind::html;
  std::optional<std::string> runtimePath;
  std::optional<std::string> url;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceSource&) const = default;
};

/// What is referred to.
struct RuntimeReferenceTarget {
  std::string raw;
  std::string path;
  bool present = false;
  std::optional<std::string> artifactPath;
  std::optional<std::string> runtimePath;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceTarget&) const = default;
};

/// How something is referred to, as far as the contract names it.
enum class KnownReferenceKind : std::uint8_t {
  src,
  href,
  stylesheet,
  media_poster,
  srcset,
  css_url,
  markdown_image
};
template <>
inline constexpr auto json::enum_texts<KnownReferenceKind> = json::enum_texts_of(
    "src", "href", "stylesheet", "media-poster", "srcset", "css-url", "markdown-image");

/// Other texts are legal too.
using RuntimeReferenceKind = json::Open<KnownReferenceKind>;

/// One reference.
struct RuntimeReference {
  RuntimeReferenceSource source;
  RuntimeReferenceTarget target;
  RuntimeReferenceKind kind;
  std::optional<std::string> context;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReference&) const = default;
};

/// How many references there are.
struct RuntimeReferenceIndexSummary {
  double filesScanned = 0;
  double references = 0;
  double present = 0;
  double missing = 0;
  double entrypoints = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceIndexSummary&) const = default;
};

/// Contract type `RuntimeReferenceIndex`: what the pages and texts of a bundle refer to.
struct RuntimeReferenceIndex {
  json::Constant<"wp-codebox/runtime-reference-index/v1"> schema;
  json::ConstantNumber<1> version;
  std::string createdAt;
  RuntimeReferenceIndexSummary summary;
  std::vector<RuntimeReferenceEntrypoint> entrypoints;
  std::vector<RuntimeReference> references;
  std::vector<RuntimeReference> present;
  std::vector<RuntimeReference> missing;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceIndex&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_reference_entrypoint_fields[] = {
    json::field<&RuntimeReferenceEntrypoint::path>("path", "Path inside the bundle."),
    json::field<&RuntimeReferenceEntrypoint::kind>("kind", "Kind of file."),
    json::field<&RuntimeReferenceEntrypoint::reason>("reason", "Why it is one."),
    json::field<&RuntimeReferenceEntrypoint::runtimePath>(
        "runtimePath", "Path in the sandbox, of a captured file."),
    json::field<&RuntimeReferenceEntrypoint::url>("url", "URL, of a page that a browser visited."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceEntrypoint::table =
    json::struct_table<RuntimeReferenceEntrypoint>(
        "RuntimeReferenceEntrypoint", "A file to start at.", runtime_reference_entrypoint_fields);

inline constexpr json::FieldRow runtime_reference_source_fields[] = {
    json::field<&RuntimeReferenceSource::path>("path", "Path inside the bundle."),
    json::field<&RuntimeReferenceSource::kind>("kind", "Kind of file."),
    json::field<&RuntimeReferenceSource::runtimePath>("runtimePath",
                                                      "Path in the sandbox, of a captured file."),
    json::field<&RuntimeReferenceSource::url>("url", "URL, of a page that a browser visited."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceSource::table =
    json::struct_table<RuntimeReferenceSource>("RuntimeReferenceSource",
                                               "A file that refers to something.",
                                               runtime_reference_source_fields);

inline constexpr json::FieldRow runtime_reference_target_fields[] = {
    json::field<&RuntimeReferenceTarget::raw>("raw", "The reference as it is written."),
    json::field<&RuntimeReferenceTarget::path>("path", "The path that it means."),
    json::field<&RuntimeReferenceTarget::present>("present", "Whether something is there."),
    json::field<&RuntimeReferenceTarget::artifactPath>("artifactPath",
                                                       "Path of that inside the bundle."),
    json::field<&RuntimeReferenceTarget::runtimePath>("runtimePath",
                                                      "Path of that in the sandbox."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceTarget::table =
    json::struct_table<RuntimeReferenceTarget>("RuntimeReferenceTarget", "What is referred to.",
                                               runtime_reference_target_fields);

inline constexpr json::FieldRow runtime_reference_fields[] = {
    json::field<&RuntimeReference::source>("source", "Where it stands."),
    json::field<&RuntimeReference::target>("target", "What it means."),
    json::field<&RuntimeReference::kind>("kind", "How."),
    json::field<&RuntimeReference::context>("context", "Attribute or syntax that it was found in."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReference::table =
    json::struct_table<RuntimeReference>("RuntimeReference", "One reference.",
                                         runtime_reference_fields);

inline constexpr json::FieldRow runtime_reference_index_summary_fields[] = {
    json::field<&RuntimeReferenceIndexSummary::filesScanned>("filesScanned",
                                                             "Files that were searched."),
    json::field<&RuntimeReferenceIndexSummary::references>("references", "References found."),
    json::field<&RuntimeReferenceIndexSummary::present>("present", "Those whose target is there."),
    json::field<&RuntimeReferenceIndexSummary::missing>("missing",
                                                        "Those whose target is not there."),
    json::field<&RuntimeReferenceIndexSummary::entrypoints>("entrypoints", "Files to start at."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceIndexSummary::table =
    json::struct_table<RuntimeReferenceIndexSummary>("RuntimeReferenceIndexSummary",
                                                     "How many references there are.",
                                                     runtime_reference_index_summary_fields);

inline constexpr json::FieldRow runtime_reference_index_fields[] = {
    json::field<&RuntimeReferenceIndex::schema>("schema", "Schema id."),
    json::field<&RuntimeReferenceIndex::version>("version", "Version of the document."),
    json::field<&RuntimeReferenceIndex::createdAt>("createdAt", "Time of the collect call."),
    json::field<&RuntimeReferenceIndex::summary>("summary", "How many there are."),
    json::field<&RuntimeReferenceIndex::entrypoints>("entrypoints", "Files to start at."),
    json::field<&RuntimeReferenceIndex::references>("references", "All references, sorted."),
    json::field<&RuntimeReferenceIndex::present>("present", "Those whose target is there."),
    json::field<&RuntimeReferenceIndex::missing>("missing", "Those whose target is not there."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceIndex::table =
    json::struct_table<RuntimeReferenceIndex>(
        "RuntimeReferenceIndex", "What the pages and texts of a bundle refer to.",
        runtime_reference_index_fields, {.schema_id = "wp-codebox/runtime-reference-index/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
