#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/contracts/sandbox_workspace.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Workspaces of a recipe: contract types `WorkspaceRecipeWorkspace` and
/// `WorkspaceRecipeWorkspaceSeed`.

namespace WP_CODEBOX_NAMESPACE {

/// What a workspace is made from.
enum class WorkspaceRecipeSeedType : std::uint8_t { plugin_scaffold, theme_scaffold, directory };
template <>
inline constexpr auto json::enum_texts<WorkspaceRecipeSeedType> =
    json::enum_texts_of("plugin_scaffold", "theme_scaffold", "directory");

/// Contract type `WorkspaceRecipeWorkspaceSeed`: what a workspace starts as.
struct WorkspaceRecipeWorkspaceSeed {
  WorkspaceRecipeSeedType type = WorkspaceRecipeSeedType::plugin_scaffold;
  std::optional<std::string> slug;
  std::optional<std::string> name;
  std::optional<std::string> source;
  std::optional<std::vector<std::string>> excludePaths;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeWorkspaceSeed&) const = default;
};

/// Contract type `WorkspaceRecipeWorkspace`: A folder in which the workflow of a recipe works.
struct WorkspaceRecipeWorkspace {
  std::optional<std::string> target;
  std::optional<MountMode> mode;
  std::optional<SandboxWorkspaceMode> sourceMode;
  WorkspaceRecipeWorkspaceSeed seed;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeWorkspace&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_workspace_seed_fields[] = {
    json::field<&WorkspaceRecipeWorkspaceSeed::type>("type", "What it is made from."),
    json::field<&WorkspaceRecipeWorkspaceSeed::slug>("slug", "Folder name; scaffolds need it.",
                                                     &recipe_rules::slug),
    json::field<&WorkspaceRecipeWorkspaceSeed::name>("name",
                                                     "Name of the plugin or theme, for people."),
    json::field<&WorkspaceRecipeWorkspaceSeed::source>(
        "source", "Folder on the host, relative to the recipe; directories need it."),
    json::field<&WorkspaceRecipeWorkspaceSeed::excludePaths>("excludePaths",
                                                             "Paths that are not copied."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeWorkspaceSeed::table =
    json::struct_table<WorkspaceRecipeWorkspaceSeed>(
        "WorkspaceRecipeWorkspaceSeed", "What a workspace starts as.",
        workspace_recipe_workspace_seed_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_workspace_fields[] = {
    json::field<&WorkspaceRecipeWorkspace::target>(
        "target", "Absolute path in the sandbox; without it the seed decides.",
        &recipe_rules::absolute_path),
    json::field<&WorkspaceRecipeWorkspace::mode>(
        "mode", "Whether the sandbox may write; without it it may."),
    json::field<&WorkspaceRecipeWorkspace::sourceMode>(
        "sourceMode", "What stands behind the workspace; without it a repository."),
    json::field<&WorkspaceRecipeWorkspace::seed>("seed", "What it starts as."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeWorkspace::table =
    json::struct_table<WorkspaceRecipeWorkspace>(
        "WorkspaceRecipeWorkspace", "A folder in which the workflow of a recipe works.",
        workspace_recipe_workspace_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
