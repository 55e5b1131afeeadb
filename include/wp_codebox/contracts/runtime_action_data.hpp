#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/runtime_action.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What actions give: the `data` of a runtime action observation, by the action's type.

namespace WP_CODEBOX_NAMESPACE {

/// What wp_cli gives.
struct WpCliActionData {
  std::string command;
  std::string mappedCommand;
  std::vector<std::string> args;
  double exitCode = 0;
  std::string stdout;
  std::string stderr;
  std::string executionId;
  std::string stepId;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WpCliActionData&) const = default;
};

/// What rest_request gives.
struct RestRequestActionData {
  std::string method;
  std::string path;
  std::string route;
  std::optional<double> status;
  json::Dictionary<json::Value> headers;
  json::Value body;
  json::Dictionary<json::Value> timing;
  json::Dictionary<json::Value> diagnostics;
  std::string mappedCommand;
  std::vector<std::string> args;
  json::Value stdout;
  std::string stderr;
  std::string executionId;
  std::string stepId;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RestRequestActionData&) const = default;
};

/// What a folder holds.
enum class FilesystemEntryType : std::uint8_t { directory, file, other };
template <>
inline constexpr auto json::enum_texts<FilesystemEntryType> = json::enum_texts_of("directory",
                                                                                  "file", "other");

/// An entry of a folder.
struct FilesystemEntry {
  std::string name;
  FilesystemEntryType type = FilesystemEntryType::directory;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const FilesystemEntry&) const = default;
};

/// What filesystem gives. Of the last four members each operation gives its own: `list` entries,
/// `read` content and bytes, `write` bytes, `delete` deleted.
struct FilesystemActionData {
  FilesystemOperation operation = FilesystemOperation::list;
  std::string path;
  std::string mountTarget;
  MountMode mountMode = MountMode::readonly;
  std::optional<std::vector<FilesystemEntry>> entries;
  std::optional<std::string> content;
  std::optional<double> bytes;
  std::optional<bool> deleted;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const FilesystemActionData&) const = default;
};

/// What browser gives.
struct BrowserActionData {
  BrowserOperation operation = BrowserOperation::navigate;
  std::string mappedCommand;
  std::vector<std::string> args;
  double exitCode = 0;
  json::Value stdout;
  std::string stderr;
  std::string executionId;
  std::string stepId;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BrowserActionData&) const = default;
};

/// What editor_open gives. The optional members are taken from what the command printed, as it
/// printed them.
struct EditorOpenActionData {
  std::string mappedCommand;
  std::vector<std::string> args;
  double exitCode = 0;
  json::Value stdout;
  std::string stderr;
  std::string executionId;
  std::string stepId;
  json::Dictionary<json::Value> diagnostics;
  std::optional<json::Value> target;
  std::optional<json::Value> finalUrl;
  std::optional<json::Value> files;
  std::optional<json::Value> summary;
  std::optional<json::Value> steps;
  std::vector<RuntimeEpisodeTraceRef> artifactRefs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const EditorOpenActionData&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow wp_cli_action_data_fields[] = {
    json::field<&WpCliActionData::command>("command", "The command as the action had it."),
    json::field<&WpCliActionData::mappedCommand>("mappedCommand",
                                                 "Command that the runtime executed."),
    json::field<&WpCliActionData::args>("args", "Its arguments."),
    json::field<&WpCliActionData::exitCode>("exitCode", "Exit code."),
    json::field<&WpCliActionData::stdout>("stdout", "What it printed."),
    json::field<&WpCliActionData::stderr>("stderr", "What it complained about."),
    json::field<&WpCliActionData::executionId>("executionId", "Id of the execution."),
    json::field<&WpCliActionData::stepId>("stepId", "Id of the episode's step."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WpCliActionData::table =
    json::struct_table<WpCliActionData>("WpCliActionData", "What wp_cli gives.",
                                        wp_cli_action_data_fields);

inline constexpr json::FieldRow rest_request_action_data_fields[] = {
    json::field<&RestRequestActionData::method>("method", "The method."),
    json::field<&RestRequestActionData::path>("path", "The path."),
    json::field<&RestRequestActionData::route>("route", "The route that answered, or the path."),
    json::field<&RestRequestActionData::status>("status", "HTTP status."),
    json::field<&RestRequestActionData::headers>("headers", "Headers of the answer by name."),
    json::field<&RestRequestActionData::body>("body", "Body of the answer, null without one."),
    json::field<&RestRequestActionData::timing>(
        "timing", "startedAt, finishedAt, durationMs, and what the answer says about its time."),
    json::field<&RestRequestActionData::diagnostics>(
        "diagnostics", "exitCode, stderr, and what the answer says besides."),
    json::field<&RestRequestActionData::mappedCommand>("mappedCommand",
                                                       "Command that the runtime executed."),
    json::field<&RestRequestActionData::args>("args", "Its arguments."),
    json::field<&RestRequestActionData::stdout>(
        "stdout", "What it printed: as JSON if it is that, else as text."),
    json::field<&RestRequestActionData::stderr>("stderr", "What it complained about."),
    json::field<&RestRequestActionData::executionId>("executionId", "Id of the execution."),
    json::field<&RestRequestActionData::stepId>("stepId", "Id of the episode's step."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RestRequestActionData::table =
    json::struct_table<RestRequestActionData>("RestRequestActionData", "What rest_request gives.",
                                              rest_request_action_data_fields);

inline constexpr json::FieldRow filesystem_entry_fields[] = {
    json::field<&FilesystemEntry::name>("name", "Its name."),
    json::field<&FilesystemEntry::type>("type", "What it is."),
};
WP_CODEBOX_INLINE constexpr json::StructTable FilesystemEntry::table =
    json::struct_table<FilesystemEntry>("FilesystemEntry", "An entry of a folder.",
                                        filesystem_entry_fields);

inline constexpr json::FieldRow filesystem_action_data_fields[] = {
    json::field<&FilesystemActionData::operation>("operation", "What was done."),
    json::field<&FilesystemActionData::path>("path", "Absolute path in the sandbox."),
    json::field<&FilesystemActionData::mountTarget>("mountTarget", "Where the mount lies."),
    json::field<&FilesystemActionData::mountMode>("mountMode",
                                                  "Whether the sandbox may write there."),
    json::field<&FilesystemActionData::entries>("entries", "What the folder holds."),
    json::field<&FilesystemActionData::content>("content", "The text of the file."),
    json::field<&FilesystemActionData::bytes>("bytes", "Size of the file."),
    json::field<&FilesystemActionData::deleted>("deleted", "That it is gone."),
};
WP_CODEBOX_INLINE constexpr json::StructTable FilesystemActionData::table =
    json::struct_table<FilesystemActionData>("FilesystemActionData", "What filesystem gives.",
                                             filesystem_action_data_fields);

inline constexpr json::FieldRow browser_action_data_fields[] = {
    json::field<&BrowserActionData::operation>("operation", "What was done."),
    json::field<&BrowserActionData::mappedCommand>("mappedCommand",
                                                   "Command that the runtime executed."),
    json::field<&BrowserActionData::args>("args", "Its arguments."),
    json::field<&BrowserActionData::exitCode>("exitCode", "Exit code."),
    json::field<&BrowserActionData::stdout>(
        "stdout", "What it printed: as JSON if it is that, else as text."),
    json::field<&BrowserActionData::stderr>("stderr", "What it complained about."),
    json::field<&BrowserActionData::executionId>("executionId", "Id of the execution."),
    json::field<&BrowserActionData::stepId>("stepId", "Id of the episode's step."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BrowserActionData::table =
    json::struct_table<BrowserActionData>("BrowserActionData", "What browser gives.",
                                          browser_action_data_fields);

inline constexpr json::FieldRow editor_open_action_data_fields[] = {
    json::field<&EditorOpenActionData::mappedCommand>("mappedCommand",
                                                      "Command that the runtime executed."),
    json::field<&EditorOpenActionData::args>("args", "Its arguments."),
    json::field<&EditorOpenActionData::exitCode>("exitCode", "Exit code."),
    json::field<&EditorOpenActionData::stdout>(
        "stdout", "What it printed: as JSON if it is that, else as text."),
    json::field<&EditorOpenActionData::stderr>("stderr", "What it complained about."),
    json::field<&EditorOpenActionData::executionId>("executionId", "Id of the execution."),
    json::field<&EditorOpenActionData::stepId>("stepId", "Id of the episode's step."),
    json::field<&EditorOpenActionData::diagnostics>("diagnostics", "exitCode and stderr."),
    json::field<&EditorOpenActionData::target>("target", "What was edited."),
    json::field<&EditorOpenActionData::finalUrl>("finalUrl", "The page after redirects."),
    json::field<&EditorOpenActionData::files>("files", "Files that were kept."),
    json::field<&EditorOpenActionData::summary>("summary", "A summary."),
    json::field<&EditorOpenActionData::steps>("steps", "What was done, step by step."),
    json::field<&EditorOpenActionData::artifactRefs>("artifactRefs", "Files that belong to it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable EditorOpenActionData::table =
    json::struct_table<EditorOpenActionData>("EditorOpenActionData", "What editor_open gives.",
                                             editor_open_action_data_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
