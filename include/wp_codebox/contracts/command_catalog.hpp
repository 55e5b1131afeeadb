#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/command_registry.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The command registry as a document: `wp-codebox/command-catalog/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// An argument, given as `name=value`.
struct CommandCatalogArgument {
  std::string name;
  std::string description;
  std::optional<bool> required;
  std::optional<bool> repeatable;
  std::optional<std::string> format;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CommandCatalogArgument&) const = default;
};

/// One command.
struct CommandCatalogEntry {
  std::string id;
  std::string description;
  std::vector<CommandCatalogArgument> acceptedArgs;
  std::string outputShape;
  std::string policyRequirement;
  bool recipe = false;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CommandCatalogEntry&) const = default;
};

/// The commands that are known.
struct CommandCatalog {
  json::Constant<"wp-codebox/command-catalog/v1"> schema;
  std::vector<CommandCatalogEntry> commands;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CommandCatalog&) const = default;
};

/// The registry as a document.
[[nodiscard]] CommandCatalog command_catalog();

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow command_catalog_argument_fields[] = {
    json::field<&CommandCatalogArgument::name>("name", "Its name."),
    json::field<&CommandCatalogArgument::description>("description", "What it says."),
    json::field<&CommandCatalogArgument::required>("required", "Whether it has to be there."),
    json::field<&CommandCatalogArgument::repeatable>("repeatable",
                                                     "Whether it may be there more than once."),
    json::field<&CommandCatalogArgument::format>("format",
                                                 "How the value is written; free text without it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable CommandCatalogArgument::table =
    json::struct_table<CommandCatalogArgument>("CommandCatalogArgument",
                                               "An argument, given as `name=value`.",
                                               command_catalog_argument_fields);

inline constexpr json::FieldRow command_catalog_entry_fields[] = {
    json::field<&CommandCatalogEntry::id>("id", "Its id."),
    json::field<&CommandCatalogEntry::description>("description", "What it does."),
    json::field<&CommandCatalogEntry::acceptedArgs>("acceptedArgs", "Its arguments."),
    json::field<&CommandCatalogEntry::outputShape>("outputShape",
                                                   "What stands in the execution's stdout."),
    json::field<&CommandCatalogEntry::policyRequirement>("policyRequirement",
                                                         "What a policy has to allow."),
    json::field<&CommandCatalogEntry::recipe>("recipe", "Whether a recipe may name it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable CommandCatalogEntry::table =
    json::struct_table<CommandCatalogEntry>("CommandCatalogEntry", "One command.",
                                            command_catalog_entry_fields);

inline constexpr json::FieldRow command_catalog_fields[] = {
    json::field<&CommandCatalog::schema>("schema", "Schema id."),
    json::field<&CommandCatalog::commands>("commands", "The commands, in registry order."),
};
WP_CODEBOX_INLINE constexpr json::StructTable CommandCatalog::table =
    json::struct_table<CommandCatalog>("CommandCatalog", "The commands that are known.",
                                       command_catalog_fields,
                                       {.schema_id = "wp-codebox/command-catalog/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/command_catalog.inl.hpp"
#endif
