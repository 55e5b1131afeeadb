#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The state of a WordPress site: document `wp-codebox/wordpress-runtime-snapshot/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// What a snapshot can be restored with.
struct WordPressSnapshotCompatibility {
  RuntimeBackendKind backend;
  std::string wordpressVersion;
  std::string phpVersion;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotCompatibility&) const = default;
};

/// A mount in short.
struct WordPressSnapshotMountedInput {
  std::string source;
  std::string target;
  MountMode mode = MountMode::readonly;
  MountType type;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotMountedInput&) const = default;
};

/// What the site was when the snapshot was taken.
struct WordPressSnapshotMetadata {
  RuntimeInfo runtime;
  std::vector<MountSpec> mounts;
  std::vector<WordPressSnapshotMountedInput> mountedInputs;
  std::string activeTheme;
  std::vector<std::string> activePlugins;
  std::string wpContentPath;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotMetadata&) const = default;
};

/// A table of the database.
struct WordPressSnapshotTable {
  std::string name;
  std::string createSql;
  std::vector<json::Dictionary<json::Nullable<std::string>>> rows;
  double rowCount = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotTable&) const = default;
};

/// The database.
struct WordPressSnapshotDatabase {
  std::vector<WordPressSnapshotTable> tables;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotDatabase&) const = default;
};

/// A file under wp-content.
struct WordPressSnapshotFile {
  json::Constant<"wp-content"> scope;
  std::string path;
  double bytes = 0;
  std::string sha256;
  std::string base64;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotFile&) const = default;
};

/// Digests of the two halves of the state.
struct WordPressSnapshotHashes {
  ContentDigest database;
  ContentDigest files;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressSnapshotHashes&) const = default;
};

/// The state of a WordPress site.
struct WordPressRuntimeSnapshot {
  json::Constant<"wp-codebox/wordpress-runtime-snapshot/v1"> schema;
  json::ConstantNumber<1> version;
  std::string id;
  std::string createdAt;
  WordPressSnapshotCompatibility compatibility;
  WordPressSnapshotMetadata metadata;
  WordPressSnapshotDatabase database;
  std::vector<WordPressSnapshotFile> files;
  WordPressSnapshotHashes hashes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressRuntimeSnapshot&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow word_press_snapshot_compatibility_fields[] = {
    json::field<&WordPressSnapshotCompatibility::backend>("backend",
                                                          "Kind of the backend that took it."),
    json::field<&WordPressSnapshotCompatibility::wordpressVersion>("wordpressVersion",
                                                                   "Version of WordPress."),
    json::field<&WordPressSnapshotCompatibility::phpVersion>("phpVersion", "Version of PHP."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotCompatibility::table =
    json::struct_table<WordPressSnapshotCompatibility>("WordPressSnapshotCompatibility",
                                                       "What a snapshot can be restored with.",
                                                       word_press_snapshot_compatibility_fields);

inline constexpr json::FieldRow word_press_snapshot_mounted_input_fields[] = {
    json::field<&WordPressSnapshotMountedInput::source>("source", "Path on the host."),
    json::field<&WordPressSnapshotMountedInput::target>("target", "Path in the sandbox."),
    json::field<&WordPressSnapshotMountedInput::mode>("mode", "Whether the sandbox may write."),
    json::field<&WordPressSnapshotMountedInput::type>("type", "What is mounted."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotMountedInput::table =
    json::struct_table<WordPressSnapshotMountedInput>("WordPressSnapshotMountedInput",
                                                      "A mount in short.",
                                                      word_press_snapshot_mounted_input_fields);

inline constexpr json::FieldRow word_press_snapshot_metadata_fields[] = {
    json::field<&WordPressSnapshotMetadata::runtime>("runtime", "The runtime."),
    json::field<&WordPressSnapshotMetadata::mounts>("mounts", "Its mounts."),
    json::field<&WordPressSnapshotMetadata::mountedInputs>("mountedInputs", "The same in short."),
    json::field<&WordPressSnapshotMetadata::activeTheme>("activeTheme",
                                                         "Stylesheet of the active theme."),
    json::field<&WordPressSnapshotMetadata::activePlugins>("activePlugins",
                                                           "Files of the active plugins."),
    json::field<&WordPressSnapshotMetadata::wpContentPath>("wpContentPath",
                                                           "Path of wp-content in the sandbox."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotMetadata::table =
    json::struct_table<WordPressSnapshotMetadata>("WordPressSnapshotMetadata",
                                                  "What the site was when the snapshot was taken.",
                                                  word_press_snapshot_metadata_fields);

inline constexpr json::FieldRow word_press_snapshot_table_fields[] = {
    json::field<&WordPressSnapshotTable::name>("name", "Name of the table."),
    json::field<&WordPressSnapshotTable::createSql>("createSql", "Statement that creates it."),
    json::field<&WordPressSnapshotTable::rows>("rows", "Its rows: a text or null by column."),
    json::field<&WordPressSnapshotTable::rowCount>("rowCount", "Number of rows."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotTable::table =
    json::struct_table<WordPressSnapshotTable>("WordPressSnapshotTable", "A table of the database.",
                                               word_press_snapshot_table_fields);

inline constexpr json::FieldRow word_press_snapshot_database_fields[] = {
    json::field<&WordPressSnapshotDatabase::tables>("tables", "All tables, by name in byte order."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotDatabase::table =
    json::struct_table<WordPressSnapshotDatabase>("WordPressSnapshotDatabase", "The database.",
                                                  word_press_snapshot_database_fields);

inline constexpr json::FieldRow word_press_snapshot_file_fields[] = {
    json::field<&WordPressSnapshotFile::scope>("scope", "What path is relative to."),
    json::field<&WordPressSnapshotFile::path>("path", "Path relative to wp-content."),
    json::field<&WordPressSnapshotFile::bytes>("bytes", "Size in bytes."),
    json::field<&WordPressSnapshotFile::sha256>("sha256", "SHA-256 of the content.",
                                                &sha256_hex_rule),
    json::field<&WordPressSnapshotFile::base64>("base64", "The content in Base64."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotFile::table =
    json::struct_table<WordPressSnapshotFile>("WordPressSnapshotFile", "A file under wp-content.",
                                              word_press_snapshot_file_fields);

inline constexpr json::FieldRow word_press_snapshot_hashes_fields[] = {
    json::field<&WordPressSnapshotHashes::database>("database",
                                                    "Digest of the database value in digest form."),
    json::field<&WordPressSnapshotHashes::files>(
        "files", "Digest of path, sha256 and bytes of each file in digest form."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressSnapshotHashes::table =
    json::struct_table<WordPressSnapshotHashes>("WordPressSnapshotHashes",
                                                "Digests of the two halves of the state.",
                                                word_press_snapshot_hashes_fields);

inline constexpr json::FieldRow word_press_runtime_snapshot_fields[] = {
    json::field<&WordPressRuntimeSnapshot::schema>("schema", "Schema id."),
    json::field<&WordPressRuntimeSnapshot::version>("version", "Version of the document."),
    json::field<&WordPressRuntimeSnapshot::id>("id", "Id of the snapshot."),
    json::field<&WordPressRuntimeSnapshot::createdAt>("createdAt", "When it was taken."),
    json::field<&WordPressRuntimeSnapshot::compatibility>("compatibility",
                                                          "What it can be restored with."),
    json::field<&WordPressRuntimeSnapshot::metadata>("metadata", "What the site was."),
    json::field<&WordPressRuntimeSnapshot::database>("database", "The database."),
    json::field<&WordPressRuntimeSnapshot::files>(
        "files", "The files under wp-content, by path in byte order."),
    json::field<&WordPressRuntimeSnapshot::hashes>("hashes", "Digests of the two halves."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressRuntimeSnapshot::table =
    json::struct_table<WordPressRuntimeSnapshot>(
        "WordPressRuntimeSnapshot", "The state of a WordPress site.",
        word_press_runtime_snapshot_fields,
        {.schema_id = "wp-codebox/wordpress-runtime-snapshot/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
