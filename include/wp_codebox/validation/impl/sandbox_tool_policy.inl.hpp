#pragma once

#include <algorithm>
#include <set>
#include <utility>

#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/whitespace.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/sandbox_tool_policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace sandbox_tools {

inline constexpr std::string_view local = "runtime_local";

WP_CODEBOX_INLINE std::string issue_text(const std::vector<SandboxToolPolicyIssue>& issues) {
  std::string text = "The sandbox tool policy is not valid";
  std::string_view separator = ": ";
  for (const SandboxToolPolicyIssue& issue : issues) {
    text.append(separator).append(issue.field).append(": ").append(issue.message);
    separator = "; ";
  }
  return text;
}

WP_CODEBOX_INLINE std::string text(const json::Node* node) {
  return node == nullptr ? std::string() : node->text();
}

/// The tool's own word, or what location and visibility say.
WP_CODEBOX_INLINE json::Value runtime_member(const json::Node& tool, std::string_view name,
                                             bool inside) {
  const json::Node* runtime = tool.find("runtime");
  const json::Node* own = runtime == nullptr ? nullptr : runtime->find(name);
  if (own != nullptr) return json::Value(*own);
  return json::Value::string(inside ? local : "control_plane");
}

WP_CODEBOX_INLINE json::Value environment(const json::Node& tool) {
  const json::Node* location = tool.find("execution_location");
  return runtime_member(tool, "environment", location != nullptr && location->equals("sandbox"));
}

WP_CODEBOX_INLINE json::Value capability_scope(const json::Node& tool) {
  const json::Node* visibility = tool.find("transport_visibility");
  return runtime_member(
      tool, "capability_scope",
      visibility != nullptr && (visibility->equals("sandbox") || visibility->equals("both")));
}

/// Gathers the issues of one policy.
class Check {
 public:
  std::vector<SandboxToolPolicyIssue> run(const json::Node& policy) {
    if (!policy.is_object()) {
      report("invalid-policy", "sandbox_tool_policy", "expected an object");
      return std::move(issues_);
    }
    const json::Node* schema = policy.find("schema");
    if (schema == nullptr || !schema->equals("wp-codebox/sandbox-tool-policy/v1")) {
      report("invalid-policy", "schema", "expected wp-codebox/sandbox-tool-policy/v1");
    }
    const json::Node* version = policy.find("version");
    if (version == nullptr || !version->is_number() || version->number() != 1) {
      report("invalid-policy", "version", "expected 1");
    }
    const json::Node* tools = policy.find("tools");
    if (tools == nullptr || !tools->is_array() || tools->size() == 0) {
      report("invalid-policy", "tools", "expected a list with at least one tool");
      return std::move(issues_);
    }
    for (std::size_t i = 0; i < tools->items().size(); ++i) tool(tools->items()[i], i);
    return std::move(issues_);
  }

 private:
  void report(std::string_view code, std::string field, std::string message) {
    issues_.push_back({std::string(code), std::move(field), std::move(message)});
  }

  void tool(const json::Node& tool, std::size_t index) {
    const std::string place = "tools[" + std::to_string(index) + "]";
    if (!tool.is_object()) return report("invalid-tool", place, "expected an object");
    for (const std::string_view name :
         {"id", "runtime_tool_id", "execution_location", "transport_visibility"}) {
      const json::Node* member = tool.find(name);
      if (member == nullptr || !member->is_string() || json::is_blank(member->text())) {
        report("invalid-tool", place + "." + std::string(name), "expected a text");
      }
    }
    const json::Node* allowed = tool.find("allowed");
    if (allowed == nullptr || !allowed->is_boolean()) {
      report("invalid-tool", place + ".allowed", "expected true or false");
    }
    const std::string given = text(tool.find("id"));
    const std::string id(json::trim(given));
    if (!id.empty() && !ids_.insert(id).second) {
      report("duplicate-tool", place + ".id", id + " stands in the list before");
    }
  }

  std::vector<SandboxToolPolicyIssue> issues_;
  std::set<std::string> ids_;
};

}  // namespace sandbox_tools

WP_CODEBOX_INLINE SandboxToolPolicyValidationError::SandboxToolPolicyValidationError(
    std::vector<SandboxToolPolicyIssue> issues)
    : ContractError("sandbox-tool-policy-invalid", sandbox_tools::issue_text(issues)),
      issues_(std::move(issues)) {}

WP_CODEBOX_INLINE json::Value SandboxToolPolicyValidationError::to_json() const {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  writer.key("code");
  writer.string(code());
  writer.key("issues");
  writer.begin_array();
  for (const SandboxToolPolicyIssue& issue : issues_) {
    writer.begin_object();
    writer.key("code");
    writer.string(issue.code);
    writer.key("field");
    writer.string(issue.field);
    writer.key("message");
    writer.string(issue.message);
    writer.end_object();
  }
  writer.end_array();
  writer.key("message");
  writer.string(message());
  writer.key("name");
  writer.string(name());
  writer.end_object();
  output.flush();
  return json::Value::from_compact(std::move(text));
}

WP_CODEBOX_INLINE std::vector<SandboxToolPolicyIssue> validate_sandbox_tool_policy(
    const json::Node& policy) {
  return sandbox_tools::Check().run(policy);
}

WP_CODEBOX_INLINE void assert_sandbox_tool_policy(const json::Node& policy) {
  auto issues = validate_sandbox_tool_policy(policy);
  if (!issues.empty()) throw SandboxToolPolicyValidationError(std::move(issues));
}

WP_CODEBOX_INLINE json::Value sandbox_tool_runtime_metadata(const json::Node& tool) {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  writer.key("environment");
  writer.raw(sandbox_tools::environment(tool).text());
  writer.key("capability_scope");
  writer.raw(sandbox_tools::capability_scope(tool).text());
  if (const json::Node* runtime = tool.find("runtime")) {
    for (const json::Member& member : runtime->members()) {
      if (member.name() == "environment" || member.name() == "capability_scope") continue;
      writer.key(member.name());
      writer.node(member.value);
    }
  }
  writer.end_object();
  output.flush();
  return json::Value::from_compact(std::move(text));
}

WP_CODEBOX_INLINE std::vector<std::string> sandbox_allowed_tool_ids(const json::Node& policy) {
  std::vector<std::string> ids;
  const json::Node* tools = policy.find("tools");
  if (tools == nullptr) return ids;
  const json::Value local = json::Value::string(sandbox_tools::local);
  for (const json::Node& tool : tools->items()) {
    if (!json::is_truthy(tool.find("allowed"))) continue;
    if (sandbox_tools::environment(tool) != local) continue;
    if (sandbox_tools::capability_scope(tool) != local) continue;
    const std::string given = sandbox_tools::text(tool.find("runtime_tool_id"));
    std::string id(json::trim(given));
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) {
      ids.push_back(std::move(id));
    }
  }
  return ids;
}

}  // namespace WP_CODEBOX_NAMESPACE
