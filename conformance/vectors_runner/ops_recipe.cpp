#include <map>
#include <set>
#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/contracts/recipe.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/recipe.hpp"
#include "wp_codebox/validation/recipe_policy.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// The host of a row: its tree is the working directory, its variables are all there are.
RecipeHost host_of(const VectorRow& row, const std::filesystem::path& root) {
  const json::Node* path = row.input.find("recipePath");
  RecipeHost host = RecipeHost::real(root / (path == nullptr ? "recipe.json" : path->text()));
  host.working_directory = root;
  std::map<std::string, std::string> variables;
  if (const json::Node* env = row.input.find("env")) {
    for (const json::Member& entry : env->members()) {
      variables[std::string(entry.name())] = entry.value.text();
    }
  }
  host.variable = [variables](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  return host;
}

std::optional<std::string> run_recipe_validate(const VectorRow& row) {
  const VectorTree tree;
  tree.create(row.input.find("tree"), "root");
  const RecipeValidation result =
      validate_recipe(row.text("recipe"), host_of(row, tree.path() / "root"));
  return difference(
      row.expect, result.document("recipe.json"),
      {.ignored = {"success", "schema", "recipePath", "message", "error"}, .sets = {}});
}

std::optional<std::string> run_recipe_policy(const VectorRow& row) {
  const json::Parsed recipe = row.json("recipe");
  const json::Node* expected = row.expect.find("policy");
  if (expected == nullptr) return "the row has no policy";
  return difference(*expected, json::to_value(recipe_policy(recipe.root())));
}

/// Where a schema validator sees an issue: at the object whose member is missing or one too many.
std::string instance_pointer(const json::Issue& issue) {
  json::Path path;
  const auto& segments = issue.path.segments();
  const bool of_object = issue.code == json::issue_code::member_missing ||
                         issue.code == json::issue_code::member_unknown;
  const std::size_t count = segments.size() - (of_object && !segments.empty() ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (segments[i].is_index) {
      path.push(segments[i].index);
    } else {
      path.push(segments[i].key);
    }
  }
  return path.pointer();
}

std::optional<std::string> run_recipe(const VectorRow& row) {
  const std::string text = row.text("text");
  const auto decoded = json::from_json<WorkspaceRecipe>(text);
  bool any_command = !decoded.error;
  std::set<std::string> paths;
  if (decoded.error) paths.insert("");
  for (const json::Issue& issue : decoded.issues) {
    paths.insert(instance_pointer(issue));
    const auto& segments = issue.path.segments();
    const bool command = issue.code == json::issue_code::value_unknown && !segments.empty() &&
                         segments.back().key == "command";
    if (!command) any_command = false;
  }
  std::string list;
  for (const std::string& path : paths) {
    list += (list.empty() ? "" : ",") + json::Value::string(path).text();
  }
  const auto truth = [](bool value) { return json::Value::boolean(value).text(); };
  return difference(
      row.expect,
      json::Value::from_compact(R"({"valid":)" + truth(decoded.ok()) + R"(,"validAnyCommand":)" +
                                truth(any_command) + R"(,"paths":[)" + list + "]}"),
      {.ignored = {}, .sets = {"paths"}});
}

}  // namespace

void add_recipe_ops(VectorOps& ops) {
  ops["recipe"] = run_recipe;
  ops["recipe-policy"] = run_recipe_policy;
  ops["recipe-validate"] = run_recipe_validate;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
