#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What became of each readwrite mount: file `files/diffs.json`, an array.

namespace WP_CODEBOX_NAMESPACE {

/// What comparing a mount with its baseline gave.
enum class ArtifactMountDiffStatus : std::uint8_t { skipped, failed, changed, unchanged };
template <>
inline constexpr auto json::enum_texts<ArtifactMountDiffStatus> =
    json::enum_texts_of("skipped", "failed", "changed", "unchanged");

/// Contract type `ArtifactMountDiff`: what became of one readwrite mount.
struct ArtifactMountDiff {
  double mountIndex = 0;
  std::string source;
  std::string target;
  std::optional<std::string> baselineSource;
  std::string artifactPath;
  bool changed = false;
  ArtifactMountDiffStatus status = ArtifactMountDiffStatus::skipped;
  std::optional<std::string> reason;
  std::optional<std::string> error;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactMountDiff&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_mount_diff_fields[] = {
    json::field<&ArtifactMountDiff::mountIndex>("mountIndex",
                                                "Position of the mount among all mounts."),
    json::field<&ArtifactMountDiff::source>("source", "Folder on the host."),
    json::field<&ArtifactMountDiff::target>("target", "Path in the sandbox."),
    json::field<&ArtifactMountDiff::baselineSource>("baselineSource",
                                                    "What it is compared with, on the host."),
    json::field<&ArtifactMountDiff::artifactPath>("artifactPath",
                                                  "The mount's patch, inside the bundle."),
    json::field<&ArtifactMountDiff::changed>("changed", "Whether there is a difference."),
    json::field<&ArtifactMountDiff::status>("status", "What comparing gave."),
    json::field<&ArtifactMountDiff::reason>(
        "reason", "Why it was skipped or failed: missing-baseline-source, diff-extraction-failed."),
    json::field<&ArtifactMountDiff::error>("error", "Text of the failure."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactMountDiff::table =
    json::struct_table<ArtifactMountDiff>(
        "ArtifactMountDiff", "What became of one readwrite mount.", artifact_mount_diff_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
