#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The site of a run as a blueprint that builds it again, as far as that goes: files
/// `blueprint.after.json` and `blueprint.after-notes.json`.

namespace WP_CODEBOX_NAMESPACE {

/// Contents of a file that a blueprint writes.
struct BlueprintFileContents {
  json::Constant<"literal"> resource;
  std::string name;
  std::string contents;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BlueprintFileContents&) const = default;
};

/// The step that writes a captured file.
struct BlueprintWriteFileStep {
  json::Constant<"writeFile"> step;
  std::string path;
  BlueprintFileContents data;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BlueprintWriteFileStep&) const = default;
};

/// The blueprint that a run began with, and steps that write what it captured. Its steps are free-
/// form: the ones of the base blueprint, then `BlueprintWriteFileStep`.
struct BlueprintAfter {
  json::Constant<"https://playground.wordpress.net/blueprint-schema.json"> schema;
  std::optional<json::Value> extraLibraries;
  std::optional<json::Value> preferredVersions;
  json::Value landingPage;
  std::vector<json::Value> steps;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BlueprintAfter&) const = default;
};

/// The runtime that a blueprint comes from.
struct BlueprintAfterNotesRuntime {
  std::string id;
  RuntimeBackendKind backend;
  EnvironmentSpec environment;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BlueprintAfterNotesRuntime&) const = default;
};

/// How far a blueprint goes.
struct BlueprintAfterNotes {
  std::string createdAt;
  BlueprintAfterNotesRuntime runtime;
  std::string replayStatus;
  json::Constant<"blueprint.after.json"> blueprintPath;
  std::vector<MountSpec> mounts;
  json::Constant<"files/mounted-files.json"> capturedFilesPath;
  double capturedFileCount = 0;
  double replayableFileCount = 0;
  double skippedFileCount = 0;
  std::vector<std::string> limitations;
  std::vector<std::string> nextCaptureTargets;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BlueprintAfterNotes&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow blueprint_file_contents_fields[] = {
    json::field<&BlueprintFileContents::resource>("resource", "Where the contents stand."),
    json::field<&BlueprintFileContents::name>("name", "Base name of the file."),
    json::field<&BlueprintFileContents::contents>("contents", "The text."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BlueprintFileContents::table =
    json::struct_table<BlueprintFileContents>("BlueprintFileContents",
                                              "Contents of a file that a blueprint writes.",
                                              blueprint_file_contents_fields);

inline constexpr json::FieldRow blueprint_write_file_step_fields[] = {
    json::field<&BlueprintWriteFileStep::step>("step", "Kind of step."),
    json::field<&BlueprintWriteFileStep::path>("path", "Path in the sandbox."),
    json::field<&BlueprintWriteFileStep::data>("data", "What is written."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BlueprintWriteFileStep::table =
    json::struct_table<BlueprintWriteFileStep>("BlueprintWriteFileStep",
                                               "The step that writes a captured file.",
                                               blueprint_write_file_step_fields);

inline constexpr json::FieldRow blueprint_after_fields[] = {
    json::field<&BlueprintAfter::schema>("$schema", "The blueprint format."),
    json::field<&BlueprintAfter::extraLibraries>("extraLibraries",
                                                 "Libraries of the base blueprint."),
    json::field<&BlueprintAfter::preferredVersions>(
        "preferredVersions", "Versions of the base blueprint, or of the environment."),
    json::field<&BlueprintAfter::landingPage>(
        "landingPage", "Page to open first, / without one in the base blueprint."),
    json::field<&BlueprintAfter::steps>("steps", "The steps."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BlueprintAfter::table =
    json::struct_table<BlueprintAfter>(
        "BlueprintAfter",
        "The blueprint that a run began with, and steps that write what it captured.",
        blueprint_after_fields);

inline constexpr json::FieldRow blueprint_after_notes_runtime_fields[] = {
    json::field<&BlueprintAfterNotesRuntime::id>("id", "Id of the runtime."),
    json::field<&BlueprintAfterNotesRuntime::backend>("backend", "Kind of the backend."),
    json::field<&BlueprintAfterNotesRuntime::environment>("environment",
                                                          "The environment that was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BlueprintAfterNotesRuntime::table =
    json::struct_table<BlueprintAfterNotesRuntime>("BlueprintAfterNotesRuntime",
                                                   "The runtime that a blueprint comes from.",
                                                   blueprint_after_notes_runtime_fields);

inline constexpr json::FieldRow blueprint_after_notes_fields[] = {
    json::field<&BlueprintAfterNotes::createdAt>("createdAt", "Time of the collect call."),
    json::field<&BlueprintAfterNotes::runtime>("runtime", "The runtime that it comes from."),
    json::field<&BlueprintAfterNotes::replayStatus>("replayStatus",
                                                    "How much it replays; partial."),
    json::field<&BlueprintAfterNotes::blueprintPath>("blueprintPath",
                                                     "The blueprint, inside the bundle."),
    json::field<&BlueprintAfterNotes::mounts>("mounts", "The mounts, in mount order."),
    json::field<&BlueprintAfterNotes::capturedFilesPath>("capturedFilesPath",
                                                         "The captured files, inside the bundle."),
    json::field<&BlueprintAfterNotes::capturedFileCount>("capturedFileCount",
                                                         "Number of captured files."),
    json::field<&BlueprintAfterNotes::replayableFileCount>(
        "replayableFileCount", "Number of those that the blueprint writes."),
    json::field<&BlueprintAfterNotes::skippedFileCount>(
        "skippedFileCount", "Number of files and folders that were left out."),
    json::field<&BlueprintAfterNotes::limitations>("limitations",
                                                   "What it does not do, for people."),
    json::field<&BlueprintAfterNotes::nextCaptureTargets>("nextCaptureTargets",
                                                          "What could be captured too."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BlueprintAfterNotes::table =
    json::struct_table<BlueprintAfterNotes>("BlueprintAfterNotes", "How far a blueprint goes.",
                                            blueprint_after_notes_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
