#pragma once

#include <optional>
#include <string>

#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/stdio/envelope.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The params and results of the backend protocol's methods. The client is whoever started the
/// backend's program, such as the conformance kit.

namespace WP_CODEBOX_NAMESPACE {

/// Who talks to the backend.
struct ClientInfo {
  std::string name;
  std::string version;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ClientInfo&) const = default;
};

inline constexpr json::FieldRow client_info_fields[] = {
    json::field<&ClientInfo::name>("name", "Name of the client's program."),
    json::field<&ClientInfo::version>("version", "Its version."),
};
inline constexpr json::StructTable ClientInfo::table =
    json::struct_table<ClientInfo>("ClientInfo", "Who talks to the backend.", client_info_fields);

/// Whole bytes, not fewer than a message needs.
inline constexpr json::FieldRule line_limit_rule{.integer = true,
                                                 .minimum = double{smallest_line_limit}};

/// What both sides keep to.
struct ProtocolLimits {
  std::optional<double> maxLineBytes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ProtocolLimits&) const = default;
};

inline constexpr json::FieldRow protocol_limits_fields[] = {
    json::field<&ProtocolLimits::maxLineBytes>(
        "maxLineBytes",
        "Longest line in bytes, its line feed included, in both directions; 67108864 by default.",
        &line_limit_rule),
};
inline constexpr json::StructTable ProtocolLimits::table = json::struct_table<ProtocolLimits>(
    "ProtocolLimits", "What both sides keep to.", protocol_limits_fields);

/// Params of `initialize`.
struct InitializeParams {
  std::string protocolVersion;
  std::string contractVersion;
  ClientInfo client;
  std::optional<ProtocolLimits> limits;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const InitializeParams&) const = default;
};

inline constexpr json::FieldRow initialize_params_fields[] = {
    json::field<&InitializeParams::protocolVersion>("protocolVersion",
                                                    "Version of the protocol: 1.0."),
    json::field<&InitializeParams::contractVersion>(
        "contractVersion", "Version of the runtime contract that the client knows."),
    json::field<&InitializeParams::client>("client", "Who talks to the backend."),
    json::field<&InitializeParams::limits>("limits", "What both sides keep to."),
};
inline constexpr json::StructTable InitializeParams::table = json::struct_table<InitializeParams>(
    "InitializeParams", "Params of initialize.", initialize_params_fields);

/// Result of `initialize`.
struct InitializeResult {
  json::Constant<"1.0"> protocolVersion;
  BackendDescriptor backend;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const InitializeResult&) const = default;
};

inline constexpr json::FieldRow initialize_result_fields[] = {
    json::field<&InitializeResult::protocolVersion>("protocolVersion",
                                                    "Version of the protocol that is spoken."),
    json::field<&InitializeResult::backend>("backend", "What the backend is and can do."),
};
inline constexpr json::StructTable InitializeResult::table = json::struct_table<InitializeResult>(
    "InitializeResult", "Result of initialize.", initialize_result_fields);

/// Params of `shutdown`, and the result of calls that give nothing.
struct EmptyObject {
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const EmptyObject&) const = default;
};

inline constexpr json::StructTable EmptyObject::table = {
    "Empty", "Nothing.", {}, &json::field_access::extra<EmptyObject>};

/// Params of `backend/create`.
struct CreateParams {
  RuntimeCreateSpec spec;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CreateParams&) const = default;
};

inline constexpr json::FieldRow create_params_fields[] = {
    json::field<&CreateParams::spec>("spec", "What the runtime is made from."),
};
inline constexpr json::StructTable CreateParams::table = json::struct_table<CreateParams>(
    "CreateParams", "Params of backend/create.", create_params_fields);

/// Params of `backend/restore`.
struct RestoreParams {
  Snapshot snapshot;
  std::optional<RuntimeRestoreSpec> spec;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RestoreParams&) const = default;
};

inline constexpr json::FieldRow restore_params_fields[] = {
    json::field<&RestoreParams::snapshot>("snapshot", "The snapshot, as it was given out."),
    json::field<&RestoreParams::spec>("spec", "What the client gives instead."),
};
inline constexpr json::StructTable RestoreParams::table = json::struct_table<RestoreParams>(
    "RestoreParams", "Params of backend/restore.", restore_params_fields);

/// Result of `backend/create` and `backend/restore`.
struct RuntimeResult {
  RuntimeInfo runtime;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeResult&) const = default;
};

inline constexpr json::FieldRow runtime_result_fields[] = {
    json::field<&RuntimeResult::runtime>("runtime",
                                         "The runtime; its id is the runtimeId of other calls."),
};
inline constexpr json::StructTable RuntimeResult::table = json::struct_table<RuntimeResult>(
    "RuntimeResult", "Result of backend/create and backend/restore.", runtime_result_fields);

/// Params of the calls that only name a runtime.
struct RuntimeParams {
  std::string runtimeId;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeParams&) const = default;
};

inline constexpr json::FieldRow runtime_params_fields[] = {
    json::field<&RuntimeParams::runtimeId>("runtimeId", "Which runtime."),
};
inline constexpr json::StructTable RuntimeParams::table = json::struct_table<RuntimeParams>(
    "RuntimeParams", "Params of the calls that only name a runtime.", runtime_params_fields);

/// Params of `runtime/mount`.
struct MountParams {
  std::string runtimeId;
  MountSpec mount;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const MountParams&) const = default;
};

inline constexpr json::FieldRow mount_params_fields[] = {
    json::field<&MountParams::runtimeId>("runtimeId", "Which runtime."),
    json::field<&MountParams::mount>("mount", "What to mount; its source is absolute."),
};
inline constexpr json::StructTable MountParams::table =
    json::struct_table<MountParams>("MountParams", "Params of runtime/mount.", mount_params_fields);

/// Params of `runtime/execute`.
struct ExecuteParams {
  std::string runtimeId;
  ExecutionSpec execution;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ExecuteParams&) const = default;
};

inline constexpr json::FieldRow execute_params_fields[] = {
    json::field<&ExecuteParams::runtimeId>("runtimeId", "Which runtime."),
    json::field<&ExecuteParams::execution>("execution", "The command."),
};
inline constexpr json::StructTable ExecuteParams::table = json::struct_table<ExecuteParams>(
    "ExecuteParams", "Params of runtime/execute.", execute_params_fields);

/// Params of `runtime/observe`.
struct ObserveParams {
  std::string runtimeId;
  ObservationSpec observation;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ObserveParams&) const = default;
};

inline constexpr json::FieldRow observe_params_fields[] = {
    json::field<&ObserveParams::runtimeId>("runtimeId", "Which runtime."),
    json::field<&ObserveParams::observation>("observation", "What to look at."),
};
inline constexpr json::StructTable ObserveParams::table = json::struct_table<ObserveParams>(
    "ObserveParams", "Params of runtime/observe.", observe_params_fields);

/// Params of `runtime/collectArtifacts`.
struct CollectArtifactsParams {
  std::string runtimeId;
  std::optional<ArtifactSpec> spec;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CollectArtifactsParams&) const = default;
};

inline constexpr json::FieldRow collect_artifacts_params_fields[] = {
    json::field<&CollectArtifactsParams::runtimeId>("runtimeId", "Which runtime."),
    json::field<&CollectArtifactsParams::spec>("spec", "What the bundle is to hold."),
};
inline constexpr json::StructTable CollectArtifactsParams::table =
    json::struct_table<CollectArtifactsParams>("CollectArtifactsParams",
                                               "Params of runtime/collectArtifacts.",
                                               collect_artifacts_params_fields);

/// Params of `hostTool/call`, which the backend calls.
struct HostToolCallParams {
  std::string runtimeId;
  std::string tool;
  json::Value input;
  HostToolContext context;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolCallParams&) const = default;
};

inline constexpr json::FieldRow host_tool_call_params_fields[] = {
    json::field<&HostToolCallParams::runtimeId>("runtimeId", "Which runtime calls."),
    json::field<&HostToolCallParams::tool>("tool", "Name of the tool, as in the create spec."),
    json::field<&HostToolCallParams::input>("input", "Its input, checked by the backend."),
    json::field<&HostToolCallParams::context>("context", "The execution that calls it."),
};
inline constexpr json::StructTable HostToolCallParams::table =
    json::struct_table<HostToolCallParams>("HostToolCallParams", "Params of hostTool/call.",
                                           host_tool_call_params_fields);

/// Result of `hostTool/call`.
struct HostToolCallResult {
  json::Value output;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolCallResult&) const = default;
};

inline constexpr json::FieldRow host_tool_call_result_fields[] = {
    json::field<&HostToolCallResult::output>("output",
                                             "What the tool gave; the backend checks it."),
};
inline constexpr json::StructTable HostToolCallResult::table =
    json::struct_table<HostToolCallResult>("HostToolCallResult", "Result of hostTool/call.",
                                           host_tool_call_result_fields);

/// Params of the notification `runtime/event`.
struct RuntimeEventParams {
  std::string runtimeId;
  LifecycleEvent event;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEventParams&) const = default;
};

inline constexpr json::FieldRow runtime_event_params_fields[] = {
    json::field<&RuntimeEventParams::runtimeId>(
        "runtimeId", "Of which runtime; it may be one whose creation was not answered yet."),
    json::field<&RuntimeEventParams::event>("event", "The event, as it was recorded."),
};
inline constexpr json::StructTable RuntimeEventParams::table =
    json::struct_table<RuntimeEventParams>("RuntimeEventParams",
                                           "Params of the notification runtime/event.",
                                           runtime_event_params_fields);

/// Params of the notification `runtime/startupProgress`.
struct StartupProgressParams {
  std::string runtimeId;
  BrowserStartupProgressEvent event;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupProgressParams&) const = default;
};

inline constexpr json::FieldRow startup_progress_params_fields[] = {
    json::field<&StartupProgressParams::runtimeId>(
        "runtimeId", "Of which runtime; it may be one whose creation was not answered yet."),
    json::field<&StartupProgressParams::event>("event", "How far the boot is."),
};
inline constexpr json::StructTable StartupProgressParams::table =
    json::struct_table<StartupProgressParams>("StartupProgressParams",
                                              "Params of the notification runtime/startupProgress.",
                                              startup_progress_params_fields);

}  // namespace WP_CODEBOX_NAMESPACE
