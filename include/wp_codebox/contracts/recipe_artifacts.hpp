#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/union.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a recipe wants to keep of its run: contract types `WorkspaceRecipeArtifactVerifier` and
/// `WorkspaceRecipeWorkspacePolicyArtifact`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `WorkspaceRecipeArtifactVerifier`: whether the bundle is verified.
struct WorkspaceRecipeArtifactVerifier {
  std::optional<bool> enabled;
  std::optional<bool> strict;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeArtifactVerifier&) const = default;
};

/// Contract type `WorkspaceRecipeWorkspacePolicyArtifact`: whether the workspaces are checked.
struct WorkspaceRecipeWorkspacePolicyArtifact {
  std::optional<bool> enabled;
  std::optional<bool> strict;
  std::optional<std::vector<std::string>> writableRoots;
  std::optional<std::vector<std::string>> hiddenPaths;
  std::optional<bool> gitBacked;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeWorkspacePolicyArtifact&) const = default;
};

/// What a recipe keeps of its run. Contract type `WorkspaceRecipe["artifacts"]`.
struct WorkspaceRecipeArtifacts {
  std::optional<std::string> directory;
  std::optional<json::Union<bool, WorkspaceRecipeArtifactVerifier>> verify;
  std::optional<json::Union<bool, WorkspaceRecipeWorkspacePolicyArtifact>> workspacePolicy;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeArtifacts&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_artifact_verifier_fields[] = {
    json::field<&WorkspaceRecipeArtifactVerifier::enabled>(
        "enabled", "Whether it is; without the member it is."),
    json::field<&WorkspaceRecipeArtifactVerifier::strict>("strict",
                                                          "Whether a failure ends the run."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeArtifactVerifier::table =
    json::struct_table<WorkspaceRecipeArtifactVerifier>(
        "WorkspaceRecipeArtifactVerifier", "Whether the bundle is verified.",
        workspace_recipe_artifact_verifier_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_workspace_policy_artifact_fields[] = {
    json::field<&WorkspaceRecipeWorkspacePolicyArtifact::enabled>(
        "enabled", "Whether they are; without the member they are."),
    json::field<&WorkspaceRecipeWorkspacePolicyArtifact::strict>("strict",
                                                                 "Whether a failure ends the run."),
    json::field<&WorkspaceRecipeWorkspacePolicyArtifact::writableRoots>(
        "writableRoots", "Folders in which changes are allowed; without any everywhere."),
    json::field<&WorkspaceRecipeWorkspacePolicyArtifact::hiddenPaths>(
        "hiddenPaths", "Paths that must not appear."),
    json::field<&WorkspaceRecipeWorkspacePolicyArtifact::gitBacked>(
        "gitBacked", "Whether the workspace is a git checkout."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeWorkspacePolicyArtifact::table =
    json::struct_table<WorkspaceRecipeWorkspacePolicyArtifact>(
        "WorkspaceRecipeWorkspacePolicyArtifact", "Whether the workspaces are checked.",
        workspace_recipe_workspace_policy_artifact_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_artifacts_fields[] = {
    json::field<&WorkspaceRecipeArtifacts::directory>("directory",
                                                      "Folder on the host for bundles."),
    json::field<&WorkspaceRecipeArtifacts::verify>(
        "verify", "Whether the bundle is verified; true is not strict."),
    json::field<&WorkspaceRecipeArtifacts::workspacePolicy>(
        "workspacePolicy", "Whether the workspaces are checked; true is not strict."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeArtifacts::table =
    json::struct_table<WorkspaceRecipeArtifacts>(
        "WorkspaceRecipeArtifacts", "What a recipe keeps of its run.",
        workspace_recipe_artifacts_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
