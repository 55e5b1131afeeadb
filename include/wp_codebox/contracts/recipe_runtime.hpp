#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/contracts/recipe_mount.hpp"
#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The runtime that a recipe asks for: contract types `WorkspaceRecipeRuntimeStack`,
/// `WorkspaceRecipeRuntimeOverlay` and `WorkspaceRecipeRuntimeBackendPackage`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `WorkspaceRecipeRuntimeStack`: what lies below the inputs of a recipe.
struct WorkspaceRecipeRuntimeStack {
  std::optional<std::vector<WorkspaceRecipeMount>> mounts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeRuntimeStack&) const = default;
};

using WorkspaceRecipeRuntimeOverlayKind = json::Constant<"bundled-library">;   ///< Of what kind.
using WorkspaceRecipeRuntimeOverlayLibrary = json::Constant<"php-ai-client">;  ///< Which library.
using WorkspaceRecipeRuntimeOverlayStrategy = json::Constant<"wordpress-scoped-bundle">;  ///< How.

/// Contract type `WorkspaceRecipeRuntimeOverlay`: A library that replaces the one which WordPress
/// brings.
struct WorkspaceRecipeRuntimeOverlay {
  WorkspaceRecipeRuntimeOverlayKind kind;
  WorkspaceRecipeRuntimeOverlayLibrary library;
  std::string source;
  std::optional<std::string> target;
  WorkspaceRecipeRuntimeOverlayStrategy strategy;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeRuntimeOverlay&) const = default;
};

/// Contract type `WorkspaceRecipeRuntimeBackendPackage`: the package that a backend is loaded from.
struct WorkspaceRecipeRuntimeBackendPackage {
  json::Constant<"playground"> kind;
  std::string source;
  std::optional<std::string> package;
  std::optional<std::string> entrypoint;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeRuntimeBackendPackage&) const = default;
};

/// The runtime that a recipe asks for. Contract type `WorkspaceRecipe["runtime"]`.
struct WorkspaceRecipeRuntime {
  std::optional<RuntimeBackendKind> backend;
  std::optional<std::string> name;
  std::optional<std::string> wp;
  std::optional<json::Value> blueprint;
  std::optional<RuntimePreviewSpec> preview;
  std::optional<RuntimeAssetSpec> assets;
  std::optional<WorkspaceRecipeRuntimeBackendPackage> backendPackage;
  std::optional<WorkspaceRecipeRuntimeStack> stack;
  std::optional<std::vector<WorkspaceRecipeRuntimeOverlay>> overlays;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeRuntime&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_runtime_stack_fields[] = {
    json::field<&WorkspaceRecipeRuntimeStack::mounts>("mounts",
                                                      "Mounts that belong to the runtime itself."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeRuntimeStack::table =
    json::struct_table<WorkspaceRecipeRuntimeStack>(
        "WorkspaceRecipeRuntimeStack", "What lies below the inputs of a recipe.",
        workspace_recipe_runtime_stack_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_runtime_overlay_fields[] = {
    json::field<&WorkspaceRecipeRuntimeOverlay::kind>("kind", "Kind of overlay."),
    json::field<&WorkspaceRecipeRuntimeOverlay::library>("library",
                                                         "The library that is replaced."),
    json::field<&WorkspaceRecipeRuntimeOverlay::source>(
        "source", "Folder on the host, relative to the recipe."),
    json::field<&WorkspaceRecipeRuntimeOverlay::target>("target", "Absolute path in the sandbox.",
                                                        &recipe_rules::absolute_path),
    json::field<&WorkspaceRecipeRuntimeOverlay::strategy>("strategy", "How the library is put in."),
    json::field<&WorkspaceRecipeRuntimeOverlay::metadata>(
        "metadata", "Whatever the author wants to keep with the overlay."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeRuntimeOverlay::table =
    json::struct_table<WorkspaceRecipeRuntimeOverlay>(
        "WorkspaceRecipeRuntimeOverlay", "A library that replaces the one which WordPress brings.",
        workspace_recipe_runtime_overlay_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_runtime_backend_package_fields[] = {
    json::field<&WorkspaceRecipeRuntimeBackendPackage::kind>("kind", "Kind of package."),
    json::field<&WorkspaceRecipeRuntimeBackendPackage::source>(
        "source", "File or folder on the host, relative to the recipe."),
    json::field<&WorkspaceRecipeRuntimeBackendPackage::package>(
        "package", "Name of the package inside the source."),
    json::field<&WorkspaceRecipeRuntimeBackendPackage::entrypoint>(
        "entrypoint", "Module to load, relative to the package."),
    json::field<&WorkspaceRecipeRuntimeBackendPackage::metadata>(
        "metadata", "Whatever the author wants to keep with the package."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeRuntimeBackendPackage::table =
    json::struct_table<WorkspaceRecipeRuntimeBackendPackage>(
        "WorkspaceRecipeRuntimeBackendPackage", "The package that a backend is loaded from.",
        workspace_recipe_runtime_backend_package_fields, {.closed = true});

/// A recipe holds two types of the create spec in a stricter form: no other members, and a port
/// that can be listened at. The rows are the types' own, so that each field stays written once.
namespace recipe_runtime {

consteval auto preview_rows() {
  auto rows = std::to_array(runtime_preview_spec_fields);
  for (json::FieldRow& row : rows) {
    if (row.name == "port") row.rule = &recipe_rules::port;
  }
  return rows;
}
inline constexpr auto preview_fields = preview_rows();

consteval json::StructTable closed(json::StructTable table, std::string_view name,
                                   std::span<const json::FieldRow> fields) {
  table.name = name;
  table.fields = fields;
  table.closed = true;
  return table;
}
inline constexpr json::StructTable preview_table =
    closed(RuntimePreviewSpec::table, "WorkspaceRecipeRuntimePreview", preview_fields);
inline constexpr json::StructTable assets_table =
    closed(RuntimeAssetSpec::table, "WorkspaceRecipeRuntimeAssets", RuntimeAssetSpec::table.fields);

inline constexpr json::TypeRow preview_type{.shape = json::Shape::structure,
                                            .table = &preview_table};
inline constexpr json::TypeRow assets_type{.shape = json::Shape::structure, .table = &assets_table};

consteval json::TypeRow with_inner(json::TypeRow row, const json::TypeRow& inner) {
  row.inner = &inner;
  return row;
}
inline constexpr json::TypeRow optional_preview_type =
    with_inner(json::type_row<std::optional<RuntimePreviewSpec>>, preview_type);
inline constexpr json::TypeRow optional_assets_type =
    with_inner(json::type_row<std::optional<RuntimeAssetSpec>>, assets_type);

consteval json::FieldRow with_type(json::FieldRow row, const json::TypeRow& type) {
  row.type = &type;
  return row;
}

inline constexpr std::string_view backend_texts[] = {"wordpress-playground"};
inline constexpr json::FieldRule backend_rule{.texts = backend_texts};

}  // namespace recipe_runtime

inline constexpr json::FieldRow workspace_recipe_runtime_fields[] = {
    json::field<&WorkspaceRecipeRuntime::backend>(
        "backend", "Kind of the backend; a recipe knows only one.", &recipe_runtime::backend_rule),
    json::field<&WorkspaceRecipeRuntime::name>("name", "Name of the environment, for people."),
    json::field<&WorkspaceRecipeRuntime::wp>("wp", "Version of WordPress."),
    json::field<&WorkspaceRecipeRuntime::blueprint>(
        "blueprint", "Set-up steps in the form that the backend reads.", &recipe_rules::any_object),
    recipe_runtime::with_type(
        json::field<&WorkspaceRecipeRuntime::preview>("preview", "How the site is offered."),
        recipe_runtime::optional_preview_type),
    recipe_runtime::with_type(json::field<&WorkspaceRecipeRuntime::assets>(
                                  "assets", "Files that the runtime is built from."),
                              recipe_runtime::optional_assets_type),
    json::field<&WorkspaceRecipeRuntime::backendPackage>(
        "backendPackage", "The package that the backend is loaded from."),
    json::field<&WorkspaceRecipeRuntime::stack>("stack", "What lies below the inputs."),
    json::field<&WorkspaceRecipeRuntime::overlays>("overlays",
                                                   "Libraries that replace those of WordPress."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeRuntime::table =
    json::struct_table<WorkspaceRecipeRuntime>("WorkspaceRecipeRuntime",
                                               "The runtime that a recipe asks for.",
                                               workspace_recipe_runtime_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
