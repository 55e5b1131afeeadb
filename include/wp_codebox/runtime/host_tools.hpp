#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Tools of the host: registering them, and calling one with its input and output checked.

namespace WP_CODEBOX_NAMESPACE {

/// The tools of one runtime, in the order of registration. Not synchronised; reading from several
/// threads is safe.
class HostToolRegistry {
 public:
  HostToolRegistry() = default;
  /// Registers all. Error: `HostToolDefinitionError` (`host-tool-invalid-definition`).
  explicit HostToolRegistry(const std::vector<HostToolDefinition>& definitions);

  /// Registers a tool under its effective name: what the declaration says wins over the
  /// definition's own members (WPC-TOOL-001). Error: `HostToolDefinitionError`, which names the
  /// tool and the rule.
  void add(const HostToolDefinition& definition);

  /// The tool of that name, or null.
  [[nodiscard]] const HostToolCatalogEntry* find(std::string_view name) const;
  /// In the order of registration, as `runtime.created` tells of them.
  [[nodiscard]] const std::vector<HostToolCatalogEntry>& list() const { return tools_; }

 private:
  std::vector<HostToolCatalogEntry> tools_;
};

/// What runs a tool: the tool's input and the context of the call go in, its output comes out. What
/// it throws becomes `host-tool-handler-error`.
using HostToolHandler =
    std::function<json::Value(const json::Value& input, const HostToolContext& context)>;

/// Calls a tool as a command does (WPC-TOOL-002 to WPC-TOOL-006): reads the input from the
/// execution's args, checks it, runs the handler, checks the output. Every failure stands in the
/// result.
[[nodiscard]] HostToolResult call_host_tool(const HostToolCatalogEntry& tool,
                                            const ExecutionSpec& execution,
                                            const HostToolHandler& handler, Clock& clock);

/// The same with the time of the system's clock.
[[nodiscard]] inline HostToolResult call_host_tool(const HostToolCatalogEntry& tool,
                                                   const ExecutionSpec& execution,
                                                   const HostToolHandler& handler) {
  Clock clock;
  return call_host_tool(tool, execution, handler, clock);
}

/// The result of a call that failed before it reached a tool.
[[nodiscard]] HostToolResult host_tool_failure(std::string tool, std::string policy_command,
                                               std::string started_at, std::string code,
                                               std::string message, Clock& clock);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/host_tools.inl.hpp"
#endif
