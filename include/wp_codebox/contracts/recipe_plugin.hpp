#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/contracts/recipe_step.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/union.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Plugins of a recipe and what they need to run: contract types `WorkspaceRecipePluginRuntime` and
/// `WorkspaceRecipeExtraPlugin`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `WorkspaceRecipePluginRuntimePhp`: settings of PHP.
struct WorkspaceRecipePluginRuntimePhp {
  std::optional<std::string> memoryLimit;
  std::optional<double> maxExecutionTime;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipePluginRuntimePhp&) const = default;
};

/// How a probe finds out whether a plugin works.
enum class WorkspaceRecipePluginRuntimeHealthProbeType : std::uint8_t {
  plugin_active,
  php,
  wp_cli
};
template <>
inline constexpr auto json::enum_texts<WorkspaceRecipePluginRuntimeHealthProbeType> =
    json::enum_texts_of("plugin-active", "php", "wp-cli");

/// Contract type `WorkspaceRecipePluginRuntimeHealthProbe`: A check that runs when the set-up is
/// done.
struct WorkspaceRecipePluginRuntimeHealthProbe {
  std::string name;
  WorkspaceRecipePluginRuntimeHealthProbeType type =
      WorkspaceRecipePluginRuntimeHealthProbeType::plugin_active;
  std::optional<std::string> pluginFile;
  std::optional<std::string> code;
  std::optional<std::string> command;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipePluginRuntimeHealthProbe&) const = default;
};

/// A value of a constant in wp-config.php.
using WorkspaceRecipeWpConfigDefine = json::Nullable<json::Union<std::string, double, bool>>;

/// Contract type `WorkspaceRecipePluginRuntime`: what the plugins of a recipe need to run.
struct WorkspaceRecipePluginRuntime {
  std::optional<std::string> label;
  std::optional<WorkspaceRecipePluginRuntimePhp> php;
  std::optional<json::Dictionary<WorkspaceRecipeWpConfigDefine>> wpConfigDefines;
  std::optional<std::vector<WorkspaceRecipeStep>> setup;
  std::optional<std::vector<WorkspaceRecipePluginRuntimeHealthProbe>> healthProbes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipePluginRuntime&) const = default;
};

/// How WordPress loads an extra plugin.
enum class WorkspaceRecipeExtraPluginLoadAs : std::uint8_t { plugin, mu_plugin };
template <>
inline constexpr auto json::enum_texts<WorkspaceRecipeExtraPluginLoadAs> =
    json::enum_texts_of("plugin", "mu-plugin");

/// Contract type `WorkspaceRecipeExtraPlugin`: A plugin that is installed beside the workspace.
struct WorkspaceRecipeExtraPlugin {
  std::string source;
  std::optional<std::string> slug;
  std::optional<std::string> pluginFile;
  std::optional<bool> activate;
  std::optional<std::string> sha256;
  std::optional<WorkspaceRecipeExtraPluginLoadAs> loadAs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspaceRecipeExtraPlugin&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_recipe_plugin_runtime_php_fields[] = {
    json::field<&WorkspaceRecipePluginRuntimePhp::memoryLimit>(
        "memoryLimit", "Memory limit in bytes, or with K, M or G.", &recipe_rules::memory_limit),
    json::field<&WorkspaceRecipePluginRuntimePhp::maxExecutionTime>(
        "maxExecutionTime", "Seconds that a script may run; 0 is no limit.",
        &recipe_rules::max_execution_time),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipePluginRuntimePhp::table =
    json::struct_table<WorkspaceRecipePluginRuntimePhp>(
        "WorkspaceRecipePluginRuntimePhp", "Settings of PHP.",
        workspace_recipe_plugin_runtime_php_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_plugin_runtime_health_probe_fields[] = {
    json::field<&WorkspaceRecipePluginRuntimeHealthProbe::name>("name", "Name of the probe.",
                                                                &recipe_rules::dotted_name),
    json::field<&WorkspaceRecipePluginRuntimeHealthProbe::type>("type", "How it finds out."),
    json::field<&WorkspaceRecipePluginRuntimeHealthProbe::pluginFile>(
        "pluginFile",
        "Main file of the plugin that must be active, relative to the plugins folder."),
    json::field<&WorkspaceRecipePluginRuntimeHealthProbe::code>("code",
                                                                "PHP that a php probe runs."),
    json::field<&WorkspaceRecipePluginRuntimeHealthProbe::command>(
        "command", "Command line that a wp-cli probe runs."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipePluginRuntimeHealthProbe::table =
    json::struct_table<WorkspaceRecipePluginRuntimeHealthProbe>(
        "WorkspaceRecipePluginRuntimeHealthProbe", "A check that runs when the set-up is done.",
        workspace_recipe_plugin_runtime_health_probe_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_plugin_runtime_fields[] = {
    json::field<&WorkspaceRecipePluginRuntime::label>("label", "Name for people."),
    json::field<&WorkspaceRecipePluginRuntime::php>("php", "Settings of PHP."),
    json::field<&WorkspaceRecipePluginRuntime::wpConfigDefines>(
        "wpConfigDefines", "Constants of wp-config.php by name."),
    json::field<&WorkspaceRecipePluginRuntime::setup>("setup",
                                                      "Commands that run before the workflow."),
    json::field<&WorkspaceRecipePluginRuntime::healthProbes>("healthProbes",
                                                             "Checks that run after the set-up."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipePluginRuntime::table =
    json::struct_table<WorkspaceRecipePluginRuntime>(
        "WorkspaceRecipePluginRuntime", "What the plugins of a recipe need to run.",
        workspace_recipe_plugin_runtime_fields, {.closed = true});

inline constexpr json::FieldRow workspace_recipe_extra_plugin_fields[] = {
    json::field<&WorkspaceRecipeExtraPlugin::source>(
        "source", "Folder on the host, or https URL of a zip archive."),
    json::field<&WorkspaceRecipeExtraPlugin::slug>("slug", "Folder name of the plugin.",
                                                   &recipe_rules::slug),
    json::field<&WorkspaceRecipeExtraPlugin::pluginFile>(
        "pluginFile", "Main file, relative to the plugins folder."),
    json::field<&WorkspaceRecipeExtraPlugin::activate>("activate", "Whether it is activated."),
    json::field<&WorkspaceRecipeExtraPlugin::sha256>(
        "sha256", "SHA-256 of the archive, in hexadecimal.", &recipe_rules::sha256),
    json::field<&WorkspaceRecipeExtraPlugin::loadAs>(
        "loadAs", "How WordPress loads it. The type has this member, the recipe's schema has not.",
        &recipe_rules::outside_schema),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspaceRecipeExtraPlugin::table =
    json::struct_table<WorkspaceRecipeExtraPlugin>(
        "WorkspaceRecipeExtraPlugin", "A plugin that is installed beside the workspace.",
        workspace_recipe_extra_plugin_fields, {.closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
