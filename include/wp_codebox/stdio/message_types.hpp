#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/document_rows.hpp"
#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/stdio/envelope.hpp"
#include "wp_codebox/stdio/messages.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Every message of the backend protocol with its type, for schemas and for checking lines.

namespace WP_CODEBOX_NAMESPACE {

/// All messages. `kind` is the name of the schema's file in `schemas/backend-protocol/`.
inline constexpr DocumentType message_types[] = {
    document_rows::ours<RequestMessage<"initialize", InitializeParams>>(
        "initialize-request", "wp-codebox/backend-protocol/initialize-request/v1",
        "The first call: who talks to the backend, and in which version."),
    document_rows::ours<AnswerMessage<InitializeResult>>(
        "initialize-answer", "wp-codebox/backend-protocol/initialize-answer/v1",
        "What the backend is and can do."),
    document_rows::ours<RequestMessage<"backend/create", CreateParams>>(
        "backend-create-request", "wp-codebox/backend-protocol/backend-create-request/v1",
        "Make a runtime."),
    document_rows::ours<RequestMessage<"backend/restore", RestoreParams>>(
        "backend-restore-request", "wp-codebox/backend-protocol/backend-restore-request/v1",
        "Make a runtime with the state of a snapshot."),
    document_rows::ours<AnswerMessage<RuntimeResult>>(
        "runtime-answer", "wp-codebox/backend-protocol/runtime-answer/v1",
        "The answer to backend/create and backend/restore: the new runtime."),
    document_rows::ours<RequestMessage<"runtime/info", RuntimeParams>>(
        "runtime-info-request", "wp-codebox/backend-protocol/runtime-info-request/v1",
        "Who a runtime is and in which state."),
    document_rows::ours<AnswerMessage<RuntimeInfo>>(
        "runtime-info-answer", "wp-codebox/backend-protocol/runtime-info-answer/v1",
        "The answer to runtime/info."),
    document_rows::ours<RequestMessage<"runtime/mount", MountParams>>(
        "runtime-mount-request", "wp-codebox/backend-protocol/runtime-mount-request/v1",
        "Add a mount."),
    document_rows::ours<RequestMessage<"runtime/execute", ExecuteParams>>(
        "runtime-execute-request", "wp-codebox/backend-protocol/runtime-execute-request/v1",
        "Run a command."),
    document_rows::ours<AnswerMessage<ExecutionResult>>(
        "runtime-execute-answer", "wp-codebox/backend-protocol/runtime-execute-answer/v1",
        "The answer to runtime/execute: the record of a command that succeeded."),
    document_rows::ours<RequestMessage<"runtime/observe", ObserveParams>>(
        "runtime-observe-request", "wp-codebox/backend-protocol/runtime-observe-request/v1",
        "Look at something."),
    document_rows::ours<AnswerMessage<ObservationResult>>(
        "runtime-observe-answer", "wp-codebox/backend-protocol/runtime-observe-answer/v1",
        "The answer to runtime/observe."),
    document_rows::ours<RequestMessage<"runtime/snapshot", RuntimeParams>>(
        "runtime-snapshot-request", "wp-codebox/backend-protocol/runtime-snapshot-request/v1",
        "Take a snapshot."),
    document_rows::ours<AnswerMessage<Snapshot>>(
        "runtime-snapshot-answer", "wp-codebox/backend-protocol/runtime-snapshot-answer/v1",
        "The answer to runtime/snapshot."),
    document_rows::ours<RequestMessage<"runtime/collectArtifacts", CollectArtifactsParams>>(
        "runtime-collect-artifacts-request",
        "wp-codebox/backend-protocol/runtime-collect-artifacts-request/v1",
        "Write the artifact bundle."),
    document_rows::ours<AnswerMessage<ArtifactBundle>>(
        "runtime-collect-artifacts-answer",
        "wp-codebox/backend-protocol/runtime-collect-artifacts-answer/v1",
        "The answer to runtime/collectArtifacts: where the bundle lies."),
    document_rows::ours<RequestMessage<"runtime/destroy", RuntimeParams>>(
        "runtime-destroy-request", "wp-codebox/backend-protocol/runtime-destroy-request/v1",
        "End a runtime and everything that belongs to it."),
    document_rows::ours<RequestMessage<"shutdown", EmptyObject>>(
        "shutdown-request", "wp-codebox/backend-protocol/shutdown-request/v1",
        "Destroy every runtime and end."),
    document_rows::ours<AnswerMessage<EmptyObject>>(
        "empty-answer", "wp-codebox/backend-protocol/empty-answer/v1",
        "The answer to runtime/mount, runtime/destroy and shutdown."),
    document_rows::ours<ErrorMessage>("error-answer",
                                      "wp-codebox/backend-protocol/error-answer/v1"),
    document_rows::ours<RequestMessage<"hostTool/call", HostToolCallParams>>(
        "host-tool-call-request", "wp-codebox/backend-protocol/host-tool-call-request/v1",
        "The backend calls a tool of the client."),
    document_rows::ours<AnswerMessage<HostToolCallResult>>(
        "host-tool-call-answer", "wp-codebox/backend-protocol/host-tool-call-answer/v1",
        "The client's answer to hostTool/call."),
    document_rows::ours<NotificationMessage<"runtime/event", RuntimeEventParams>>(
        "runtime-event", "wp-codebox/backend-protocol/runtime-event/v1",
        "The backend tells of an event of a runtime."),
    document_rows::ours<NotificationMessage<"runtime/startupProgress", StartupProgressParams>>(
        "runtime-startup-progress", "wp-codebox/backend-protocol/runtime-startup-progress/v1",
        "The backend tells how far a boot is."),
};

/// The message of that kind; null when there is none.
[[nodiscard]] constexpr const DocumentType* find_message(std::string_view kind) {
  const auto* row = std::find_if(std::begin(message_types), std::end(message_types),
                                 [kind](const auto& type) { return type.kind == kind; });
  return row == std::end(message_types) ? nullptr : row;
}

/// One method of the protocol.
struct ProtocolMethod {
  std::string_view name;     ///< As `method` has it, such as `runtime/execute`.
  std::string_view request;  ///< Kind of the message that calls it or tells of it.
  std::string_view answer;   ///< Kind of the answer; empty for a notification.
  bool to_backend = true;    ///< Whether the client calls it.
};

/// All methods.
inline constexpr ProtocolMethod protocol_methods[] = {
    {"initialize", "initialize-request", "initialize-answer"},
    {"backend/create", "backend-create-request", "runtime-answer"},
    {"backend/restore", "backend-restore-request", "runtime-answer"},
    {"runtime/info", "runtime-info-request", "runtime-info-answer"},
    {"runtime/mount", "runtime-mount-request", "empty-answer"},
    {"runtime/execute", "runtime-execute-request", "runtime-execute-answer"},
    {"runtime/observe", "runtime-observe-request", "runtime-observe-answer"},
    {"runtime/snapshot", "runtime-snapshot-request", "runtime-snapshot-answer"},
    {"runtime/collectArtifacts", "runtime-collect-artifacts-request",
     "runtime-collect-artifacts-answer"},
    {"runtime/destroy", "runtime-destroy-request", "empty-answer"},
    {"shutdown", "shutdown-request", "empty-answer"},
    {"hostTool/call", "host-tool-call-request", "host-tool-call-answer", false},
    {"runtime/event", "runtime-event", "", false},
    {"runtime/startupProgress", "runtime-startup-progress", "", false},
};

/// The method of that name; null when there is none.
[[nodiscard]] constexpr const ProtocolMethod* find_protocol_method(std::string_view name) {
  const auto* row = std::find_if(std::begin(protocol_methods), std::end(protocol_methods),
                                 [name](const auto& method) { return method.name == name; });
  return row == std::end(protocol_methods) ? nullptr : row;
}

}  // namespace WP_CODEBOX_NAMESPACE
