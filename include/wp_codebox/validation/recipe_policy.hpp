#pragma once

#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The policy that a recipe needs.

namespace WP_CODEBOX_NAMESPACE {

/// What the recipe host allows when nothing is said: network deny, filesystem readwrite-mounts,
/// inspecting mounts and running PHP, no secrets, no approvals.
[[nodiscard]] RuntimePolicy default_recipe_policy();

/// The default policy with exactly the commands that a recipe names or needs, each once. The recipe
/// should be valid; of one that is not, what can be understood counts.
[[nodiscard]] RuntimePolicy recipe_policy(const json::Node& recipe);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/recipe_policy.inl.hpp"
#endif
