#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/sandbox_tool_policy.hpp"
#include "wp_codebox/validation/workspace_policy.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::vector<std::string> texts(const json::Node* list) {
  std::vector<std::string> values;
  if (list == nullptr) return values;
  for (const json::Node& item : list->items()) values.push_back(item.text());
  return values;
}

std::optional<std::string> run_workspace_policy(const VectorRow& row) {
  const json::Node* given = row.input.find("options");
  if (given == nullptr) return "the row has no options";
  const VectorTree tree;
  tree.create(row.input.find("tree"), "root");
  WorkspacePolicyOptions options;
  options.workspace_root = (tree.path() / "root").string();
  options.writable_roots = texts(given->find("writableRoots"));
  options.hidden_paths = texts(given->find("hiddenPaths"));
  const json::Node* git = given->find("gitBacked");
  if (git != nullptr && git->boolean()) return "git-backed rows need git's answers";
  return difference(
      row.expect, json::to_value(check_workspace_policy(options)),
      {.ignored = {"schema", "policy_sha256", "message", "details"}, .sets = {"violations"}});
}

std::string issue_list(const std::vector<SandboxToolPolicyIssue>& issues) {
  std::string text;
  for (const SandboxToolPolicyIssue& issue : issues) {
    text += (text.empty() ? "" : ",") + (R"({"code":)" + json::Value::string(issue.code).text()) +
            R"(,"field":)" + json::Value::string(issue.field).text() + "}";
  }
  return "[" + text + "]";
}

json::Value validation_answer(const json::Node& policy) {
  const auto issues = validate_sandbox_tool_policy(policy);
  if (issues.empty()) {
    return json::Value::from_compact(R"({"valid":true,"issues":[],"normalized":)" +
                                     json::Value::string(json::compact_json(policy)).text() + "}");
  }
  const SandboxToolPolicyValidationError error(issues);
  const json::Parsed form(error.to_json());
  std::string keys;
  for (const json::Member& member : form.root().members()) {
    keys += (keys.empty() ? "" : ",") + json::Value::string(member.name()).text();
  }
  const std::string list = issue_list(issues);
  return json::Value::from_compact(R"({"valid":false,"issues":)" + list + R"(,"error":{"code":)" +
                                   json::Value::string(error.code()).text() + R"(,"name":)" +
                                   json::Value::string(error.name()).text() + R"(,"issues":)" +
                                   list + R"(,"keys":[)" + keys + "]}}");
}

std::optional<std::string> run_sandbox_tool_policy(const VectorRow& row) {
  const std::string function = row.text("function");
  if (function == "runtime-metadata") {
    const json::Parsed tool = row.json("tool");
    return difference(row.expect, json::Value::from_compact(
                                      R"({"metadata":)" +
                                      sandbox_tool_runtime_metadata(tool.root()).text() + "}"));
  }
  const json::Parsed policy = row.json("policy");
  if (function == "validate") return difference(row.expect, validation_answer(policy.root()));
  if (function != "allowed-ids") return "unknown function " + function;
  std::string ids;
  for (const std::string& id : sandbox_allowed_tool_ids(policy.root())) {
    ids += (ids.empty() ? "" : ",") + json::Value::string(id).text();
  }
  return difference(row.expect, json::Value::from_compact(R"({"ids":[)" + ids + "]}"));
}

}  // namespace

void add_workspace_ops(VectorOps& ops) {
  ops["sandbox-tool-policy"] = run_sandbox_tool_policy;
  ops["workspace-policy"] = run_workspace_policy;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
