#pragma once

#include <optional>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What to put into a bundle: contract type `ArtifactSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `ArtifactSpec`.
struct ArtifactSpec {
  std::optional<bool> includeFiles;
  std::optional<bool> includeLogs;
  std::optional<bool> includePatch;
  std::optional<bool> includeScreenshots;
  std::optional<bool> includeObservations;
  std::optional<bool> includeRuntimeSnapshotBundles;
  std::optional<double> previewHoldSeconds;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_spec_fields[] = {
    json::field<&ArtifactSpec::includeFiles>("includeFiles",
                                             "Without effect in this version of the contract."),
    json::field<&ArtifactSpec::includeLogs>("includeLogs",
                                            "Without effect in this version of the contract."),
    json::field<&ArtifactSpec::includePatch>("includePatch",
                                             "Without effect in this version of the contract."),
    json::field<&ArtifactSpec::includeScreenshots>(
        "includeScreenshots", "Without effect in this version of the contract."),
    json::field<&ArtifactSpec::includeObservations>(
        "includeObservations", "Without effect in this version of the contract."),
    json::field<&ArtifactSpec::includeRuntimeSnapshotBundles>(
        "includeRuntimeSnapshotBundles",
        "Whether snapshots get files of their own that can be replayed."),
    json::field<&ArtifactSpec::previewHoldSeconds>(
        "previewHoldSeconds", "Seconds for which the preview stays up after the run."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactSpec::table =
    json::struct_table<ArtifactSpec>("ArtifactSpec", "What to put into a bundle.",
                                     artifact_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
