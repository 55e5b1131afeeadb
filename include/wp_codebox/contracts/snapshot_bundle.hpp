#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/reference_manifest.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A snapshot of an episode as a document of its own: `wp-codebox/runtime-snapshot-bundle/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// The snapshot in its bundle.
struct RuntimeSnapshotBundleSnapshot {
  std::string id;
  std::string createdAt;
  SnapshotSemantics originalSemantics;
  SnapshotSemantics semantics;
  json::Dictionary<json::Value> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeSnapshotBundleSnapshot&) const = default;
};

/// How the snapshot is brought to life.
struct RuntimeSnapshotBundleReplay {
  RuntimeReplayStatus status;
  std::vector<std::string> limitations;
  std::vector<std::string> instructions;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeSnapshotBundleReplay&) const = default;
};

/// A snapshot of an episode with the files that belong to it.
struct RuntimeSnapshotBundle {
  json::Constant<"wp-codebox/runtime-snapshot-bundle/v1"> schema;
  json::ConstantNumber<1> version;
  std::string id;
  RuntimeSnapshotBundleSnapshot snapshot;
  RuntimeSnapshotBundleReplay replay;
  std::vector<RuntimeReferenceFile> refs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeSnapshotBundle&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_snapshot_bundle_snapshot_fields[] = {
    json::field<&RuntimeSnapshotBundleSnapshot::id>("id", "Id of the snapshot."),
    json::field<&RuntimeSnapshotBundleSnapshot::createdAt>("createdAt", "When it was taken."),
    json::field<&RuntimeSnapshotBundleSnapshot::originalSemantics>(
        "originalSemantics", "What the backend said can be done with it."),
    json::field<&RuntimeSnapshotBundleSnapshot::semantics>("semantics",
                                                           "What can be done with it."),
    json::field<&RuntimeSnapshotBundleSnapshot::metadata>("metadata",
                                                          "What the backend keeps with it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeSnapshotBundleSnapshot::table =
    json::struct_table<RuntimeSnapshotBundleSnapshot>("RuntimeSnapshotBundleSnapshot",
                                                      "The snapshot in its bundle.",
                                                      runtime_snapshot_bundle_snapshot_fields);

inline constexpr json::FieldRow runtime_snapshot_bundle_replay_fields[] = {
    json::field<&RuntimeSnapshotBundleReplay::status>("status", "How much of it can be replayed."),
    json::field<&RuntimeSnapshotBundleReplay::limitations>("limitations",
                                                           "What is not replayed, for people."),
    json::field<&RuntimeSnapshotBundleReplay::instructions>("instructions",
                                                            "What to do, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeSnapshotBundleReplay::table =
    json::struct_table<RuntimeSnapshotBundleReplay>("RuntimeSnapshotBundleReplay",
                                                    "How the snapshot is brought to life.",
                                                    runtime_snapshot_bundle_replay_fields);

inline constexpr json::FieldRow runtime_snapshot_bundle_fields[] = {
    json::field<&RuntimeSnapshotBundle::schema>("schema", "Schema id."),
    json::field<&RuntimeSnapshotBundle::version>("version", "Version of the document."),
    json::field<&RuntimeSnapshotBundle::id>("id",
                                            "Id of the snapshot and :runtime-snapshot-bundle."),
    json::field<&RuntimeSnapshotBundle::snapshot>("snapshot", "The snapshot."),
    json::field<&RuntimeSnapshotBundle::replay>("replay", "How it is brought to life."),
    json::field<&RuntimeSnapshotBundle::refs>("refs", "The files of the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeSnapshotBundle::table =
    json::struct_table<RuntimeSnapshotBundle>(
        "RuntimeSnapshotBundle", "A snapshot of an episode with the files that belong to it.",
        runtime_snapshot_bundle_fields, {.schema_id = "wp-codebox/runtime-snapshot-bundle/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
