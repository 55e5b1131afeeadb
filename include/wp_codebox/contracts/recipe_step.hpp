#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/command_registry.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// One command of a recipe: contract type `WorkspaceRecipeStep`.

namespace WP_CODEBOX_NAMESPACE {

/// Commands that a recipe may name. The value is decoded all the same when it is another one, so a
/// reader that allows any command drops the issues of this rule (`json-value-unknown`).
inline constexpr json::FieldRule recipe_command_rule{.texts = recipe_command_ids};

/// Contract type `WorkspaceRecipeStep`: one command of a recipe.
struct WorkspaceRecipeStep {
  std::string command;
  std::optional<std::vector<std::string>> args;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeStep&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_step_fields[] = {
    json::field<&WorkspaceRecipeStep::command>("command", "Id of the command.",
                                               &recipe_command_rule),
    json::field<&WorkspaceRecipeStep::args>("args", "Its arguments, each `name=value`."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeStep::table =
    json::struct_table<WorkspaceRecipeStep>("WorkspaceRecipeStep", "One command of a recipe.",
                                            workspace_recipe_step_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
