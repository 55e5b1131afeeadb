#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The files of a bundle by digest, for those who refer to them from outside: document `wp-
/// codebox/runtime-reference-manifest/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// A file of the bundle.
struct RuntimeReferenceFile {
  std::string path;
  std::string kind;
  std::string contentType;
  ArtifactFileDigest sha256;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceFile&) const = default;
};

/// The bundle that is referred to.
struct RuntimeReferenceBundle {
  json::Constant<"artifact-bundle"> kind;
  std::string id;
  ContentDigest digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceBundle&) const = default;
};

/// How much of something can be replayed, as far as the contract names it.
enum class KnownReplayStatus : std::uint8_t {
  replayable_runtime_state,
  runtime_state_artifact,
  partial_replay,
  metadata_only,
  partial,
  not_replayable
};
template <>
inline constexpr auto json::enum_texts<KnownReplayStatus> =
    json::enum_texts_of("replayable-runtime-state", "runtime-state-artifact", "partial-replay",
                        "metadata-only", "partial", "not-replayable");

/// Other texts are legal too.
using RuntimeReplayStatus = json::Open<KnownReplayStatus>;

/// How much of a snapshot can be replayed.
struct RuntimeReferenceReplay {
  RuntimeReplayStatus status;
  std::vector<std::string> limitations;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceReplay&) const = default;
};

/// A snapshot of the run.
struct RuntimeReferenceSnapshot {
  std::string id;
  SnapshotSemantics semantics;
  RuntimeEpisodeContentDigest digest;
  RuntimeReferenceReplay replay;
  std::vector<RuntimeEpisodeTraceRef> artifactRefs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceSnapshot&) const = default;
};

/// Contract type `RuntimeReferenceManifest`: the files of a bundle by digest.
struct RuntimeReferenceManifest {
  json::Constant<"wp-codebox/runtime-reference-manifest/v1"> schema;
  json::ConstantNumber<1> version;
  std::string id;
  std::string createdAt;
  ContentDigest digest;
  RuntimeInfo runtime;
  RuntimeReferenceBundle artifactBundle;
  std::vector<RuntimeReferenceFile> files;
  std::optional<RuntimeReferenceFile> trace;
  std::optional<RuntimeReferenceFile> events;
  std::vector<RuntimeReferenceSnapshot> snapshots;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReferenceManifest&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_reference_file_fields[] = {
    json::field<&RuntimeReferenceFile::path>("path", "Path inside the bundle."),
    json::field<&RuntimeReferenceFile::kind>("kind", "Kind, as in the manifest."),
    json::field<&RuntimeReferenceFile::contentType>("contentType", "Media type."),
    json::field<&RuntimeReferenceFile::sha256>("sha256", "Digest of the bytes."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceFile::table =
    json::struct_table<RuntimeReferenceFile>("RuntimeReferenceFile", "A file of the bundle.",
                                             runtime_reference_file_fields);

inline constexpr json::FieldRow runtime_reference_bundle_fields[] = {
    json::field<&RuntimeReferenceBundle::kind>("kind", "What this is."),
    json::field<&RuntimeReferenceBundle::id>("id", "Id of the bundle."),
    json::field<&RuntimeReferenceBundle::digest>("digest", "Its content digest."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceBundle::table =
    json::struct_table<RuntimeReferenceBundle>("RuntimeReferenceBundle",
                                               "The bundle that is referred to.",
                                               runtime_reference_bundle_fields);

inline constexpr json::FieldRow runtime_reference_replay_fields[] = {
    json::field<&RuntimeReferenceReplay::status>("status", "How much."),
    json::field<&RuntimeReferenceReplay::limitations>("limitations", "What it lacks, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceReplay::table =
    json::struct_table<RuntimeReferenceReplay>("RuntimeReferenceReplay",
                                               "How much of a snapshot can be replayed.",
                                               runtime_reference_replay_fields);

inline constexpr json::FieldRow runtime_reference_snapshot_fields[] = {
    json::field<&RuntimeReferenceSnapshot::id>("id", "Its id."),
    json::field<&RuntimeReferenceSnapshot::semantics>("semantics", "What it holds."),
    json::field<&RuntimeReferenceSnapshot::digest>("digest", "Its digest."),
    json::field<&RuntimeReferenceSnapshot::replay>("replay", "How much of it can be replayed."),
    json::field<&RuntimeReferenceSnapshot::artifactRefs>("artifactRefs",
                                                         "Files that belong to it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceSnapshot::table =
    json::struct_table<RuntimeReferenceSnapshot>(
        "RuntimeReferenceSnapshot", "A snapshot of the run.", runtime_reference_snapshot_fields);

inline constexpr json::FieldRow runtime_reference_manifest_fields[] = {
    json::field<&RuntimeReferenceManifest::schema>("schema", "Schema id."),
    json::field<&RuntimeReferenceManifest::version>("version", "Version of the document."),
    json::field<&RuntimeReferenceManifest::id>(
        "id", "runtime-reference-manifest-sha256- and the digest."),
    json::field<&RuntimeReferenceManifest::createdAt>("createdAt", "Time of the collect call."),
    json::field<&RuntimeReferenceManifest::digest>(
        "digest", "Digest of the members but id, createdAt and itself."),
    json::field<&RuntimeReferenceManifest::runtime>("runtime", "The runtime of the manifest."),
    json::field<&RuntimeReferenceManifest::artifactBundle>("artifactBundle", "The bundle."),
    json::field<&RuntimeReferenceManifest::files>("files",
                                                  "Its files, but those that refer to this one."),
    json::field<&RuntimeReferenceManifest::trace>("trace", "The episode's trace."),
    json::field<&RuntimeReferenceManifest::events>("events", "The episode's events."),
    json::field<&RuntimeReferenceManifest::snapshots>("snapshots", "The snapshots."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReferenceManifest::table =
    json::struct_table<RuntimeReferenceManifest>(
        "RuntimeReferenceManifest", "The files of a bundle by digest.",
        runtime_reference_manifest_fields,
        {.schema_id = "wp-codebox/runtime-reference-manifest/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
