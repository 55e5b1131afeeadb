#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The state of a runtime at one moment: contract types `Snapshot` and `RuntimeRestoreSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// What can be done with a snapshot.
enum class KnownSnapshotSemantics : std::uint8_t {
  metadata_only,
  partial_replay,
  replayable_runtime_state,
  runtime_state_artifact
};
template <>
inline constexpr auto json::enum_texts<KnownSnapshotSemantics> = json::enum_texts_of(
    "metadata-only", "partial-replay", "replayable-runtime-state", "runtime-state-artifact");

/// Other texts are legal too.
using SnapshotSemantics = json::Open<KnownSnapshotSemantics>;

/// Contract type `Snapshot`. Its digest covers schema, id, createdAt, semantics, metadata and
/// artifactRefs.
struct Snapshot {
  std::optional<json::Constant<"wp-codebox/runtime-episode-snapshot/v1">> schema;
  std::string id;
  std::string createdAt;
  std::optional<SnapshotSemantics> semantics;
  json::Dictionary<json::Value> metadata;
  std::optional<std::vector<RuntimeEpisodeTraceRef>> artifactRefs;
  std::optional<RuntimeEpisodeContentDigest> digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Snapshot&) const = default;
};

/// Contract type `RuntimeRestoreSpec`: what a restored runtime takes from the caller instead of
/// from the snapshot (WPC-RESTORE-008).
struct RuntimeRestoreSpec {
  std::optional<RuntimeCreateSpec> runtime;
  std::optional<std::vector<MountSpec>> mounts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeRestoreSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow snapshot_fields[] = {
    json::field<&Snapshot::schema>("schema", "Schema id; a recorded snapshot has it."),
    json::field<&Snapshot::id>("id", "Id of the snapshot, with the prefix snapshot-."),
    json::field<&Snapshot::createdAt>("createdAt", "Time of the snapshot."),
    json::field<&Snapshot::semantics>("semantics",
                                      "What can be done with it; metadata-only by default."),
    json::field<&Snapshot::metadata>("metadata",
                                     "What the backend keeps with it, such as the state itself."),
    json::field<&Snapshot::artifactRefs>("artifactRefs", "Files that hold the state."),
    json::field<&Snapshot::digest>("digest", "Digest of the snapshot."),
};
WP_CODEBOX_INLINE constexpr json::StructTable Snapshot::table = json::struct_table<Snapshot>(
    "Snapshot", "The state of a runtime at one moment.", snapshot_fields,
    {.schema_id = "wp-codebox/runtime-episode-snapshot/v1"});

inline constexpr json::FieldRow runtime_restore_spec_fields[] = {
    json::field<&RuntimeRestoreSpec::runtime>("runtime", "Create spec to use."),
    json::field<&RuntimeRestoreSpec::mounts>("mounts", "Mounts to use."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeRestoreSpec::table =
    json::struct_table<RuntimeRestoreSpec>(
        "RuntimeRestoreSpec",
        "What a restored runtime takes from the caller instead of from the snapshot.",
        runtime_restore_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
