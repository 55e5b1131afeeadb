#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/provenance.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Where a bundle comes from (WPC-ART-030).

namespace WP_CODEBOX_NAMESPACE {

/// Provenance from a create spec's metadata: task, agent and preparedRuntimeBackend when they are
/// objects with members, the workspace when it has schema, root and mounts, the runtime's version
/// when it is a text. `mounts` is a list of mounts; of each only the contract's members are taken.
[[nodiscard]] json::Value provenance_document(const RuntimeInfo& runtime,
                                              const json::Node& metadata, const json::Node& mounts,
                                              const json::Value& packages);

/// The same from records. `packages` is a `wp-codebox/package-provenance/v1`.
[[nodiscard]] ArtifactProvenance build_provenance(const RuntimeInfo& runtime,
                                                  const json::Dictionary<json::Value>& metadata,
                                                  const std::vector<MountSpec>& mounts,
                                                  const json::Value& packages);

/// Gives the value of an environment variable, if it is set.
using VariableLookup = std::function<std::optional<std::string>(const std::string& name)>;

/// Branch and commit that a package was built from, as a build machine's variables name them:
/// WP_CODEBOX_SOURCE_REF, else GITHUB_REF_NAME, else GITHUB_REF; WP_CODEBOX_SOURCE_SHA, else
/// GITHUB_SHA. A variable that is set but empty counts.
[[nodiscard]] ArtifactPackageSource package_source(const VariableLookup& variable);

/// The versions that an environment names.
[[nodiscard]] ArtifactPackageEnvironment package_environment(const EnvironmentSpec& environment);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/provenance.inl.hpp"
#endif
