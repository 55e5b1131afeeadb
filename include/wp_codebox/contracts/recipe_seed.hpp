#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Content that a recipe puts into the site before its workflow: contract types
/// `WorkspaceRecipeSiteSeed` and its scopes.

namespace WP_CODEBOX_NAMESPACE {

/// Where the content of a site seed comes from.
enum class WorkspaceRecipeSiteSeedType : std::uint8_t { fixture, parent_site };
template <>
inline constexpr auto json::enum_texts<WorkspaceRecipeSiteSeedType> =
    json::enum_texts_of("fixture", "parent_site");

/// Forms of a seed file that the contract names.
enum class KnownSiteSeedFormat : std::uint8_t { json };
template <>
inline constexpr auto json::enum_texts<KnownSiteSeedFormat> = json::enum_texts_of("json");

/// Other texts are legal too.
using WorkspaceRecipeSiteSeedFormat = json::Open<KnownSiteSeedFormat>;

/// Contract type `WorkspaceRecipeSiteSeedScopeSelector`: which records of one scope are seeded.
struct WorkspaceRecipeSiteSeedScopeSelector {
  std::optional<std::vector<double>> ids;
  std::optional<std::vector<std::string>> slugs;
  std::optional<std::vector<std::string>> names;
  std::optional<std::vector<std::string>> postTypes;
  std::optional<std::vector<std::string>> taxonomies;
  std::optional<std::vector<std::string>> roles;
  std::optional<std::vector<std::string>> statuses;
  std::optional<bool> includeFiles;
  std::optional<bool> anonymize;
  std::optional<double> maxRecords;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeSiteSeedScopeSelector&) const = default;
};

/// What a site seed brings along. Contract type `WorkspaceRecipeSiteSeed["scopes"]`.
struct WorkspaceRecipeSiteSeedScopes {
  std::optional<WorkspaceRecipeSiteSeedScopeSelector> posts;
  std::optional<WorkspaceRecipeSiteSeedScopeSelector> terms;
  std::optional<WorkspaceRecipeSiteSeedScopeSelector> options;
  std::optional<WorkspaceRecipeSiteSeedScopeSelector> users;
  std::optional<WorkspaceRecipeSiteSeedScopeSelector> media;
  std::optional<bool> activePlugins;
  std::optional<bool> activeTheme;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeSiteSeedScopes&) const = default;
};

/// Contract type `WorkspaceRecipeSiteSeed`: content for the site of a sandbox.
struct WorkspaceRecipeSiteSeed {
  WorkspaceRecipeSiteSeedType type = WorkspaceRecipeSiteSeedType::fixture;
  std::string name;
  std::optional<std::string> source;
  std::optional<WorkspaceRecipeSiteSeedFormat> format;
  WorkspaceRecipeSiteSeedScopes scopes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeSiteSeed&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_site_seed_scope_selector_fields[] = {
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::ids>("ids", "Ids of records.",
                                                            &recipe_rules::record_ids),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::slugs>("slugs", "Slugs of records.",
                                                              &recipe_rules::record_names),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::names>(
        "names", "Names of records, such as of options.", &recipe_rules::record_names),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::postTypes>("postTypes", "Post types.",
                                                                  &recipe_rules::record_classes),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::taxonomies>("taxonomies", "Taxonomies.",
                                                                   &recipe_rules::record_classes),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::roles>("roles", "User roles.",
                                                              &recipe_rules::record_classes),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::statuses>("statuses", "Post statuses.",
                                                                 &recipe_rules::record_classes),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::includeFiles>(
        "includeFiles", "Whether the files of media come along."),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::anonymize>(
        "anonymize", "Whether users are made anonymous."),
    json::field<&WorkspaceRecipeSiteSeedScopeSelector::maxRecords>(
        "maxRecords", "Largest number of records.", &recipe_rules::max_records),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeSiteSeedScopeSelector::table =
    json::struct_table<WorkspaceRecipeSiteSeedScopeSelector>(
        "WorkspaceRecipeSiteSeedScopeSelector", "Which records of one scope are seeded.",
        workspace_recipe_site_seed_scope_selector_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_site_seed_scopes_fields[] = {
    json::field<&WorkspaceRecipeSiteSeedScopes::posts>("posts", "Which posts."),
    json::field<&WorkspaceRecipeSiteSeedScopes::terms>("terms", "Which terms."),
    json::field<&WorkspaceRecipeSiteSeedScopes::options>("options", "Which options."),
    json::field<&WorkspaceRecipeSiteSeedScopes::users>("users", "Which users."),
    json::field<&WorkspaceRecipeSiteSeedScopes::media>("media", "Which media."),
    json::field<&WorkspaceRecipeSiteSeedScopes::activePlugins>(
        "activePlugins", "Whether the list of active plugins comes along."),
    json::field<&WorkspaceRecipeSiteSeedScopes::activeTheme>(
        "activeTheme", "Whether the active theme comes along."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeSiteSeedScopes::table =
    json::struct_table<WorkspaceRecipeSiteSeedScopes>(
        "WorkspaceRecipeSiteSeedScopes", "What a site seed brings along.",
        workspace_recipe_site_seed_scopes_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_site_seed_fields[] = {
    json::field<&WorkspaceRecipeSiteSeed::type>("type", "Where it comes from."),
    json::field<&WorkspaceRecipeSiteSeed::name>("name", "Name of the seed.",
                                                &recipe_rules::dotted_name),
    json::field<&WorkspaceRecipeSiteSeed::source>("source", "File on the host; fixtures need it."),
    json::field<&WorkspaceRecipeSiteSeed::format>("format", "Form of the file.",
                                                  &recipe_rules::dotted_name),
    json::field<&WorkspaceRecipeSiteSeed::scopes>("scopes", "What it brings along."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeSiteSeed::table =
    json::struct_table<WorkspaceRecipeSiteSeed>(
        "WorkspaceRecipeSiteSeed", "Content for the site of a sandbox.",
        workspace_recipe_site_seed_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
