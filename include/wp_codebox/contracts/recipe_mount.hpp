#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Files of the host that a recipe brings into its sandbox: contract types `WorkspaceRecipeMount`
/// and `WorkspaceRecipeStagedFile`.

namespace WP_CODEBOX_NAMESPACE {

/// What a recipe mounts. Unlike `MountSpec` it names nothing else.
enum class WorkspaceRecipeMountType : std::uint8_t { directory, file };
template <>
inline constexpr auto json::enum_texts<WorkspaceRecipeMountType> = json::enum_texts_of("directory",
                                                                                       "file");

/// Contract type `WorkspaceRecipeMount`: A folder or file of the host that a recipe mounts.
struct WorkspaceRecipeMount {
  std::optional<WorkspaceRecipeMountType> type;
  std::string source;
  std::string target;
  std::optional<MountMode> mode;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeMount&) const = default;
};

/// Contract type `WorkspaceRecipeStagedFile`: A file of the host that is copied into the sandbox.
struct WorkspaceRecipeStagedFile {
  std::string source;
  std::string target;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeStagedFile&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_mount_fields[] = {
    json::field<&WorkspaceRecipeMount::type>("type",
                                             "What is mounted; without it the source decides."),
    json::field<&WorkspaceRecipeMount::source>("source",
                                               "Path on the host, relative to the recipe."),
    json::field<&WorkspaceRecipeMount::target>("target", "Absolute path in the sandbox.",
                                               &recipe_rules::absolute_path),
    json::field<&WorkspaceRecipeMount::mode>("mode",
                                             "Whether the sandbox may write; without it it may."),
    json::field<&WorkspaceRecipeMount::metadata>(
        "metadata", "Whatever the author wants to keep with the mount."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeMount::table =
    json::struct_table<WorkspaceRecipeMount>("WorkspaceRecipeMount",
                                             "A folder or file of the host that a recipe mounts.",
                                             workspace_recipe_mount_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_staged_file_fields[] = {
    json::field<&WorkspaceRecipeStagedFile::source>("source",
                                                    "Path on the host, relative to the recipe."),
    json::field<&WorkspaceRecipeStagedFile::target>("target", "Absolute path in the sandbox.",
                                                    &recipe_rules::absolute_path),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeStagedFile::table =
    json::struct_table<WorkspaceRecipeStagedFile>(
        "WorkspaceRecipeStagedFile", "A file of the host that is copied into the sandbox.",
        workspace_recipe_staged_file_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
