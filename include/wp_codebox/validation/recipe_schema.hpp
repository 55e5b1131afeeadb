#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the JSON Schema of recipes says about a recipe, without a JSON Schema validator: contract
/// schema `wp-codebox/workspace-recipe/v1`. The checks that need more than a schema are in
/// `validation/recipe.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// What commands the schema is built with.
enum class RecipeCommands : std::uint8_t {
  registered,  ///< Only those of the command registry that recipes may name.
  any          ///< Any text.
};

/// Everything in which a recipe does not fit the schema: what decoding reports, and `loadAs` of an
/// extra plugin, which the type has and the schema has not. Empty means valid. Never throws.
[[nodiscard]] json::Issues recipe_schema_issues(
    const json::Node& recipe, RecipeCommands commands = RecipeCommands::registered);

/// The JSON Pointers at which a JSON Schema validator reports these issues: a missing or unknown
/// member at its object, and what is wrong inside `artifacts.verify` or `artifacts.workspacePolicy`
/// also at the union itself.
[[nodiscard]] std::set<std::string> recipe_schema_pointers(const json::Issues& issues);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/recipe_schema.inl.hpp"
#endif
