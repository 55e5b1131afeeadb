#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Where a bundle comes from: contract type `ArtifactProvenance`.

namespace WP_CODEBOX_NAMESPACE {

/// The runtime that a bundle comes from. Contract type `ArtifactProvenance["runtime"]`.
struct ArtifactProvenanceRuntime {
  RuntimeBackendKind backend;
  std::optional<std::string> version;
  std::optional<std::string> wordpressVersion;
  std::optional<json::Dictionary<json::Value>> backendPackage;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactProvenanceRuntime&) const = default;
};

/// Rule of `workspace`: any object.
inline constexpr json::FieldRule provenance_workspace_rule{.object = true};

/// Contract type `ArtifactProvenance`: where a bundle comes from. `workspace` is the caller's, as
/// it was given: mostly a `SandboxWorkspaceContract`, but a bundle that echoes an incomplete one is
/// still a good bundle (WPC-ART-030).
struct ArtifactProvenance {
  std::optional<json::Dictionary<json::Value>> task;
  std::optional<json::Value> workspace;
  std::optional<ArtifactPackageProvenance> packages;
  ArtifactProvenanceRuntime runtime;
  std::optional<json::Dictionary<json::Value>> agent;
  std::vector<MountSpec> mounts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactProvenance&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_provenance_runtime_fields[] = {
    json::field<&ArtifactProvenanceRuntime::backend>("backend", "Kind of the backend."),
    json::field<&ArtifactProvenanceRuntime::version>(
        "version", "Version of the runtime, as the caller gave it."),
    json::field<&ArtifactProvenanceRuntime::wordpressVersion>(
        "wordpressVersion", "Version of WordPress that was asked for."),
    json::field<&ArtifactProvenanceRuntime::backendPackage>(
        "backendPackage", "The package that the backend was loaded from."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactProvenanceRuntime::table =
    json::struct_table<ArtifactProvenanceRuntime>("ArtifactProvenanceRuntime",
                                                  "The runtime that a bundle comes from.",
                                                  artifact_provenance_runtime_fields);

inline constexpr json::FieldRow artifact_provenance_fields[] = {
    json::field<&ArtifactProvenance::task>("task", "The task, as the caller gave it."),
    json::field<&ArtifactProvenance::workspace>(
        "workspace", "The workspace, as the caller gave it.", &provenance_workspace_rule),
    json::field<&ArtifactProvenance::packages>("packages", "The packages that took part."),
    json::field<&ArtifactProvenance::runtime>("runtime", "The runtime."),
    json::field<&ArtifactProvenance::agent>("agent", "The agent, as the caller gave it."),
    json::field<&ArtifactProvenance::mounts>("mounts", "The mounts, in mount order."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactProvenance::table =
    json::struct_table<ArtifactProvenance>("ArtifactProvenance", "Where a bundle comes from.",
                                           artifact_provenance_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
