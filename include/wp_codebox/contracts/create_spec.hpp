#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a runtime is made from: contract type `RuntimeCreateSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `RuntimeCreateSpec`. The listener for the progress of a boot and the handlers of
/// host tools are functions, so they are given beside it, on the runtime floor.
struct RuntimeCreateSpec {
  RuntimeBackendKind backend;
  EnvironmentSpec environment;
  RuntimePolicy policy;
  std::optional<std::vector<HostToolDefinition>> hostTools;
  std::optional<std::string> artifactsDirectory;
  std::optional<json::Dictionary<std::string>> secretEnv;
  std::optional<json::Dictionary<json::Value>> metadata;
  std::optional<RuntimePreviewSpec> preview;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeCreateSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_create_spec_fields[] = {
    json::field<&RuntimeCreateSpec::backend>("backend",
                                             "Kind of the backend that is to make the runtime."),
    json::field<&RuntimeCreateSpec::environment>("environment", "What to make it of."),
    json::field<&RuntimeCreateSpec::policy>("policy", "What the sandbox may do."),
    json::field<&RuntimeCreateSpec::hostTools>("hostTools",
                                               "Tools of the host that the sandbox may call."),
    json::field<&RuntimeCreateSpec::artifactsDirectory>(
        "artifactsDirectory", "Directory on the host for bundles; artifacts by default."),
    json::field<&RuntimeCreateSpec::secretEnv>(
        "secretEnv", "Secrets by the name of their environment variable."),
    json::field<&RuntimeCreateSpec::metadata>(
        "metadata", "Whatever the caller wants in the records: task, workspace, agent."),
    json::field<&RuntimeCreateSpec::preview>("preview", "How the site is offered."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeCreateSpec::table =
    json::struct_table<RuntimeCreateSpec>("RuntimeCreateSpec", "What a runtime is made from.",
                                          runtime_create_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
