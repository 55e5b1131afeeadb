#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Tools of the host that a sandbox may call. What runs them lives on the runtime floor.

namespace WP_CODEBOX_NAMESPACE {

/// How risky a host tool is.
enum class KnownHostToolRisk : std::uint8_t { read, write, external };
template <>
inline constexpr auto json::enum_texts<KnownHostToolRisk> = json::enum_texts_of("read", "write",
                                                                                "external");

/// Other texts are legal too.
using HostToolRisk = json::Open<KnownHostToolRisk>;

/// Contract type `HostToolPolicy`: what a tool needs and risks.
struct HostToolPolicy {
  std::optional<std::string> capability;
  std::optional<std::vector<std::string>> permissions;
  std::optional<HostToolRisk> risk;
  std::optional<std::string> description;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolPolicy&) const = default;
};

/// How a tool is declared to a client. In a definition each member may be absent; a registered tool
/// has all but runtime.
struct HostToolDeclaration {
  std::optional<std::string> name;
  std::optional<std::string> source;
  std::optional<std::string> description;
  std::optional<json::Dictionary<json::Value>> parameters;
  std::optional<std::string> executor;
  std::optional<std::string> scope;
  std::optional<json::Dictionary<json::Value>> runtime;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolDeclaration&) const = default;
};

/// Contract type `HostToolDefinition` in its JSON form, which has no handler. A definition without
/// `outputSchema` can be registered, though the type asks for one.
struct HostToolDefinition {
  std::optional<HostToolDeclaration> declaration;
  std::string name;
  std::string description;
  std::optional<json::Dictionary<json::Value>> parameters;
  std::optional<json::Dictionary<json::Value>> inputSchema;
  std::optional<json::Dictionary<json::Value>> outputSchema;
  HostToolPolicy policy;
  std::optional<json::Dictionary<json::Value>> runtime;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolDefinition&) const = default;
};

/// A registered tool as lists show it.
struct HostToolCatalogEntry {
  HostToolDeclaration declaration;
  std::string name;
  std::string description;
  json::Dictionary<json::Value> parameters;
  json::Dictionary<json::Value> inputSchema;
  std::optional<json::Dictionary<json::Value>> outputSchema;
  HostToolPolicy policy;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolCatalogEntry&) const = default;
};

/// How a call of a host tool ended.
enum class HostToolStatus : std::uint8_t { ok, error };
template <>
inline constexpr auto json::enum_texts<HostToolStatus> = json::enum_texts_of("ok", "error");

/// Why a call of a host tool failed.
struct HostToolError {
  std::string code;
  std::string message;
  std::optional<json::Value> details;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolError&) const = default;
};

/// The result in the form that a client of tools expects.
struct HostToolClientResult {
  bool success = false;
  std::string tool_name;
  std::optional<json::Value> result;
  std::optional<std::string> error;
  json::Dictionary<json::Value> metadata;
  std::optional<json::Dictionary<json::Value>> runtime;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolClientResult&) const = default;
};

/// What a call was checked against.
struct HostToolDiagnostics {
  json::Constant<"wp-codebox-host-tool"> transport;
  json::Constant<"wp-codebox/host-tool-result/v1"> resultSchema;
  std::string policyCommand;
  json::Dictionary<json::Value> inputSchema;
  std::optional<json::Dictionary<json::Value>> outputSchema;
  HostToolPolicy policy;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolDiagnostics&) const = default;
};

/// Contract type `HostToolResult`: what a call of a host tool prints.
struct HostToolResult {
  json::Constant<"wp-codebox/host-tool-result/v1"> schema;
  std::string tool;
  HostToolStatus status = HostToolStatus::ok;
  std::optional<json::Value> output;
  std::optional<HostToolError> error;
  HostToolClientResult toolResult;
  HostToolDiagnostics diagnostics;
  std::string startedAt;
  std::string finishedAt;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolResult&) const = default;
};

/// Limits of the execution that called a tool.
struct HostToolContextMetadata {
  json::Nullable<std::string> cwd;
  json::Nullable<double> timeoutMs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolContextMetadata&) const = default;
};

/// What a handler is told besides its input.
struct HostToolContext {
  std::string tool;
  std::string policyCommand;
  HostToolContextMetadata metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const HostToolContext&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow host_tool_policy_fields[] = {
    json::field<&HostToolPolicy::capability>("capability", "Capability that the tool stands for."),
    json::field<&HostToolPolicy::permissions>("permissions", "Permissions that it needs."),
    json::field<&HostToolPolicy::risk>("risk", "How risky it is."),
    json::field<&HostToolPolicy::description>("description", "More about it, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolPolicy::table =
    json::struct_table<HostToolPolicy>("HostToolPolicy", "What a tool needs and risks.",
                                       host_tool_policy_fields);

inline constexpr json::FieldRow host_tool_declaration_fields[] = {
    json::field<&HostToolDeclaration::name>("name", "Name, source and a slash before it."),
    json::field<&HostToolDeclaration::source>(
        "source", "Where the tool comes from; the part of the name before the slash."),
    json::field<&HostToolDeclaration::description>("description", "What the tool does."),
    json::field<&HostToolDeclaration::parameters>("parameters", "JSON Schema of its input."),
    json::field<&HostToolDeclaration::executor>("executor", "Who runs it; always client."),
    json::field<&HostToolDeclaration::scope>("scope", "How long it lives; always run."),
    json::field<&HostToolDeclaration::runtime>("runtime", "More about where it runs."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolDeclaration::table =
    json::struct_table<HostToolDeclaration>(
        "HostToolDeclaration", "How a tool is declared to a client.", host_tool_declaration_fields);

inline constexpr json::FieldRow host_tool_definition_fields[] = {
    json::field<&HostToolDefinition::declaration>("declaration", "Overrides the members below."),
    json::field<&HostToolDefinition::name>("name", "Name, such as client/search."),
    json::field<&HostToolDefinition::description>("description", "What the tool does."),
    json::field<&HostToolDefinition::parameters>("parameters", "JSON Schema of the input."),
    json::field<&HostToolDefinition::inputSchema>(
        "inputSchema", "JSON Schema of the input; parameters come first."),
    json::field<&HostToolDefinition::outputSchema>("outputSchema", "JSON Schema of the output."),
    json::field<&HostToolDefinition::policy>("policy", "What the tool needs and risks."),
    json::field<&HostToolDefinition::runtime>("runtime", "More about where it runs."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolDefinition::table =
    json::struct_table<HostToolDefinition>("HostToolDefinition", "A tool of the host.",
                                           host_tool_definition_fields);

inline constexpr json::FieldRow host_tool_catalog_entry_fields[] = {
    json::field<&HostToolCatalogEntry::declaration>("declaration", "The effective declaration."),
    json::field<&HostToolCatalogEntry::name>("name", "Its name."),
    json::field<&HostToolCatalogEntry::description>("description", "What the tool does."),
    json::field<&HostToolCatalogEntry::parameters>("parameters", "JSON Schema of the input."),
    json::field<&HostToolCatalogEntry::inputSchema>("inputSchema", "JSON Schema of the input."),
    json::field<&HostToolCatalogEntry::outputSchema>("outputSchema", "JSON Schema of the output."),
    json::field<&HostToolCatalogEntry::policy>("policy", "What the tool needs and risks."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolCatalogEntry::table =
    json::struct_table<HostToolCatalogEntry>("HostToolCatalogEntry",
                                             "A registered tool as lists show it.",
                                             host_tool_catalog_entry_fields);

inline constexpr json::FieldRow host_tool_error_fields[] = {
    json::field<&HostToolError::code>("code", "Stable code, such as host-tool-invalid-input."),
    json::field<&HostToolError::message>("message", "What happened, for people."),
    json::field<&HostToolError::details>("details", "More about it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolError::table =
    json::struct_table<HostToolError>("HostToolError", "Why a call of a host tool failed.",
                                      host_tool_error_fields);

inline constexpr json::FieldRow host_tool_client_result_fields[] = {
    json::field<&HostToolClientResult::success>("success", "Whether the call succeeded."),
    json::field<&HostToolClientResult::tool_name>("tool_name", "Name of the tool."),
    json::field<&HostToolClientResult::result>("result", "Output of the tool."),
    json::field<&HostToolClientResult::error>("error", "Why it failed."),
    json::field<&HostToolClientResult::metadata>("metadata",
                                                 "Code and details of a failure; empty otherwise."),
    json::field<&HostToolClientResult::runtime>("runtime", "The declaration's runtime."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolClientResult::table =
    json::struct_table<HostToolClientResult>(
        "HostToolClientResult", "The result in the form that a client of tools expects.",
        host_tool_client_result_fields);

inline constexpr json::FieldRow host_tool_diagnostics_fields[] = {
    json::field<&HostToolDiagnostics::transport>("transport", "How the call came."),
    json::field<&HostToolDiagnostics::resultSchema>("resultSchema", "Schema id of the result."),
    json::field<&HostToolDiagnostics::policyCommand>("policyCommand",
                                                     "Command that the policy had to allow."),
    json::field<&HostToolDiagnostics::inputSchema>(
        "inputSchema", "JSON Schema of the input; empty for an unknown tool."),
    json::field<&HostToolDiagnostics::outputSchema>(
        "outputSchema", "JSON Schema of the output; empty for an unknown tool."),
    json::field<&HostToolDiagnostics::policy>("policy", "What the tool needs and risks."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolDiagnostics::table =
    json::struct_table<HostToolDiagnostics>(
        "HostToolDiagnostics", "What a call was checked against.", host_tool_diagnostics_fields);

inline constexpr json::FieldRow host_tool_result_fields[] = {
    json::field<&HostToolResult::schema>("schema", "Schema id."),
    json::field<&HostToolResult::tool>("tool", "Name of the tool."),
    json::field<&HostToolResult::status>("status", "How the call ended."),
    json::field<&HostToolResult::output>("output", "Output of the tool, when it succeeded."),
    json::field<&HostToolResult::error>("error", "Why it failed."),
    json::field<&HostToolResult::toolResult>("toolResult", "The same for clients of tools."),
    json::field<&HostToolResult::diagnostics>("diagnostics", "What the call was checked against."),
    json::field<&HostToolResult::startedAt>("startedAt", "Time before the call."),
    json::field<&HostToolResult::finishedAt>("finishedAt", "Time after the call."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolResult::table =
    json::struct_table<HostToolResult>("HostToolResult", "What a call of a host tool prints.",
                                       host_tool_result_fields,
                                       {.schema_id = "wp-codebox/host-tool-result/v1"});

inline constexpr json::FieldRow host_tool_context_metadata_fields[] = {
    json::field<&HostToolContextMetadata::cwd>("cwd",
                                               "Working directory that the execution asked for."),
    json::field<&HostToolContextMetadata::timeoutMs>(
        "timeoutMs", "Time limit of the execution in milliseconds."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolContextMetadata::table =
    json::struct_table<HostToolContextMetadata>("HostToolContextMetadata",
                                                "Limits of the execution that called a tool.",
                                                host_tool_context_metadata_fields);

inline constexpr json::FieldRow host_tool_context_fields[] = {
    json::field<&HostToolContext::tool>("tool", "Name of the tool."),
    json::field<&HostToolContext::policyCommand>("policyCommand",
                                                 "Command that the policy allowed."),
    json::field<&HostToolContext::metadata>("metadata", "Limits of the execution."),
};
WP_CODEBOX_INLINE constexpr json::StructTable HostToolContext::table =
    json::struct_table<HostToolContext>(
        "HostToolContext", "What a handler is told besides its input.", host_tool_context_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
