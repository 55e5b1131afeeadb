#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/path.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks a workspace recipe the way the recipe host does before it runs one: what a schema cannot
/// say (files that must exist, arguments of commands, limits of seeds). The schema's own rules are
/// checked by decoding a `WorkspaceRecipe`.

namespace WP_CODEBOX_NAMESPACE {

/// What stands at a path of the host. Links are followed.
enum class HostFileKind : std::uint8_t { absent, file, directory, other };

/// What a recipe check has to know of the host. The defaults look at the real one.
struct RecipeHost {
  /// The recipe's folder: relative sources are resolved against it.
  std::filesystem::path recipe_directory;
  /// The working directory: `code-file` and default slugs are resolved against it.
  std::filesystem::path working_directory;
  /// What stands at a path; links are followed.
  std::function<HostFileKind(const std::filesystem::path& path)> file_kind;
  /// An environment variable, or nothing. Only `WP_CODEBOX_*` are asked for.
  std::function<std::optional<std::string>(const std::string& name)> variable;

  /// The real host, for a recipe at `recipe_path`.
  [[nodiscard]] static RecipeHost real(const std::filesystem::path& recipe_path);
};

/// One finding about a recipe.
struct RecipeIssue {
  std::string code;     ///< Stable, such as `missing-path`.
  json::Path path;      ///< Where in the recipe.
  std::string message;  ///< For people.
};

/// How much a recipe asks for.
struct RecipeSummary {
  std::size_t steps = 0;       ///< Of all three phases of the workflow.
  std::size_t mounts = 0;      ///< Of `inputs.mounts`.
  std::size_t workspaces = 0;  ///< Of `inputs.workspaces`.

  /// Of `inputs.extra_plugins`, or `inputs.extraPlugins` as it is also called.
  std::size_t extraPlugins = 0;
  std::size_t stagedFiles = 0;  ///< Of `inputs.stagedFiles`.

  bool operator==(const RecipeSummary&) const = default;
};

/// Contract document `wp-codebox/recipe-validation/v1`.
struct RecipeValidation {
  std::vector<RecipeIssue> issues;  ///< None when the recipe is valid.

  /// Absent when the recipe could not be understood at all (one issue, `invalid-recipe`).
  std::optional<RecipeSummary> summary;

  [[nodiscard]] bool valid() const { return issues.empty(); }  ///< Whether nothing was found.

  /// The document; `recipe_path` is echoed.
  [[nodiscard]] json::Value document(std::string_view recipe_path) const;
};

/// Checks a recipe's text. Never throws on any input; the host's functions must not throw either.
[[nodiscard]] RecipeValidation validate_recipe(std::string_view text, const RecipeHost& host);

/// Checks a recipe that was read already.
[[nodiscard]] RecipeValidation validate_recipe(const json::Node& recipe, const RecipeHost& host);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/recipe.inl.hpp"
#endif
