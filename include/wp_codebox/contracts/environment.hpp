#pragma once

#include <optional>
#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a runtime is made of: contract types `EnvironmentSpec` and `RuntimeAssetSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `RuntimeAssetSpec`: files that a runtime is built from.
struct RuntimeAssetSpec {
  std::optional<std::string> wordpressZip;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeAssetSpec&) const = default;
};

/// Contract type `EnvironmentSpec`.
struct EnvironmentSpec {
  std::string kind;
  std::optional<std::string> name;
  std::optional<json::Value> blueprint;
  std::optional<std::string> version;
  std::optional<RuntimeAssetSpec> assets;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const EnvironmentSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_asset_spec_fields[] = {
    json::field<&RuntimeAssetSpec::wordpressZip>("wordpressZip",
                                                 "Path of the WordPress archive on the host."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeAssetSpec::table =
    json::struct_table<RuntimeAssetSpec>("RuntimeAssetSpec", "Files that a runtime is built from.",
                                         runtime_asset_spec_fields);

inline constexpr json::FieldRow environment_spec_fields[] = {
    json::field<&EnvironmentSpec::kind>("kind", "Kind of environment, such as wordpress."),
    json::field<&EnvironmentSpec::name>("name", "Name for people."),
    json::field<&EnvironmentSpec::blueprint>("blueprint",
                                             "Set-up steps in the form that the backend reads."),
    json::field<&EnvironmentSpec::version>("version", "Version of what runs, such as 6.5."),
    json::field<&EnvironmentSpec::assets>("assets", "Files that the runtime is built from."),
};
WP_CODEBOX_INLINE constexpr json::StructTable EnvironmentSpec::table =
    json::struct_table<EnvironmentSpec>("EnvironmentSpec", "What a runtime is made of.",
                                        environment_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
