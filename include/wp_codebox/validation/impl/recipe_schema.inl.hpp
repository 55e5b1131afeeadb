#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "wp_codebox/contracts/recipe.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/validation/recipe_schema.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recipe_schema {

/// Whether the path is below `$.<first>.<second>`, or is it.
WP_CODEBOX_INLINE bool leads_into(const json::Path& path, std::string_view first,
                                  std::string_view second) {
  const auto& segments = path.segments();
  return segments.size() >= 2 && segments[0].key == first && segments[1].key == second;
}

WP_CODEBOX_INLINE bool is_about_command(const json::Issue& issue) {
  const auto& segments = issue.path.segments();
  return issue.code == json::issue_code::value_unknown && !segments.empty() &&
         !segments.back().is_index && segments.back().key == "command";
}

/// Reports each `loadAs` in a list of extra plugins as a member that must not be there, in place of
/// what decoding had to say about its value.
WP_CODEBOX_INLINE void refuse_load_as(const json::Node& inputs, std::string_view list,
                                      json::Issues& issues) {
  const json::Node* plugins = inputs.find(list);
  if (plugins == nullptr) return;
  const auto items = plugins->items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const json::Node* load_as = items[i].find("loadAs");
    if (load_as == nullptr) continue;
    json::Path path;
    path.push("inputs").push(list).push(i).push("loadAs");
    std::erase_if(issues, [&path](const json::Issue& issue) { return issue.path == path; });
    issues.push_back({path, std::string(json::issue_code::member_unknown),
                      "no other member in WorkspaceRecipeExtraPlugin", json::describe(*load_as)});
  }
}

/// The path without its last `count` segments.
WP_CODEBOX_INLINE json::Path first_segments(const json::Path& path, std::size_t count) {
  json::Path shorter;
  for (std::size_t i = 0; i < count; ++i) {
    const json::PathSegment& segment = path.segments()[i];
    if (segment.is_index) {
      shorter.push(segment.index);
    } else {
      shorter.push(segment.key);
    }
  }
  return shorter;
}

}  // namespace recipe_schema

WP_CODEBOX_INLINE json::Issues recipe_schema_issues(const json::Node& recipe,
                                                    RecipeCommands commands) {
  json::Issues issues;
  json::check<WorkspaceRecipe>(recipe, issues);
  if (commands == RecipeCommands::any) std::erase_if(issues, recipe_schema::is_about_command);
  if (const json::Node* inputs = recipe.find("inputs")) {
    recipe_schema::refuse_load_as(*inputs, "extra_plugins", issues);
    recipe_schema::refuse_load_as(*inputs, "extraPlugins", issues);
  }
  return issues;
}

WP_CODEBOX_INLINE std::set<std::string> recipe_schema_pointers(const json::Issues& issues) {
  std::set<std::string> pointers;
  for (const json::Issue& issue : issues) {
    const std::size_t depth = issue.path.segments().size();
    const bool of_object = issue.code == json::issue_code::member_missing ||
                           issue.code == json::issue_code::member_unknown;
    const std::size_t kept = of_object && depth > 0 ? depth - 1 : depth;
    pointers.insert(recipe_schema::first_segments(issue.path, kept).pointer());
    if (recipe_schema::leads_into(issue.path, "artifacts", "verify") ||
        recipe_schema::leads_into(issue.path, "artifacts", "workspacePolicy")) {
      pointers.insert(recipe_schema::first_segments(issue.path, 2).pointer());
    }
  }
  return pointers;
}

}  // namespace WP_CODEBOX_NAMESPACE
