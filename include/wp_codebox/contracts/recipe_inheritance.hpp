#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/connector_credentials.hpp"
#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a sandbox takes over from its parent site: contract types
/// `WorkspaceRecipeInheritanceRequest` and `WorkspaceRecipeInheritanceResolution`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `WorkspaceRecipeInheritanceRequest`: what a recipe wants to inherit.
struct WorkspaceRecipeInheritanceRequest {
  std::optional<std::vector<std::string>> connectors;
  std::optional<std::vector<std::string>> settings;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeInheritanceRequest&) const = default;
};

/// What came of a request that the contract names.
enum class KnownInheritanceStatus : std::uint8_t { resolved, unresolved, skipped };
template <>
inline constexpr auto json::enum_texts<KnownInheritanceStatus> = json::enum_texts_of("resolved",
                                                                                     "unresolved",
                                                                                     "skipped");

/// Other texts are legal too.
using WorkspaceRecipeInheritanceStatus = json::Open<KnownInheritanceStatus>;

/// Contract type `WorkspaceRecipeInheritanceConnector`: A connector that was asked for.
struct WorkspaceRecipeInheritanceConnector {
  std::string name;
  WorkspaceRecipeInheritanceStatus status;
  std::optional<std::string> provider;
  std::optional<std::string> model;
  std::optional<std::vector<std::string>> providerPluginPaths;
  std::optional<std::vector<std::string>> secretEnv;
  std::optional<ConnectorCredentialEnvelope> credentials;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeInheritanceConnector&) const = default;
};

/// Contract type `WorkspaceRecipeInheritanceSetting`: A setting that was asked for.
struct WorkspaceRecipeInheritanceSetting {
  std::string name;
  WorkspaceRecipeInheritanceStatus status;
  std::optional<std::string> scope;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeInheritanceSetting&) const = default;
};

/// Contract type `WorkspaceRecipeInheritanceResolution`: what came of an inheritance request.
struct WorkspaceRecipeInheritanceResolution {
  std::optional<std::vector<WorkspaceRecipeInheritanceConnector>> connectors;
  std::optional<std::vector<WorkspaceRecipeInheritanceSetting>> settings;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeInheritanceResolution&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_inheritance_request_fields[] = {
    json::field<&WorkspaceRecipeInheritanceRequest::connectors>("connectors",
                                                                "Names of connectors."),
    json::field<&WorkspaceRecipeInheritanceRequest::settings>("settings", "Names of settings."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeInheritanceRequest::table =
    json::struct_table<WorkspaceRecipeInheritanceRequest>(
        "WorkspaceRecipeInheritanceRequest", "What a recipe wants to inherit.",
        workspace_recipe_inheritance_request_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_inheritance_connector_fields[] = {
    json::field<&WorkspaceRecipeInheritanceConnector::name>("name", "Its name."),
    json::field<&WorkspaceRecipeInheritanceConnector::status>("status",
                                                              "What came of the request."),
    json::field<&WorkspaceRecipeInheritanceConnector::provider>("provider",
                                                                "Provider of models behind it."),
    json::field<&WorkspaceRecipeInheritanceConnector::model>("model", "The model to use."),
    json::field<&WorkspaceRecipeInheritanceConnector::providerPluginPaths>(
        "providerPluginPaths", "Folders of plugins that it needs."),
    json::field<&WorkspaceRecipeInheritanceConnector::secretEnv>(
        "secretEnv", "Environment variables that it reads.", &recipe_rules::each_environment_name),
    json::field<&WorkspaceRecipeInheritanceConnector::credentials>(
        "credentials", "Which of its secrets are there."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeInheritanceConnector::table =
    json::struct_table<WorkspaceRecipeInheritanceConnector>(
        "WorkspaceRecipeInheritanceConnector", "A connector that was asked for.",
        workspace_recipe_inheritance_connector_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_inheritance_setting_fields[] = {
    json::field<&WorkspaceRecipeInheritanceSetting::name>("name", "Its name."),
    json::field<&WorkspaceRecipeInheritanceSetting::status>("status", "What came of the request."),
    json::field<&WorkspaceRecipeInheritanceSetting::scope>("scope", "Where it comes from."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeInheritanceSetting::table =
    json::struct_table<WorkspaceRecipeInheritanceSetting>(
        "WorkspaceRecipeInheritanceSetting", "A setting that was asked for.",
        workspace_recipe_inheritance_setting_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_inheritance_resolution_fields[] = {
    json::field<&WorkspaceRecipeInheritanceResolution::connectors>(
        "connectors", "The connectors that were asked for."),
    json::field<&WorkspaceRecipeInheritanceResolution::settings>(
        "settings", "The settings that were asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeInheritanceResolution::table =
    json::struct_table<WorkspaceRecipeInheritanceResolution>(
        "WorkspaceRecipeInheritanceResolution", "What came of an inheritance request.",
        workspace_recipe_inheritance_resolution_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
