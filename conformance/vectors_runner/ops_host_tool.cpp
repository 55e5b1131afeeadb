#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/runtime/host_tools.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Schema = json::Dictionary<json::Value>;

/// Compares results without free text and times.
std::optional<std::string> result_difference(const VectorRow& row, HostToolResult result) {
  const json::Node* const expected = row.expect.find("result");
  if (expected == nullptr) return "the row expects no result";
  result.toolResult.error.reset();
  return difference(*expected, json::to_value(result),
                    {.ignored = {"message", "startedAt", "finishedAt"}});
}

std::optional<std::string> run_registry(const VectorRow& row) {
  const json::Parsed definitions = row.json("definitions");
  HostToolRegistry registry;
  try {
    // A row writes a handler as a text, which the typed form keeps as an unknown member.
    for (const json::Node& item : definitions.root().items()) {
      registry.add(json::decode_as<HostToolDefinition>(item).value);
    }
  } catch (const HostToolDefinitionError&) {
    return difference(row.expect, json::Value::from_compact(R"({"error":true})"));
  }
  return difference(
      row.expect, json::Value::from_compact(R"({"list":)" + json::to_json(registry.list()) + "}"));
}

/// A row does not say that its handler throws, but only such a row expects this code.
bool expects_throw(const VectorRow& row) {
  const json::Node* const result = row.expect.find("result");
  const json::Node* const error = result == nullptr ? nullptr : result->find("error");
  return error != nullptr && member_text(*error, "code") == error_code::host_tool_handler_error;
}

std::optional<std::string> run_call(const VectorRow& row) {
  HostToolDefinition tool;
  tool.name = "client/t";
  tool.description = "does it";
  tool.inputSchema = json::decode_as<Schema>(row.json("inputSchema").root()).value;
  tool.outputSchema = json::decode_as<Schema>(row.json("outputSchema").root()).value;
  const HostToolRegistry registry({tool});
  ExecutionSpec execution;
  execution.command = tool.name;
  execution.args = {"input-json=" + row.text("input")};
  const json::Value output(row.json("output").root());
  const bool throws = expects_throw(row);
  Clock clock;
  return result_difference(
      row, call_host_tool(
               registry.list().front(), execution,
               [&](const json::Value& /*input*/, const HostToolContext& /*context*/) {
                 if (throws) throw std::runtime_error("the handler failed");
                 return output;
               },
               clock));
}

std::optional<std::string> run_transport_error(const VectorRow& row) {
  std::vector<std::string> args;
  for (const json::Parsed& arg : row.args()) args.push_back(arg.root().text());
  if (args.size() != 5) return "the row has no five args";
  Clock clock;
  return result_difference(row,
                           host_tool_failure(args[0], args[1], args[2], args[3], args[4], clock));
}

std::optional<std::string> run_host_tool(const VectorRow& row) {
  const std::string function = row.text("function");
  if (function == "HostToolRegistry") return run_registry(row);
  if (function == "executeHostTool") return run_call(row);
  if (function == "createHostToolTransportError") return run_transport_error(row);
  return "unknown function " + function;
}

}  // namespace

void add_host_tool_ops(VectorOps& ops) { ops["host-tool"] = run_host_tool; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
