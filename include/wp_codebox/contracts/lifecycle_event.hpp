#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What happened to a runtime: contract type `LifecycleEvent` and its data by type.

namespace WP_CODEBOX_NAMESPACE {

/// What happens to a runtime.
enum class KnownLifecycleEventType : std::uint8_t {
  created,
  mounted,
  command_started,
  command_finished,
  observed,
  snapshot_created,
  snapshot_restored,
  artifacts_collected,
  browser_startup_progress,
  destroyed
};
template <>
inline constexpr auto json::enum_texts<KnownLifecycleEventType> = json::enum_texts_of(
    "runtime.created", "runtime.mounted", "runtime.command.started", "runtime.command.finished",
    "runtime.observed", "runtime.snapshot.created", "runtime.snapshot.restored",
    "runtime.artifacts.collected", "runtime.browser-startup-progress", "runtime.destroyed");

/// Other texts are legal too.
using LifecycleEventType = json::Open<KnownLifecycleEventType>;

/// Contract type `LifecycleEvent`.
struct LifecycleEvent {
  std::string id;
  LifecycleEventType type;
  std::string timestamp;
  std::optional<json::Dictionary<json::Value>> data;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const LifecycleEvent&) const = default;
};

/// Data of `runtime.created`. What a backend adds is in `extra`.
struct RuntimeCreatedData {
  RuntimeBackendKind backend;
  EnvironmentSpec environment;
  RuntimePolicy policy;
  std::vector<HostToolCatalogEntry> hostTools;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeCreatedData&) const = default;
};

/// Data of `runtime.mounted`.
struct RuntimeMountedData {
  MountSpec mount;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeMountedData&) const = default;
};

/// Data of `runtime.command.started`.
struct CommandStartedData {
  std::string id;
  std::string command;
  std::vector<std::string> args;
  json::Nullable<std::string> cwd;
  json::Nullable<double> timeoutMs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CommandStartedData&) const = default;
};

/// Data of `runtime.command.finished`.
struct CommandFinishedData {
  std::string id;
  std::string command;
  double exitCode = 0;
  std::string startedAt;
  std::string finishedAt;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CommandFinishedData&) const = default;
};

/// Data of `runtime.observed`.
struct RuntimeObservedData {
  std::string type;
  std::string observedAt;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeObservedData&) const = default;
};

/// Data of `runtime.snapshot.created`.
struct SnapshotCreatedData {
  std::string id;
  std::string createdAt;
  json::Nullable<std::string> artifactPath;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SnapshotCreatedData&) const = default;
};

/// Data of `runtime.snapshot.restored`.
struct SnapshotRestoredData {
  std::string id;
  std::string createdAt;
  json::Nullable<std::string> snapshotSchema;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SnapshotRestoredData&) const = default;
};

/// Data of `runtime.artifacts.collected`.
struct ArtifactsCollectedData {
  std::string id;
  std::string directory;
  std::string createdAt;
  ArtifactSpec spec;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactsCollectedData&) const = default;
};

/// Data of `runtime.browser-startup-progress`.
struct StartupProgressData {
  BrowserStartupProgressEvent event;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupProgressData&) const = default;
};

/// Data of `runtime.destroyed`.
struct RuntimeDestroyedData {
  std::string runtimeId;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeDestroyedData&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow lifecycle_event_fields[] = {
    json::field<&LifecycleEvent::id>("id", "Id of the event, with the prefix event-."),
    json::field<&LifecycleEvent::type>("type", "What happened."),
    json::field<&LifecycleEvent::timestamp>("timestamp", "When."),
    json::field<&LifecycleEvent::data>("data", "More, by type."),
};
WP_CODEBOX_INLINE constexpr json::StructTable LifecycleEvent::table =
    json::struct_table<LifecycleEvent>("LifecycleEvent", "What happened to a runtime.",
                                       lifecycle_event_fields);

inline constexpr json::FieldRow runtime_created_data_fields[] = {
    json::field<&RuntimeCreatedData::backend>("backend", "Kind of the backend."),
    json::field<&RuntimeCreatedData::environment>("environment",
                                                  "The environment as the create spec gave it."),
    json::field<&RuntimeCreatedData::policy>("policy", "The policy in force."),
    json::field<&RuntimeCreatedData::hostTools>("hostTools", "The registered host tools."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeCreatedData::table =
    json::struct_table<RuntimeCreatedData>("RuntimeCreatedData", "Data of runtime.created.",
                                           runtime_created_data_fields);

inline constexpr json::FieldRow runtime_mounted_data_fields[] = {
    json::field<&RuntimeMountedData::mount>("mount", "The mount with its source resolved."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeMountedData::table =
    json::struct_table<RuntimeMountedData>("RuntimeMountedData", "Data of runtime.mounted.",
                                           runtime_mounted_data_fields);

inline constexpr json::FieldRow command_started_data_fields[] = {
    json::field<&CommandStartedData::id>("id", "Id of the execution."),
    json::field<&CommandStartedData::command>("command", "The command."),
    json::field<&CommandStartedData::args>("args", "Its arguments."),
    json::field<&CommandStartedData::cwd>("cwd", "Its working directory."),
    json::field<&CommandStartedData::timeoutMs>("timeoutMs", "Its time limit in milliseconds."),
};
WP_CODEBOX_INLINE constexpr json::StructTable CommandStartedData::table =
    json::struct_table<CommandStartedData>("CommandStartedData", "Data of runtime.command.started.",
                                           command_started_data_fields);

inline constexpr json::FieldRow command_finished_data_fields[] = {
    json::field<&CommandFinishedData::id>("id", "Id of the execution."),
    json::field<&CommandFinishedData::command>("command", "The command."),
    json::field<&CommandFinishedData::exitCode>("exitCode", "Its exit code."),
    json::field<&CommandFinishedData::startedAt>("startedAt", "Time before the work."),
    json::field<&CommandFinishedData::finishedAt>("finishedAt", "Time after the work."),
};
WP_CODEBOX_INLINE constexpr json::StructTable CommandFinishedData::table =
    json::struct_table<CommandFinishedData>(
        "CommandFinishedData", "Data of runtime.command.finished.", command_finished_data_fields);

inline constexpr json::FieldRow runtime_observed_data_fields[] = {
    json::field<&RuntimeObservedData::type>("type", "What was observed."),
    json::field<&RuntimeObservedData::observedAt>("observedAt", "When."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeObservedData::table =
    json::struct_table<RuntimeObservedData>("RuntimeObservedData", "Data of runtime.observed.",
                                            runtime_observed_data_fields);

inline constexpr json::FieldRow snapshot_created_data_fields[] = {
    json::field<&SnapshotCreatedData::id>("id", "Id of the snapshot."),
    json::field<&SnapshotCreatedData::createdAt>("createdAt", "When."),
    json::field<&SnapshotCreatedData::artifactPath>(
        "artifactPath", "Path of its file in the bundle; null when it has none."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SnapshotCreatedData::table =
    json::struct_table<SnapshotCreatedData>(
        "SnapshotCreatedData", "Data of runtime.snapshot.created.", snapshot_created_data_fields);

inline constexpr json::FieldRow snapshot_restored_data_fields[] = {
    json::field<&SnapshotRestoredData::id>("id", "Id of the snapshot."),
    json::field<&SnapshotRestoredData::createdAt>("createdAt", "When the snapshot was taken."),
    json::field<&SnapshotRestoredData::snapshotSchema>("snapshotSchema",
                                                       "Schema id of the snapshot."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SnapshotRestoredData::table =
    json::struct_table<SnapshotRestoredData>("SnapshotRestoredData",
                                             "Data of runtime.snapshot.restored.",
                                             snapshot_restored_data_fields);

inline constexpr json::FieldRow artifacts_collected_data_fields[] = {
    json::field<&ArtifactsCollectedData::id>("id", "Id of the bundle."),
    json::field<&ArtifactsCollectedData::directory>("directory",
                                                    "Directory of the bundle on the host."),
    json::field<&ArtifactsCollectedData::createdAt>("createdAt", "When."),
    json::field<&ArtifactsCollectedData::spec>("spec", "What was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactsCollectedData::table =
    json::struct_table<ArtifactsCollectedData>("ArtifactsCollectedData",
                                               "Data of runtime.artifacts.collected.",
                                               artifacts_collected_data_fields);

inline constexpr json::FieldRow startup_progress_data_fields[] = {
    json::field<&StartupProgressData::event>("event", "The progress."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupProgressData::table =
    json::struct_table<StartupProgressData>("StartupProgressData",
                                            "Data of runtime.browser-startup-progress.",
                                            startup_progress_data_fields);

inline constexpr json::FieldRow runtime_destroyed_data_fields[] = {
    json::field<&RuntimeDestroyedData::runtimeId>("runtimeId", "Id of the runtime."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeDestroyedData::table =
    json::struct_table<RuntimeDestroyedData>("RuntimeDestroyedData", "Data of runtime.destroyed.",
                                             runtime_destroyed_data_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
