#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Looking at a runtime: contract types `ObservationSpec` and `ObservationResult`, and the data of
/// the observations that have a fixed form.

namespace WP_CODEBOX_NAMESPACE {

/// What can be observed.
enum class KnownObservationType : std::uint8_t {
  runtime_info,
  mounts,
  files,
  command_result,
  wordpress_state,
  http_response,
  browser_result,
  runtime_events,
  runtime_logs
};
template <>
inline constexpr auto json::enum_texts<KnownObservationType> =
    json::enum_texts_of("runtime-info", "mounts", "files", "command-result", "wordpress-state",
                        "http-response", "browser-result", "runtime-events", "runtime-logs");

/// Other texts are legal too.
using ObservationType = json::Open<KnownObservationType>;

/// How much of personal data a WordPress state export shows.
enum class KnownObservationRedaction : std::uint8_t { safe, none };
template <>
inline constexpr auto json::enum_texts<KnownObservationRedaction> = json::enum_texts_of("safe",
                                                                                        "none");

/// Other texts are legal too.
using ObservationRedaction = json::Open<KnownObservationRedaction>;

/// Contract type `ObservationSpec`.
struct ObservationSpec {
  ObservationType type;
  std::optional<std::string> path;
  std::optional<std::string> commandId;
  std::optional<std::string> url;
  std::optional<std::string> method;
  std::optional<json::Dictionary<std::string>> headers;
  std::optional<std::string> body;
  std::optional<bool> includeBody;
  std::optional<std::vector<std::string>> sections;
  std::optional<ObservationRedaction> redaction;
  std::optional<bool> includeContent;
  std::optional<std::vector<std::string>> optionNames;
  std::optional<std::vector<std::string>> userFields;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ObservationSpec&) const = default;
};

/// Contract type `ObservationResult`. Its digest covers schema, type, data, observedAt and
/// artifactRefs.
struct ObservationResult {
  std::optional<json::Constant<"wp-codebox/runtime-episode-observation/v1">> schema;
  std::optional<std::string> id;
  std::string type;
  json::Value data;
  std::string observedAt;
  std::optional<std::vector<RuntimeEpisodeTraceRef>> artifactRefs;
  std::optional<RuntimeEpisodeContentDigest> digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ObservationResult&) const = default;
};

/// Data of an `http-response` observation.
struct HttpResponseData {
  std::string url;
  std::string method;
  double status = 0;
  std::string statusText;
  json::Dictionary<std::string> headers;
  std::string bodySha256;
  double bodyBytes = 0;
  std::optional<std::string> body;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HttpResponseData&) const = default;
};

/// Data of a `command-result` observation when there is no such command.
struct CommandNotFoundData {
  json::Nullable<std::string> commandId;
  bool found = false;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CommandNotFoundData&) const = default;
};

/// What a listed entry is; links are not followed.
enum class FileEntryType : std::uint8_t { file, directory, symlink };
template <>
inline constexpr auto json::enum_texts<FileEntryType> = json::enum_texts_of("file", "directory",
                                                                            "symlink");

/// One entry of a `files` observation.
struct FileEntry {
  std::string path;
  FileEntryType type = FileEntryType::file;
  std::optional<double> bytes;
  std::optional<std::string> sha256;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const FileEntry&) const = default;
};

/// Data of a `files` observation of a backend with the capability `files-observation`.
struct FilesData {
  json::Constant<"files"> type;
  std::string path;
  std::vector<FileEntry> entries;
  bool truncated = false;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const FilesData&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow observation_spec_fields[] = {
    json::field<&ObservationSpec::type>("type", "What to observe."),
    json::field<&ObservationSpec::path>("path", "Path or URL path to look at, by type."),
    json::field<&ObservationSpec::commandId>(
        "commandId", "Execution whose result is wanted; without it the last one."),
    json::field<&ObservationSpec::url>("url", "URL to request."),
    json::field<&ObservationSpec::method>("method", "HTTP method; GET by default."),
    json::field<&ObservationSpec::headers>("headers", "HTTP headers to send."),
    json::field<&ObservationSpec::body>("body", "HTTP body to send."),
    json::field<&ObservationSpec::includeBody>("includeBody",
                                               "Whether a short response body stands in the data."),
    json::field<&ObservationSpec::sections>("sections",
                                            "Sections of the WordPress state to export."),
    json::field<&ObservationSpec::redaction>("redaction",
                                             "How much of personal data to show; safe by default."),
    json::field<&ObservationSpec::includeContent>(
        "includeContent", "Whether contents are exported besides their hashes."),
    json::field<&ObservationSpec::optionNames>("optionNames", "WordPress options to export."),
    json::field<&ObservationSpec::userFields>("userFields", "Fields of users to export."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ObservationSpec::table =
    json::struct_table<ObservationSpec>("ObservationSpec", "What to observe.",
                                        observation_spec_fields);

inline constexpr json::FieldRow observation_result_fields[] = {
    json::field<&ObservationResult::schema>("schema", "Schema id; a recorded observation has it."),
    json::field<&ObservationResult::id>("id", "Id of the observation; a recorded one has it."),
    json::field<&ObservationResult::type>("type", "What was observed."),
    json::field<&ObservationResult::data>("data", "What was seen, by type."),
    json::field<&ObservationResult::observedAt>("observedAt", "Time before the data was read."),
    json::field<&ObservationResult::artifactRefs>("artifactRefs",
                                                  "Files that hold parts of what was seen."),
    json::field<&ObservationResult::digest>("digest", "Digest of the observation."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ObservationResult::table =
    json::struct_table<ObservationResult>(
        "ObservationResult", "What was observed.", observation_result_fields,
        {.schema_id = "wp-codebox/runtime-episode-observation/v1"});

inline constexpr json::FieldRow http_response_data_fields[] = {
    json::field<&HttpResponseData::url>("url", "The URL that was asked for, before redirects."),
    json::field<&HttpResponseData::method>("method", "The method that was sent."),
    json::field<&HttpResponseData::status>("status", "Status code of the last answer."),
    json::field<&HttpResponseData::statusText>("statusText", "Status text of the last answer."),
    json::field<&HttpResponseData::headers>("headers", "Headers with lower-case names."),
    json::field<&HttpResponseData::bodySha256>("bodySha256", "SHA-256 of the body as text.",
                                               &sha256_hex_rule),
    json::field<&HttpResponseData::bodyBytes>("bodyBytes", "Length of the body as text, in bytes."),
    json::field<&HttpResponseData::body>("body", "The body, when it was asked for and is short."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HttpResponseData::table =
    json::struct_table<HttpResponseData>("HttpResponseData", "What a site answered.",
                                         http_response_data_fields);

inline constexpr json::FieldRow command_not_found_data_fields[] = {
    json::field<&CommandNotFoundData::commandId>("commandId", "The execution that was asked for."),
    json::field<&CommandNotFoundData::found>("found", "Always false."),
};
WP_CODEBOX_INLINE constexpr json::StructTable CommandNotFoundData::table =
    json::struct_table<CommandNotFoundData>("CommandNotFoundData", "There is no such command.",
                                            command_not_found_data_fields);

inline constexpr json::FieldRow file_entry_fields[] = {
    json::field<&FileEntry::path>("path", "Path relative to the directory that was asked for."),
    json::field<&FileEntry::type>("type", "What the entry is."),
    json::field<&FileEntry::bytes>("bytes", "Size of a file in bytes."),
    json::field<&FileEntry::sha256>("sha256", "SHA-256 of a file of up to 1 MiB.",
                                    &sha256_hex_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable FileEntry::table =
    json::struct_table<FileEntry>("FileEntry", "One entry of a directory.", file_entry_fields);

inline constexpr json::FieldRow files_data_fields[] = {
    json::field<&FilesData::type>("type", "Always files."),
    json::field<&FilesData::path>("path", "Directory in the sandbox."),
    json::field<&FilesData::entries>("entries",
                                     "What lies in it, recursively, by path in UTF-16 order."),
    json::field<&FilesData::truncated>("truncated",
                                       "Whether there was more than the limit of 1,000 entries."),
};
WP_CODEBOX_INLINE constexpr json::StructTable FilesData::table = json::struct_table<FilesData>(
    "FilesData", "What lies in a directory of the sandbox.", files_data_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
