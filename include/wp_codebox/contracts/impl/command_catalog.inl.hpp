#pragma once

#include <string>

#include "wp_codebox/contracts/command_catalog.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace command_rows {

WP_CODEBOX_INLINE CommandCatalogArgument catalog_argument(const CommandArgument& argument) {
  CommandCatalogArgument entry;
  entry.name = argument.name;
  entry.description = argument.description;
  if (argument.required) entry.required = true;
  if (argument.repeatable) entry.repeatable = true;
  if (!argument.format.empty()) entry.format = argument.format;
  return entry;
}

}  // namespace command_rows

WP_CODEBOX_INLINE CommandCatalog command_catalog() {
  CommandCatalog catalog;
  for (const CommandDefinition& command : command_registry) {
    CommandCatalogEntry& entry = catalog.commands.emplace_back();
    entry.id = command.id;
    entry.description = command.description;
    for (const CommandArgument& argument : command.accepted_args) {
      entry.acceptedArgs.push_back(command_rows::catalog_argument(argument));
    }
    entry.outputShape = command.output_shape;
    entry.policyRequirement = command.policy_requirement;
    entry.recipe = command.recipe;
  }
  return catalog;
}

}  // namespace WP_CODEBOX_NAMESPACE
