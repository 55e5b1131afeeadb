#pragma once

#include <optional>
#include <string>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/evidence_ref.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A collected bundle and where its files lie: contract type `ArtifactBundle`. Paths are absolute
/// paths on the host.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `ArtifactBundle`.
struct ArtifactBundle {
  std::string id;
  std::string directory;
  std::string manifestPath;
  std::string metadataPath;
  std::string blueprintAfterPath;
  std::string blueprintAfterNotesPath;
  std::string eventsPath;
  std::string commandsPath;
  std::string observationsPath;
  std::string runtimeLogPath;
  std::string commandsLogPath;
  std::string mountsPath;
  std::string capturedMountsPath;
  std::string diffsPath;
  std::string workspacePatchPath;
  std::string changedFilesPath;
  std::string patchPath;
  std::string diagnosticsPath;
  std::string testResultsPath;
  std::string reviewPath;
  std::optional<std::string> runAttestationPath;
  std::optional<std::string> runtimeEpisodeTracePath;
  std::optional<std::string> runtimeEpisodeEventsPath;
  std::optional<std::string> artifactVerificationPath;
  std::optional<std::string> workspacePolicyPath;
  std::optional<std::string> runtimeReferenceManifestPath;
  std::optional<std::string> runtimeReferenceIndexPath;
  std::optional<std::string> runtimeReplayReferenceIndexPath;
  std::optional<std::string> previewEvidencePath;
  std::optional<std::string> previewSessionEvidencePath;
  std::optional<ArtifactEvidenceRef> previewSessionEvidenceRef;
  std::optional<ArtifactPreview> preview;
  std::string contentDigest;
  std::string createdAt;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactBundle&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_bundle_fields[] = {
    json::field<&ArtifactBundle::id>("id", "artifact-bundle-sha256- and the content digest."),
    json::field<&ArtifactBundle::directory>("directory", "Directory of the bundle."),
    json::field<&ArtifactBundle::manifestPath>("manifestPath",
                                               "Path of the list of all files with their digests."),
    json::field<&ArtifactBundle::metadataPath>("metadataPath", "Path of what the run was."),
    json::field<&ArtifactBundle::blueprintAfterPath>(
        "blueprintAfterPath", "Path of a blueprint that replays text files."),
    json::field<&ArtifactBundle::blueprintAfterNotesPath>(
        "blueprintAfterNotesPath", "Path of what that blueprint leaves out."),
    json::field<&ArtifactBundle::eventsPath>("eventsPath", "Path of the lifecycle events."),
    json::field<&ArtifactBundle::commandsPath>("commandsPath", "Path of the executions."),
    json::field<&ArtifactBundle::observationsPath>("observationsPath", "Path of the observations."),
    json::field<&ArtifactBundle::runtimeLogPath>("runtimeLogPath", "Path of the events as a log."),
    json::field<&ArtifactBundle::commandsLogPath>("commandsLogPath",
                                                  "Path of the executions as a log."),
    json::field<&ArtifactBundle::mountsPath>("mountsPath", "Path of the mounts."),
    json::field<&ArtifactBundle::capturedMountsPath>("capturedMountsPath",
                                                     "Path of the files found in mounts."),
    json::field<&ArtifactBundle::diffsPath>("diffsPath", "Path of what changed in each mount."),
    json::field<&ArtifactBundle::workspacePatchPath>("workspacePatchPath",
                                                     "Path of what changed in each workspace."),
    json::field<&ArtifactBundle::changedFilesPath>("changedFilesPath",
                                                   "Path of the changed files."),
    json::field<&ArtifactBundle::patchPath>("patchPath", "Path of the change as a patch."),
    json::field<&ArtifactBundle::diagnosticsPath>("diagnosticsPath", "Path of the findings."),
    json::field<&ArtifactBundle::testResultsPath>("testResultsPath", "Path of the test results."),
    json::field<&ArtifactBundle::reviewPath>("reviewPath", "Path of what a reviewer needs."),
    json::field<&ArtifactBundle::runAttestationPath>("runAttestationPath",
                                                     "Path of the attestation of the run."),
    json::field<&ArtifactBundle::runtimeEpisodeTracePath>("runtimeEpisodeTracePath",
                                                          "Path of the trace of the episode."),
    json::field<&ArtifactBundle::runtimeEpisodeEventsPath>("runtimeEpisodeEventsPath",
                                                           "Path of the episode as JSON lines."),
    json::field<&ArtifactBundle::artifactVerificationPath>(
        "artifactVerificationPath", "Path of the verification of the bundle."),
    json::field<&ArtifactBundle::workspacePolicyPath>("workspacePolicyPath",
                                                      "Path of the check of the workspaces."),
    json::field<&ArtifactBundle::runtimeReferenceManifestPath>("runtimeReferenceManifestPath",
                                                               "Path of the reference manifest."),
    json::field<&ArtifactBundle::runtimeReferenceIndexPath>("runtimeReferenceIndexPath",
                                                            "Path of the reference index."),
    json::field<&ArtifactBundle::runtimeReplayReferenceIndexPath>("runtimeReplayReferenceIndexPath",
                                                                  "Path of the replay index."),
    json::field<&ArtifactBundle::previewEvidencePath>("previewEvidencePath",
                                                      "Path of the evidence of the preview."),
    json::field<&ArtifactBundle::previewSessionEvidencePath>(
        "previewSessionEvidencePath", "Path of the evidence of the preview session."),
    json::field<&ArtifactBundle::previewSessionEvidenceRef>("previewSessionEvidenceRef",
                                                            "That file with its digest."),
    json::field<&ArtifactBundle::preview>("preview", "The site as reviewers see it."),
    json::field<&ArtifactBundle::contentDigest>(
        "contentDigest", "Digest of the changed content, 64 lower-case hexadecimal digits.",
        &sha256_hex_rule),
    json::field<&ArtifactBundle::createdAt>("createdAt", "Time of the collect."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactBundle::table =
    json::struct_table<ArtifactBundle>(
        "ArtifactBundle", "A collected bundle and where its files lie.", artifact_bundle_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
