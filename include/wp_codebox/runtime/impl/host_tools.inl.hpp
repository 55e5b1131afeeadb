#pragma once

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/host_tools.hpp"
#include "wp_codebox/validation/tool_schema.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace host_tools {

using Record = json::Dictionary<json::Value>;

WP_CODEBOX_INLINE bool is_name_part(std::string_view part) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !part.empty() && letter(part.front()) &&
         std::all_of(part.begin(), part.end(), [&letter](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

/// `^[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*$` in any case.
WP_CODEBOX_INLINE bool is_tool_name(std::string_view name) {
  const std::size_t slash = name.find('/');
  return slash != std::string_view::npos && is_name_part(name.substr(0, slash)) &&
         is_name_part(name.substr(slash + 1));
}

WP_CODEBOX_INLINE std::string default_source(std::string_view name) {
  const std::size_t slash = name.find('/');
  return slash == std::string_view::npos ? "client" : std::string(name.substr(0, slash));
}

/// The declaration that a definition amounts to.
WP_CODEBOX_INLINE HostToolDeclaration effective_declaration(const HostToolDefinition& definition) {
  const HostToolDeclaration given = definition.declaration.value_or(HostToolDeclaration{});
  HostToolDeclaration declaration;
  declaration.name = given.name.value_or(definition.name);
  declaration.source = given.source.value_or(default_source(*declaration.name));
  declaration.description = given.description.value_or(definition.description);
  declaration.parameters = given.parameters        ? *given.parameters
                           : definition.parameters ? *definition.parameters
                                                   : definition.inputSchema.value_or(Record{});
  declaration.executor = given.executor.value_or("client");
  declaration.scope = given.scope.value_or("run");
  declaration.runtime = given.runtime ? given.runtime : definition.runtime;
  return declaration;
}

/// The rule that a declaration breaks.
WP_CODEBOX_INLINE std::optional<std::string> broken_rule(const HostToolDeclaration& declaration) {
  if (!is_tool_name(*declaration.name)) {
    return "a name is <source>/<tool>, each of letters, digits, _ and -, starting with a letter";
  }
  if (*declaration.source != default_source(*declaration.name)) {
    return "the source has to be the part of the name before the slash, not " + *declaration.source;
  }
  if (*declaration.executor != "client") return "the executor has to be client";
  if (*declaration.scope != "run") return "the scope has to be run";
  if (declaration.description->empty()) return "a description is required";
  return std::nullopt;
}

/// The input that the args describe; nothing when `input-json` is not JSON.
WP_CODEBOX_INLINE std::optional<json::Value> read_input(CommandArgs args) {
  if (const auto text = argument_value(args, "input-json")) return json::Value::parse(*text);
  json::Dictionary<std::string> input;
  for (const std::string& arg : args) {
    const std::size_t equals = arg.find('=');
    if (equals == std::string::npos || equals == 0) continue;
    input[std::string_view(arg).substr(0, equals)] = arg.substr(equals + 1);
  }
  return json::to_value(input);
}

WP_CODEBOX_INLINE std::optional<std::string> schema_issue(const Record& schema,
                                                          const json::Value& value,
                                                          std::string_view root) {
  const json::Parsed parsed_schema(json::to_json(schema));
  return tool_schema_issue(parsed_schema.root(), json::Parsed(value).root(), root);
}

WP_CODEBOX_INLINE void set_error(HostToolResult& result, std::string code, std::string message) {
  result.status = HostToolStatus::error;
  result.toolResult.error = message;
  result.toolResult.metadata["code"] = json::Value::string(code);
  result.error = HostToolError{std::move(code), std::move(message), std::nullopt, {}};
}

WP_CODEBOX_INLINE void set_output(HostToolResult& result, json::Value output) {
  result.toolResult.success = true;
  result.toolResult.result = output;
  result.output = std::move(output);
}

/// What the handler of a failed call threw, as text.
WP_CODEBOX_INLINE std::string current_message() {
  try {
    throw;
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "The handler threw something that is no exception";
  }
}

/// Checks, calls and checks again.
WP_CODEBOX_INLINE void run(HostToolResult& result, const HostToolCatalogEntry& tool,
                           const ExecutionSpec& execution, const HostToolHandler& handler) {
  const std::vector<std::string> args = execution.args.value_or(std::vector<std::string>{});
  const std::optional<json::Value> input = read_input(args);
  if (!input) {
    set_error(result, std::string(error_code::host_tool_invalid_input_json),
              "input-json of " + tool.name + " is not JSON");
    return;
  }
  if (const auto issue = schema_issue(tool.inputSchema, *input, "input")) {
    set_error(result, std::string(error_code::host_tool_invalid_input), *issue);
    return;
  }
  HostToolContext context;
  context.tool = tool.name;
  context.policyCommand = execution.command;
  context.metadata.cwd.value = execution.cwd;
  context.metadata.timeoutMs.value = execution.timeoutMs;
  json::Value output;
  try {
    output = handler(*input, context);
  } catch (...) {
    set_error(result, std::string(error_code::host_tool_handler_error), current_message());
    return;
  }
  if (const auto issue = schema_issue(tool.outputSchema.value_or(Record{}), output, "output")) {
    set_error(result, std::string(error_code::host_tool_invalid_output), *issue);
    return;
  }
  set_output(result, std::move(output));
}

}  // namespace host_tools

WP_CODEBOX_INLINE HostToolRegistry::HostToolRegistry(
    const std::vector<HostToolDefinition>& definitions) {
  for (const HostToolDefinition& definition : definitions) add(definition);
}

WP_CODEBOX_INLINE void HostToolRegistry::add(const HostToolDefinition& definition) {
  HostToolCatalogEntry entry;
  entry.declaration = host_tools::effective_declaration(definition);
  entry.name = *entry.declaration.name;
  std::optional<std::string> rule = host_tools::broken_rule(entry.declaration);
  if (!rule && find(entry.name) != nullptr) rule = "the name is registered already";
  if (rule) {
    throw HostToolDefinitionError(
        entry.name, "The host tool '" + entry.name + "' cannot be registered: " + *rule);
  }
  entry.description = *entry.declaration.description;
  entry.parameters = *entry.declaration.parameters;
  entry.inputSchema = entry.parameters;
  entry.outputSchema = definition.outputSchema;
  entry.policy = definition.policy;
  tools_.push_back(std::move(entry));
}

WP_CODEBOX_INLINE const HostToolCatalogEntry* HostToolRegistry::find(std::string_view name) const {
  const auto tool = std::find_if(tools_.begin(), tools_.end(),
                                 [name](const auto& candidate) { return candidate.name == name; });
  return tool == tools_.end() ? nullptr : &*tool;
}

WP_CODEBOX_INLINE HostToolResult call_host_tool(const HostToolCatalogEntry& tool,
                                                const ExecutionSpec& execution,
                                                const HostToolHandler& handler, Clock& clock) {
  HostToolResult result;
  result.tool = tool.name;
  result.toolResult.tool_name = tool.name;
  result.toolResult.runtime = tool.declaration.runtime;
  result.diagnostics.policyCommand = execution.command;
  result.diagnostics.inputSchema = tool.inputSchema;
  result.diagnostics.outputSchema = tool.outputSchema;
  result.diagnostics.policy = tool.policy;
  result.startedAt = clock.now();
  host_tools::run(result, tool, execution, handler);
  result.finishedAt = clock.now();
  return result;
}

WP_CODEBOX_INLINE HostToolResult host_tool_failure(std::string tool, std::string policy_command,
                                                   std::string started_at, std::string code,
                                                   std::string message, Clock& clock) {
  HostToolResult result;
  result.toolResult.tool_name = tool;
  result.tool = std::move(tool);
  result.diagnostics.policyCommand = std::move(policy_command);
  result.diagnostics.outputSchema.emplace();
  result.startedAt = std::move(started_at);
  host_tools::set_error(result, std::move(code), std::move(message));
  result.finishedAt = clock.now();
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE
