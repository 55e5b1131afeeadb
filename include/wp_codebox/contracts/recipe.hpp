#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/recipe_agent_bundle.hpp"
#include "wp_codebox/contracts/recipe_artifacts.hpp"
#include "wp_codebox/contracts/recipe_inheritance.hpp"
#include "wp_codebox/contracts/recipe_mount.hpp"
#include "wp_codebox/contracts/recipe_plugin.hpp"
#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/contracts/recipe_runtime.hpp"
#include "wp_codebox/contracts/recipe_seed.hpp"
#include "wp_codebox/contracts/recipe_step.hpp"
#include "wp_codebox/contracts/recipe_workspace.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A sandbox and what to run in it, in one document: contract type `WorkspaceRecipe`. Decoding
/// checks what the recipe's JSON Schema checks; what needs files or the meaning of several members
/// is in `validation/recipe.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// What a recipe brings into its sandbox. Contract type `WorkspaceRecipe["inputs"]`.
struct WorkspaceRecipeInputs {
  std::optional<std::vector<WorkspaceRecipeWorkspace>> workspaces;
  std::optional<std::vector<WorkspaceRecipeMount>> mounts;
  std::optional<std::vector<WorkspaceRecipeExtraPlugin>> extra_plugins;
  std::optional<std::vector<WorkspaceRecipeExtraPlugin>> extraPlugins;
  std::optional<std::vector<std::string>> secretEnv;
  std::optional<WorkspaceRecipePluginRuntime> pluginRuntime;
  std::optional<std::vector<WorkspaceRecipeSiteSeed>> siteSeeds;
  std::optional<std::vector<WorkspaceRecipeStagedFile>> stagedFiles;
  std::optional<std::vector<WorkspaceRecipeAgentBundle>> agent_bundles;
  std::optional<WorkspaceRecipeInheritanceRequest> inherit;
  std::optional<WorkspaceRecipeInheritanceResolution> inheritance;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeInputs&) const = default;
};

/// What a recipe runs. Contract type `WorkspaceRecipe["workflow"]`.
struct WorkspaceRecipeWorkflow {
  std::optional<std::vector<WorkspaceRecipeStep>> before;
  std::vector<WorkspaceRecipeStep> steps;
  std::optional<std::vector<WorkspaceRecipeStep>> after;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeWorkflow&) const = default;
};

/// Contract type `WorkspaceRecipe`: A sandbox and what to run in it.
struct WorkspaceRecipe {
  json::Constant<"wp-codebox/workspace-recipe/v1"> schema;
  std::optional<WorkspaceRecipeRuntime> runtime;
  std::optional<WorkspaceRecipeInputs> inputs;
  WorkspaceRecipeWorkflow workflow;
  std::optional<WorkspaceRecipeArtifacts> artifacts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipe&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_inputs_fields[] = {
    json::field<&WorkspaceRecipeInputs::workspaces>("workspaces",
                                                    "Folders in which the workflow works."),
    json::field<&WorkspaceRecipeInputs::mounts>("mounts", "Folders and files of the host."),
    json::field<&WorkspaceRecipeInputs::extra_plugins>("extra_plugins",
                                                       "Plugins beside the workspaces."),
    json::field<&WorkspaceRecipeInputs::extraPlugins>(
        "extraPlugins", "Other spelling of extra_plugins, which hides it."),
    json::field<&WorkspaceRecipeInputs::secretEnv>(
        "secretEnv", "Environment variables that the sandbox gets as secrets.",
        &recipe_rules::each_environment_name),
    json::field<&WorkspaceRecipeInputs::pluginRuntime>("pluginRuntime",
                                                       "What the plugins need to run."),
    json::field<&WorkspaceRecipeInputs::siteSeeds>("siteSeeds", "Content for the site."),
    json::field<&WorkspaceRecipeInputs::stagedFiles>("stagedFiles",
                                                     "Files that are copied into the sandbox."),
    json::field<&WorkspaceRecipeInputs::agent_bundles>("agent_bundles",
                                                       "Agents that are installed."),
    json::field<&WorkspaceRecipeInputs::inherit>("inherit",
                                                 "What is taken over from the parent site."),
    json::field<&WorkspaceRecipeInputs::inheritance>("inheritance", "What came of that request."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeInputs::table =
    json::struct_table<WorkspaceRecipeInputs>("WorkspaceRecipeInputs",
                                              "What a recipe brings into its sandbox.",
                                              workspace_recipe_inputs_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_workflow_fields[] = {
    json::field<&WorkspaceRecipeWorkflow::before>("before", "Commands that run first."),
    json::field<&WorkspaceRecipeWorkflow::steps>("steps", "The commands, at least one.",
                                                 &recipe_rules::at_least_one),
    json::field<&WorkspaceRecipeWorkflow::after>("after", "Commands that run last."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeWorkflow::table =
    json::struct_table<WorkspaceRecipeWorkflow>("WorkspaceRecipeWorkflow", "What a recipe runs.",
                                                workspace_recipe_workflow_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_fields[] = {
    json::field<&WorkspaceRecipe::schema>("schema", "Schema id."),
    json::field<&WorkspaceRecipe::runtime>("runtime", "The runtime to run in."),
    json::field<&WorkspaceRecipe::inputs>("inputs", "What is brought into the sandbox."),
    json::field<&WorkspaceRecipe::workflow>("workflow", "What is run."),
    json::field<&WorkspaceRecipe::artifacts>("artifacts", "What is kept."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipe::table =
    json::struct_table<WorkspaceRecipe>(
        "WorkspaceRecipe", "A sandbox and what to run in it.", workspace_recipe_fields,
        {.schema_id = "wp-codebox/workspace-recipe/v1", .closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
