#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Agents that a recipe installs: contract type `WorkspaceRecipeAgentBundle`.

namespace WP_CODEBOX_NAMESPACE {

/// What to do when an agent of that slug exists.
enum class WorkspaceRecipeAgentBundleConflict : std::uint8_t { error, skip, upgrade };
template <>
inline constexpr auto json::enum_texts<WorkspaceRecipeAgentBundleConflict> =
    json::enum_texts_of("error", "skip", "upgrade");

/// Contract type `WorkspaceRecipeAgentBundle`: an agent that is installed in the sandbox.
struct WorkspaceRecipeAgentBundle {
  std::optional<std::string> source;
  std::optional<json::Dictionary<json::Value>> bundle;
  std::optional<std::string> slug;
  std::optional<WorkspaceRecipeAgentBundleConflict> on_conflict;
  std::optional<double> owner_id;
  std::optional<std::string> token_env;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeAgentBundle&) const = default;
};

/// One of these members must be there.
inline constexpr std::string_view workspace_recipe_agent_bundle_any_of[] = {"source", "bundle"};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_agent_bundle_fields[] = {
    json::field<&WorkspaceRecipeAgentBundle::source>(
        "source", "File on the host that holds the bundle, relative to the recipe."),
    json::field<&WorkspaceRecipeAgentBundle::bundle>("bundle", "The bundle itself."),
    json::field<&WorkspaceRecipeAgentBundle::slug>("slug", "Slug to install it under."),
    json::field<&WorkspaceRecipeAgentBundle::on_conflict>("on_conflict",
                                                          "What to do when the slug is taken."),
    json::field<&WorkspaceRecipeAgentBundle::owner_id>(
        "owner_id", "User id of the owner in the sandbox.", &recipe_rules::positive_integer),
    json::field<&WorkspaceRecipeAgentBundle::token_env>(
        "token_env", "Name of the environment variable that holds the agent's token."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeAgentBundle::table =
    json::struct_table<WorkspaceRecipeAgentBundle>(
        "WorkspaceRecipeAgentBundle", "An agent that is installed in the sandbox.",
        workspace_recipe_agent_bundle_fields,
        {.closed = true, .any_of = workspace_recipe_agent_bundle_any_of});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
