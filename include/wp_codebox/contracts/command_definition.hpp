#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// One command of the registry, as constants.

namespace WP_CODEBOX_NAMESPACE {

/// Who carries a command out.
enum class CommandHandler : std::uint8_t {
  backend,       ///< The backend's `execute`.
  capability,    ///< Nobody: the id only stands in policies.
  recipe_alias,  ///< The recipe host, by running another command.
};

/// An argument, given as `name=value`; the first one of a name counts.
struct CommandArgument {
  std::string_view name;         ///< What stands before the `=`.
  std::string_view description;  ///< For people.
  bool required = false;         ///< The command fails without it.
  bool repeatable = false;       ///< May be given several times.

  /// How the value is written: boolean, duration (`500ms`, `2s`), integer, json, json-object, list
  /// (comma-separated), path, slug; empty for free text.
  std::string_view format = {};
};

/// One command. Constant data: safe to read from any thread.
struct CommandDefinition {
  /// What `ExecutionSpec::command` and policies name, such as `wordpress.run-php`.
  std::string_view id;
  std::string_view description;  ///< For people.

  /// In the catalog's order; empty: takes none.
  std::span<const CommandArgument> accepted_args = {};
  /// What stands in `ExecutionResult.stdout`.
  std::string_view output_shape;
  /// What a policy has to allow.
  std::string_view policy_requirement;
  /// Whether a recipe may name it.
  bool recipe = true;
  CommandHandler handler = CommandHandler::backend;  ///< Who carries it out.

  /// The command that an alias runs; empty otherwise.
  std::string_view runs_as = {};
};

}  // namespace WP_CODEBOX_NAMESPACE
