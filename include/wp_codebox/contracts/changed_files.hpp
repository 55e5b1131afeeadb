#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The files that a run changed: document `wp-codebox/changed-files/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// What happened to a file.
enum class ArtifactChangedFileStatus : std::uint8_t { added, modified, deleted };
template <>
inline constexpr auto json::enum_texts<ArtifactChangedFileStatus> = json::enum_texts_of("added",
                                                                                        "modified",
                                                                                        "deleted");

/// Contract type `ArtifactChangedFile`: A file that a run changed.
struct ArtifactChangedFile {
  std::string path;
  std::string relativePath;
  ArtifactChangedFileStatus status = ArtifactChangedFileStatus::added;
  std::optional<std::string> beforeSha256;
  std::optional<std::string> beforeMode;
  std::optional<std::string> afterSha256;
  std::optional<std::string> afterMode;
  double mountIndex = 0;
  std::string mountTarget;
  std::string patchPath;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactChangedFile&) const = default;
};

/// Contract type `ArtifactChangedFiles`: the files that a run changed.
struct ArtifactChangedFiles {
  json::Constant<"wp-codebox/changed-files/v1"> schema;
  std::vector<ArtifactChangedFile> files;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactChangedFiles&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_changed_file_fields[] = {
    json::field<&ArtifactChangedFile::path>("path", "Path in the sandbox."),
    json::field<&ArtifactChangedFile::relativePath>("relativePath", "Path below the mount."),
    json::field<&ArtifactChangedFile::status>("status", "What happened to it."),
    json::field<&ArtifactChangedFile::beforeSha256>(
        "beforeSha256", "SHA-256 of the text before, with LF line ends; absent when added.",
        &sha256_hex_rule),
    json::field<&ArtifactChangedFile::beforeMode>(
        "beforeMode", "File mode before, such as 100644; absent when added."),
    json::field<&ArtifactChangedFile::afterSha256>(
        "afterSha256", "SHA-256 of the text after, with LF line ends; absent when deleted.",
        &sha256_hex_rule),
    json::field<&ArtifactChangedFile::afterMode>("afterMode",
                                                 "File mode after; absent when deleted."),
    json::field<&ArtifactChangedFile::mountIndex>("mountIndex",
                                                  "Position of the mount among all mounts."),
    json::field<&ArtifactChangedFile::mountTarget>("mountTarget",
                                                   "Where the mount lies in the sandbox."),
    json::field<&ArtifactChangedFile::patchPath>("patchPath",
                                                 "The mount's patch, inside the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactChangedFile::table =
    json::struct_table<ArtifactChangedFile>("ArtifactChangedFile", "A file that a run changed.",
                                            artifact_changed_file_fields);

inline constexpr json::FieldRow artifact_changed_files_fields[] = {
    json::field<&ArtifactChangedFiles::schema>("schema", "Schema id."),
    json::field<&ArtifactChangedFiles::files>("files", "In mount order, then by path."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactChangedFiles::table =
    json::struct_table<ArtifactChangedFiles>(
        "ArtifactChangedFiles", "The files that a run changed.", artifact_changed_files_fields,
        {.schema_id = "wp-codebox/changed-files/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
