#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/evidence_ref.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/provenance.hpp"
#include "wp_codebox/contracts/redaction_summary.hpp"
#include "wp_codebox/contracts/runtime_evidence.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a bundle is and how it came about: file `metadata.json`.

namespace WP_CODEBOX_NAMESPACE {

/// Where the parts of a bundle lie. Paths are inside the bundle.
struct ArtifactMetadataArtifacts {
  std::string workspacePatch;
  std::string changedFiles;
  std::string patch;
  std::string diagnostics;
  std::string testResults;
  std::string review;
  std::string previewSessionEvidence;
  std::string runtimeReferenceManifest;
  std::string runtimeReferenceIndex;
  std::string runtimeReplayReferenceIndex;
  std::string previewEvidence;
  std::string mountDiffs;
  std::optional<std::vector<std::string>> runtimeSnapshots;
  std::optional<std::string> browser;
  std::optional<std::vector<std::string>> pluginChecks;
  std::optional<std::vector<std::string>> themeChecks;
  std::optional<std::string> runtimeEpisodeTrace;
  std::optional<std::string> runtimeEpisodeEvents;
  std::optional<RuntimeEvidence> runtimeEvidence;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactMetadataArtifacts&) const = default;
};

/// Evidence about a bundle.
struct ArtifactMetadataEvidence {
  std::optional<RuntimeEvidence> runtimeEvidence;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactMetadataEvidence&) const = default;
};

/// Contract type `ArtifactMetadata`: what a bundle is and how it came about.
struct ArtifactMetadata {
  std::string id;
  ArtifactContentDigest contentDigest;
  std::string createdAt;
  RuntimeInfo runtime;
  ArtifactProvenance provenance;
  std::vector<MountSpec> mounts;
  RuntimePolicy policy;
  json::Dictionary<json::Value> context;
  ArtifactSpec spec;
  ArtifactMetadataArtifacts artifacts;
  std::optional<ArtifactPreview> preview;
  ArtifactEvidenceRef previewSessionEvidence;
  ArtifactRedactionSummary redaction;
  std::optional<ArtifactMetadataEvidence> evidence;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactMetadata&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_metadata_artifacts_fields[] = {
    json::field<&ArtifactMetadataArtifacts::workspacePatch>("workspacePatch",
                                                            "Path of the workspace patch."),
    json::field<&ArtifactMetadataArtifacts::changedFiles>("changedFiles",
                                                          "Path of the list of changed files."),
    json::field<&ArtifactMetadataArtifacts::patch>("patch", "Path of the patch of all mounts."),
    json::field<&ArtifactMetadataArtifacts::diagnostics>("diagnostics", "Path of the findings."),
    json::field<&ArtifactMetadataArtifacts::testResults>("testResults",
                                                         "Path of the test results."),
    json::field<&ArtifactMetadataArtifacts::review>("review", "Path of the review."),
    json::field<&ArtifactMetadataArtifacts::previewSessionEvidence>(
        "previewSessionEvidence", "Path of the preview session's evidence."),
    json::field<&ArtifactMetadataArtifacts::runtimeReferenceManifest>(
        "runtimeReferenceManifest", "Path of the reference manifest."),
    json::field<&ArtifactMetadataArtifacts::runtimeReferenceIndex>("runtimeReferenceIndex",
                                                                   "Path of the reference index."),
    json::field<&ArtifactMetadataArtifacts::runtimeReplayReferenceIndex>(
        "runtimeReplayReferenceIndex", "Path of the replay index."),
    json::field<&ArtifactMetadataArtifacts::previewEvidence>("previewEvidence",
                                                             "Path of the preview's evidence."),
    json::field<&ArtifactMetadataArtifacts::mountDiffs>("mountDiffs",
                                                        "Path of what became of each mount."),
    json::field<&ArtifactMetadataArtifacts::runtimeSnapshots>("runtimeSnapshots",
                                                              "Paths of snapshots."),
    json::field<&ArtifactMetadataArtifacts::browser>("browser",
                                                     "Path of the summary of browser commands."),
    json::field<&ArtifactMetadataArtifacts::pluginChecks>("pluginChecks",
                                                          "Paths of Plugin Check's reports."),
    json::field<&ArtifactMetadataArtifacts::themeChecks>("themeChecks",
                                                         "Paths of Theme Check's reports."),
    json::field<&ArtifactMetadataArtifacts::runtimeEpisodeTrace>("runtimeEpisodeTrace",
                                                                 "Path of the episode's trace."),
    json::field<&ArtifactMetadataArtifacts::runtimeEpisodeEvents>("runtimeEpisodeEvents",
                                                                  "Path of the episode's events."),
    json::field<&ArtifactMetadataArtifacts::runtimeEvidence>("runtimeEvidence",
                                                             "Files that the host added."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactMetadataArtifacts::table =
    json::struct_table<ArtifactMetadataArtifacts>("ArtifactMetadataArtifacts",
                                                  "Where the parts of a bundle lie.",
                                                  artifact_metadata_artifacts_fields);

inline constexpr json::FieldRow artifact_metadata_evidence_fields[] = {
    json::field<&ArtifactMetadataEvidence::runtimeEvidence>("runtimeEvidence",
                                                            "Files that the host added."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactMetadataEvidence::table =
    json::struct_table<ArtifactMetadataEvidence>(
        "ArtifactMetadataEvidence", "Evidence about a bundle.", artifact_metadata_evidence_fields);

inline constexpr json::FieldRow artifact_metadata_fields[] = {
    json::field<&ArtifactMetadata::id>("id", "Id of the bundle."),
    json::field<&ArtifactMetadata::contentDigest>("contentDigest",
                                                  "Digest that the bundle is named after."),
    json::field<&ArtifactMetadata::createdAt>("createdAt", "Time of the collect call."),
    json::field<&ArtifactMetadata::runtime>("runtime", "The runtime at that time."),
    json::field<&ArtifactMetadata::provenance>("provenance", "Where the bundle comes from."),
    json::field<&ArtifactMetadata::mounts>("mounts", "The mounts, in mount order."),
    json::field<&ArtifactMetadata::policy>("policy", "What the sandbox was allowed to do."),
    json::field<&ArtifactMetadata::context>("context", "Metadata of the create spec."),
    json::field<&ArtifactMetadata::spec>("spec", "What the collect call asked for."),
    json::field<&ArtifactMetadata::artifacts>("artifacts", "Where the parts lie."),
    json::field<&ArtifactMetadata::preview>("preview", "Where the site can be seen."),
    json::field<&ArtifactMetadata::previewSessionEvidence>(
        "previewSessionEvidence", "The preview session's evidence with its digest."),
    json::field<&ArtifactMetadata::redaction>("redaction", "What was taken out."),
    json::field<&ArtifactMetadata::evidence>("evidence", "What the host added."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactMetadata::table =
    json::struct_table<ArtifactMetadata>(
        "ArtifactMetadata", "What a bundle is and how it came about.", artifact_metadata_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
