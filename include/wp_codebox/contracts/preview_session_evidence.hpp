#pragma once

#include <optional>
#include <string>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/evidence_ref.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/reference_manifest.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The session of a run with pointers to what it left behind: contract type
/// `ArtifactPreviewSessionEvidence`.

namespace WP_CODEBOX_NAMESPACE {

/// The environment of a session.
struct PreviewSessionRuntimeEnvironment {
  std::string kind;
  std::optional<std::string> name;
  std::optional<std::string> version;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewSessionRuntimeEnvironment&) const = default;
};

/// The session of a run.
struct PreviewSession {
  std::string runtimeId;
  RuntimeBackendKind backend;
  std::string createdAt;
  RuntimeStatus status = RuntimeStatus::created;
  PreviewSessionRuntimeEnvironment environment;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewSession&) const = default;
};

/// The preview of a session, without its URLs.
struct PreviewSessionPreview {
  PreviewStatus status = PreviewStatus::available;
  PreviewLifecycle lifecycle = PreviewLifecycle::held_after_run;
  PreviewSource source = PreviewSource::live_playground;
  std::string createdAt;
  std::optional<std::string> expiresAt;
  std::optional<double> holdSeconds;
  bool hasPublicUrl = false;
  bool hasSiteUrl = false;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewSessionPreview&) const = default;
};

/// What a session left behind.
struct PreviewSessionRefs {
  RuntimeReferenceBundle artifactBundle;
  ArtifactEvidenceRef manifest;
  ArtifactEvidenceRef review;
  ArtifactEvidenceRef runtimeEvents;
  ArtifactEvidenceRef runtimeLog;
  ArtifactEvidenceRef runtimeReferenceManifest;
  ArtifactEvidenceRef runtimeReplayReferenceIndex;
  std::optional<ArtifactEvidenceRef> browserSummary;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewSessionRefs&) const = default;
};

/// Contract type `ArtifactPreviewSessionEvidence`: the session of a run with pointers to what it
/// left behind.
struct ArtifactPreviewSessionEvidence {
  json::Constant<"wp-codebox/preview-session-evidence/v1"> schema;
  std::string artifactId;
  std::string createdAt;
  PreviewSession session;
  std::optional<PreviewSessionPreview> preview;
  PreviewSessionRefs refs;
  std::optional<ArtifactPackageProvenance> components;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPreviewSessionEvidence&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow preview_session_runtime_environment_fields[] = {
    json::field<&PreviewSessionRuntimeEnvironment::kind>("kind", "Its kind."),
    json::field<&PreviewSessionRuntimeEnvironment::name>("name", "Its name."),
    json::field<&PreviewSessionRuntimeEnvironment::version>("version", "Version of what runs."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewSessionRuntimeEnvironment::table =
    json::struct_table<PreviewSessionRuntimeEnvironment>(
        "PreviewSessionRuntimeEnvironment", "The environment of a session.",
        preview_session_runtime_environment_fields);

inline constexpr json::FieldRow preview_session_fields[] = {
    json::field<&PreviewSession::runtimeId>("runtimeId", "Id of the runtime."),
    json::field<&PreviewSession::backend>("backend", "Kind of the backend."),
    json::field<&PreviewSession::createdAt>("createdAt", "Time at which the runtime was created."),
    json::field<&PreviewSession::status>("status", "Whether it still lives."),
    json::field<&PreviewSession::environment>("environment", "The environment."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewSession::table =
    json::struct_table<PreviewSession>("PreviewSession", "The session of a run.",
                                       preview_session_fields);

inline constexpr json::FieldRow preview_session_preview_fields[] = {
    json::field<&PreviewSessionPreview::status>("status", "Whether it can be opened."),
    json::field<&PreviewSessionPreview::lifecycle>("lifecycle", "What happens when the run ends."),
    json::field<&PreviewSessionPreview::source>("source", "Where its URL comes from."),
    json::field<&PreviewSessionPreview::createdAt>("createdAt", "Time at which it was made."),
    json::field<&PreviewSessionPreview::expiresAt>("expiresAt", "Time until which it is held."),
    json::field<&PreviewSessionPreview::holdSeconds>("holdSeconds",
                                                     "Seconds for which it is held."),
    json::field<&PreviewSessionPreview::hasPublicUrl>("hasPublicUrl",
                                                      "Whether the create spec set a URL."),
    json::field<&PreviewSessionPreview::hasSiteUrl>("hasSiteUrl",
                                                    "Whether WordPress has a URL of its own."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewSessionPreview::table =
    json::struct_table<PreviewSessionPreview>("PreviewSessionPreview",
                                              "The preview of a session, without its URLs.",
                                              preview_session_preview_fields);

inline constexpr json::FieldRow preview_session_refs_fields[] = {
    json::field<&PreviewSessionRefs::artifactBundle>("artifactBundle", "The bundle."),
    json::field<&PreviewSessionRefs::manifest>("manifest", "Its manifest."),
    json::field<&PreviewSessionRefs::review>("review", "Its review."),
    json::field<&PreviewSessionRefs::runtimeEvents>("runtimeEvents", "Its lifecycle events."),
    json::field<&PreviewSessionRefs::runtimeLog>("runtimeLog", "Its log."),
    json::field<&PreviewSessionRefs::runtimeReferenceManifest>("runtimeReferenceManifest",
                                                               "Its reference manifest."),
    json::field<&PreviewSessionRefs::runtimeReplayReferenceIndex>("runtimeReplayReferenceIndex",
                                                                  "Its replay index."),
    json::field<&PreviewSessionRefs::browserSummary>("browserSummary",
                                                     "Its summary of browser commands."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewSessionRefs::table =
    json::struct_table<PreviewSessionRefs>("PreviewSessionRefs", "What a session left behind.",
                                           preview_session_refs_fields);

inline constexpr json::FieldRow artifact_preview_session_evidence_fields[] = {
    json::field<&ArtifactPreviewSessionEvidence::schema>("schema", "Schema id."),
    json::field<&ArtifactPreviewSessionEvidence::artifactId>("artifactId", "Id of the bundle."),
    json::field<&ArtifactPreviewSessionEvidence::createdAt>("createdAt",
                                                            "Time of the collect call."),
    json::field<&ArtifactPreviewSessionEvidence::session>("session", "The session."),
    json::field<&ArtifactPreviewSessionEvidence::preview>("preview", "Its preview."),
    json::field<&ArtifactPreviewSessionEvidence::refs>("refs", "What it left behind."),
    json::field<&ArtifactPreviewSessionEvidence::components>("components",
                                                             "The packages that took part."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPreviewSessionEvidence::table =
    json::struct_table<ArtifactPreviewSessionEvidence>(
        "ArtifactPreviewSessionEvidence",
        "The session of a run with pointers to what it left behind.",
        artifact_preview_session_evidence_fields,
        {.schema_id = "wp-codebox/preview-session-evidence/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
