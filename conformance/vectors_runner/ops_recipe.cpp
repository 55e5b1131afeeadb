#include <map>
#include <set>
#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/recipe.hpp"
#include "wp_codebox/validation/recipe_policy.hpp"
#include "wp_codebox/validation/recipe_schema.hpp"

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

std::optional<std::string> run_recipe(const VectorRow& row) {
  json::Document document;
  const std::string text = row.text("text");
  const bool readable = !document.read(text);
  const json::Issues issues = recipe_schema_issues(document.root());
  const bool valid = readable && issues.empty();
  const bool any_command =
      readable && recipe_schema_issues(document.root(), RecipeCommands::any).empty();
  std::string list;
  for (const std::string& path : recipe_schema_pointers(issues)) {
    list += (list.empty() ? "" : ",") + json::Value::string(path).text();
  }
  const auto truth = [](bool value) { return json::Value::boolean(value).text(); };
  return difference(
      row.expect,
      json::Value::from_compact(R"({"valid":)" + truth(valid) + R"(,"validAnyCommand":)" +
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
