#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which tools a sandbox may use and where they run: document `wp-codebox/sandbox-tool-policy/v1`.
/// The checks are in `validation/sandbox_tool_policy.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Places where a tool may run that the contract names.
enum class KnownSandboxToolExecutionLocation : std::uint8_t { sandbox, parent, external };
template <>
inline constexpr auto json::enum_texts<KnownSandboxToolExecutionLocation> =
    json::enum_texts_of("sandbox", "parent", "external");

/// Other texts are legal too.
using SandboxToolExecutionLocation = json::Open<KnownSandboxToolExecutionLocation>;

/// Who may see a tool, as far as the contract names it.
enum class KnownSandboxToolTransportVisibility : std::uint8_t { sandbox, parent, both, hidden };
template <>
inline constexpr auto json::enum_texts<KnownSandboxToolTransportVisibility> =
    json::enum_texts_of("sandbox", "parent", "both", "hidden");

/// Other texts are legal too.
using SandboxToolTransportVisibility = json::Open<KnownSandboxToolTransportVisibility>;

/// Where a tool of the policy belongs.
struct SandboxToolRuntime {
  std::optional<std::string> environment;
  std::optional<std::string> capability_scope;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SandboxToolRuntime&) const = default;
};

/// One tool of the policy.
struct SandboxTool {
  std::string id;
  std::string runtime_tool_id;
  SandboxToolExecutionLocation execution_location;
  SandboxToolTransportVisibility transport_visibility;
  bool allowed = false;
  std::optional<SandboxToolRuntime> runtime;
  std::optional<std::string> risk;
  std::optional<std::string> action;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SandboxTool&) const = default;
};

/// Rule of `tools`: at least one.
inline constexpr json::FieldRule sandbox_tools_rule{.min_items = 1};

/// Which tools a sandbox may use.
struct SandboxToolPolicy {
  json::Constant<"wp-codebox/sandbox-tool-policy/v1"> schema;
  json::ConstantNumber<1> version;
  std::vector<SandboxTool> tools;
  std::optional<json::Value> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SandboxToolPolicy&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow sandbox_tool_runtime_fields[] = {
    json::field<&SandboxToolRuntime::environment>(
        "environment", "Environment that runs it, such as runtime_local."),
    json::field<&SandboxToolRuntime::capability_scope>(
        "capability_scope", "What it may reach, such as runtime_local or control_plane."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SandboxToolRuntime::table =
    json::struct_table<SandboxToolRuntime>(
        "SandboxToolRuntime", "Where a tool of the policy belongs.", sandbox_tool_runtime_fields);

inline constexpr json::FieldRow sandbox_tool_fields[] = {
    json::field<&SandboxTool::id>("id", "Id of the tool in the policy.", &json::rules::non_empty),
    json::field<&SandboxTool::runtime_tool_id>(
        "runtime_tool_id", "Id under which the runtime knows it.", &json::rules::non_empty),
    json::field<&SandboxTool::execution_location>("execution_location", "Where it runs.",
                                                  &json::rules::non_empty),
    json::field<&SandboxTool::transport_visibility>("transport_visibility", "Who may see it.",
                                                    &json::rules::non_empty),
    json::field<&SandboxTool::allowed>("allowed", "Whether it may be used."),
    json::field<&SandboxTool::runtime>(
        "runtime", "Where it belongs, when location and visibility do not say it."),
    json::field<&SandboxTool::risk>("risk", "How dangerous it is."),
    json::field<&SandboxTool::action>("action", "What it does."),
    json::field<&SandboxTool::metadata>("metadata",
                                        "Whatever the author wants to keep with the tool."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SandboxTool::table =
    json::struct_table<SandboxTool>("SandboxTool", "One tool of the policy.", sandbox_tool_fields);

inline constexpr json::FieldRow sandbox_tool_policy_fields[] = {
    json::field<&SandboxToolPolicy::schema>("schema", "Schema id."),
    json::field<&SandboxToolPolicy::version>("version", "Version of the document."),
    json::field<&SandboxToolPolicy::tools>("tools", "The tools, at least one.",
                                           &sandbox_tools_rule),
    json::field<&SandboxToolPolicy::metadata>(
        "metadata", "Whatever the author wants to keep with the policy; not checked."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SandboxToolPolicy::table =
    json::struct_table<SandboxToolPolicy>("SandboxToolPolicy", "Which tools a sandbox may use.",
                                          sandbox_tool_policy_fields,
                                          {.schema_id = "wp-codebox/sandbox-tool-policy/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
