#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The files that were captured from readwrite mounts: file `files/mounted-files.json`.

namespace WP_CODEBOX_NAMESPACE {

/// A captured file.
struct ArtifactMountedFile {
  double mountIndex = 0;
  std::string source;
  std::string target;
  std::string relativePath;
  std::string artifactPath;
  double size = 0;
  std::string sha256;
  std::string contentType;
  bool replayable = false;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactMountedFile&) const = default;
};

/// Why a file was not captured.
enum class ArtifactSkippedFileReason : std::uint8_t {
  directory_skipped,
  max_files_exceeded,
  max_file_bytes_exceeded,
  /// A binary file that holds a secret (WPC-RED-010); ours, the reference system copies it.
  secret_detected
};
template <>
inline constexpr auto json::enum_texts<ArtifactSkippedFileReason> = json::enum_texts_of(
    "directory-skipped", "max-files-exceeded", "max-file-bytes-exceeded", "secret-detected");

/// A file or folder that was not captured.
struct ArtifactSkippedFile {
  double mountIndex = 0;
  std::string source;
  std::string target;
  std::string relativePath;
  ArtifactSkippedFileReason reason = ArtifactSkippedFileReason::directory_skipped;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactSkippedFile&) const = default;
};

/// Limits of capturing.
struct ArtifactCaptureLimits {
  double maxFiles = 0;
  double maxFileBytes = 0;
  std::vector<std::string> skippedDirectories;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactCaptureLimits&) const = default;
};

/// The files that were captured from readwrite mounts.
struct ArtifactMountedFiles {
  std::vector<ArtifactMountedFile> files;
  std::vector<ArtifactSkippedFile> skipped;
  ArtifactCaptureLimits limits;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactMountedFiles&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_mounted_file_fields[] = {
    json::field<&ArtifactMountedFile::mountIndex>("mountIndex",
                                                  "Position of the mount among all mounts."),
    json::field<&ArtifactMountedFile::source>("source", "File on the host."),
    json::field<&ArtifactMountedFile::target>("target", "Path in the sandbox."),
    json::field<&ArtifactMountedFile::relativePath>("relativePath", "Path below the mount."),
    json::field<&ArtifactMountedFile::artifactPath>("artifactPath",
                                                    "The stored copy, inside the bundle."),
    json::field<&ArtifactMountedFile::size>("size", "Bytes of the stored copy."),
    json::field<&ArtifactMountedFile::sha256>(
        "sha256", "SHA-256 of the stored copy, in hexadecimal.", &sha256_hex_rule),
    json::field<&ArtifactMountedFile::contentType>("contentType", "Media type."),
    json::field<&ArtifactMountedFile::replayable>(
        "replayable", "Whether it is text that a blueprint can write again."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactMountedFile::table =
    json::struct_table<ArtifactMountedFile>("ArtifactMountedFile", "A captured file.",
                                            artifact_mounted_file_fields);

inline constexpr json::FieldRow artifact_skipped_file_fields[] = {
    json::field<&ArtifactSkippedFile::mountIndex>("mountIndex",
                                                  "Position of the mount among all mounts."),
    json::field<&ArtifactSkippedFile::source>("source", "Path on the host."),
    json::field<&ArtifactSkippedFile::target>("target", "Path in the sandbox."),
    json::field<&ArtifactSkippedFile::relativePath>("relativePath", "Path below the mount."),
    json::field<&ArtifactSkippedFile::reason>("reason", "Why not."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactSkippedFile::table =
    json::struct_table<ArtifactSkippedFile>("ArtifactSkippedFile",
                                            "A file or folder that was not captured.",
                                            artifact_skipped_file_fields);

inline constexpr json::FieldRow artifact_capture_limits_fields[] = {
    json::field<&ArtifactCaptureLimits::maxFiles>("maxFiles",
                                                  "Largest number of files over all mounts."),
    json::field<&ArtifactCaptureLimits::maxFileBytes>("maxFileBytes", "Largest file in bytes."),
    json::field<&ArtifactCaptureLimits::skippedDirectories>("skippedDirectories",
                                                            "Names of folders that are left out."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactCaptureLimits::table =
    json::struct_table<ArtifactCaptureLimits>("ArtifactCaptureLimits", "Limits of capturing.",
                                              artifact_capture_limits_fields);

inline constexpr json::FieldRow artifact_mounted_files_fields[] = {
    json::field<&ArtifactMountedFiles::files>("files", "The captured files."),
    json::field<&ArtifactMountedFiles::skipped>("skipped", "What was left out."),
    json::field<&ArtifactMountedFiles::limits>("limits", "The limits that held."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactMountedFiles::table =
    json::struct_table<ArtifactMountedFiles>("ArtifactMountedFiles",
                                             "The files that were captured from readwrite mounts.",
                                             artifact_mounted_files_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
