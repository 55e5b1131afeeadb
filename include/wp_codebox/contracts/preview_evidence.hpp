#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What can be said about the preview of a run: contract types `ArtifactPreviewUrlRef` and
/// `ArtifactPreviewEvidence`.

namespace WP_CODEBOX_NAMESPACE {

/// Who can open a URL.
enum class PreviewUrlAvailability : std::uint8_t { reviewer_safe, local_only, unavailable };
template <>
inline constexpr auto json::enum_texts<PreviewUrlAvailability> =
    json::enum_texts_of("reviewer-safe", "local-only", "unavailable");

/// Contract type `ArtifactPreviewUrlRef`: A URL, if it is fit to be shown.
struct ArtifactPreviewUrlRef {
  json::Constant<"preview-url"> kind;
  PreviewUrlAvailability availability = PreviewUrlAvailability::reviewer_safe;
  bool reviewerSafe = false;
  std::optional<std::string> url;
  std::optional<std::string> reason;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPreviewUrlRef&) const = default;
};

/// The environment of a preview session.
struct PreviewSessionEnvironment {
  std::string kind;
  std::string name;
  std::string version;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewSessionEnvironment&) const = default;
};

/// The session of a preview.
struct PreviewEvidenceSession {
  json::Constant<"browser-playground-session"> kind;
  std::string id;
  std::string runtimeId;
  RuntimeBackendKind backend;
  PreviewSessionEnvironment environment;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewEvidenceSession&) const = default;
};

/// Whether a preview can be opened, or there is none.
enum class PreviewEvidenceStatus : std::uint8_t { available, expired_on_completion, unavailable };
template <>
inline constexpr auto json::enum_texts<PreviewEvidenceStatus> =
    json::enum_texts_of("available", "expired-on-completion", "unavailable");

/// What happens to a preview, or that there is none.
enum class PreviewEvidenceLifecycle : std::uint8_t {
  held_after_run,
  destroyed_on_completion,
  not_started
};
template <>
inline constexpr auto json::enum_texts<PreviewEvidenceLifecycle> =
    json::enum_texts_of("held-after-run", "destroyed-on-completion", "not-started");

/// The preview.
struct PreviewEvidencePreview {
  PreviewEvidenceStatus status = PreviewEvidenceStatus::available;
  PreviewEvidenceLifecycle lifecycle = PreviewEvidenceLifecycle::held_after_run;
  std::optional<PreviewSource> source;
  std::optional<std::string> createdAt;
  std::optional<std::string> expiresAt;
  std::optional<double> holdSeconds;
  ArtifactPreviewUrlRef url;
  std::optional<ArtifactPreviewUrlRef> publicUrl;
  std::optional<ArtifactPreviewUrlRef> localUrl;
  std::optional<ArtifactPreviewUrlRef> siteUrl;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewEvidencePreview&) const = default;
};

/// How far a boot came, or that it did not begin.
enum class KnownPreviewReadinessStatus : std::uint8_t { running, complete, failed, not_started };
template <>
inline constexpr auto json::enum_texts<KnownPreviewReadinessStatus> =
    json::enum_texts_of("running", "complete", "failed", "not-started");

/// The status of the last startup progress event, whatever it says, or `not-started`.
using PreviewReadinessStatus = json::Open<KnownPreviewReadinessStatus>;

/// A startup progress event.
struct PreviewReadinessEvent {
  std::string id;
  BrowserStartupProgressPhase phase;
  PreviewReadinessStatus status;
  std::optional<std::string> label;
  std::optional<double> elapsed_ms;
  std::string timestamp;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewReadinessEvent&) const = default;
};

/// How far the boot came.
struct PreviewReadiness {
  bool ready = false;
  PreviewReadinessStatus status;
  std::optional<BrowserStartupProgressPhase> phase;
  std::vector<PreviewReadinessEvent> events;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewReadiness&) const = default;
};

/// The runtime of a preview.
struct PreviewEvidenceRuntime {
  RuntimeBackendKind backend;
  std::optional<std::string> wordpressVersion;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewEvidenceRuntime&) const = default;
};

/// What the preview is made of.
struct PreviewEvidenceComponents {
  std::optional<ArtifactPackageProvenance> packages;
  PreviewEvidenceRuntime runtime;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PreviewEvidenceComponents&) const = default;
};

/// Contract type `ArtifactPreviewEvidence`: what can be said about the preview of a run.
struct ArtifactPreviewEvidence {
  json::Constant<"wp-codebox/preview-evidence/v1"> schema;
  std::string createdAt;
  PreviewEvidenceSession session;
  RuntimeEpisodeTraceRef run;
  PreviewEvidencePreview preview;
  PreviewReadiness readiness;
  PreviewEvidenceComponents components;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPreviewEvidence&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_preview_url_ref_fields[] = {
    json::field<&ArtifactPreviewUrlRef::kind>("kind", "What this is."),
    json::field<&ArtifactPreviewUrlRef::availability>("availability", "Who can open it."),
    json::field<&ArtifactPreviewUrlRef::reviewerSafe>("reviewerSafe", "Whether reviewers can."),
    json::field<&ArtifactPreviewUrlRef::url>("url", "The URL, when reviewers can open it."),
    json::field<&ArtifactPreviewUrlRef::reason>(
        "reason",
        "Why it is left out: preview-url-unavailable, invalid-url-omitted, loopback-url-omitted."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPreviewUrlRef::table =
    json::struct_table<ArtifactPreviewUrlRef>("ArtifactPreviewUrlRef",
                                              "A URL, if it is fit to be shown.",
                                              artifact_preview_url_ref_fields);

inline constexpr json::FieldRow preview_session_environment_fields[] = {
    json::field<&PreviewSessionEnvironment::kind>("kind", "Its kind."),
    json::field<&PreviewSessionEnvironment::name>("name", "Its name, or its kind without one."),
    json::field<&PreviewSessionEnvironment::version>("version",
                                                     "Version of what runs, or unknown."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewSessionEnvironment::table =
    json::struct_table<PreviewSessionEnvironment>("PreviewSessionEnvironment",
                                                  "The environment of a preview session.",
                                                  preview_session_environment_fields);

inline constexpr json::FieldRow preview_evidence_session_fields[] = {
    json::field<&PreviewEvidenceSession::kind>("kind", "What this is."),
    json::field<&PreviewEvidenceSession::id>("id",
                                             "browser-playground-session- and the runtime's id."),
    json::field<&PreviewEvidenceSession::runtimeId>("runtimeId", "Id of the runtime."),
    json::field<&PreviewEvidenceSession::backend>("backend", "Kind of the backend."),
    json::field<&PreviewEvidenceSession::environment>("environment", "The environment."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewEvidenceSession::table =
    json::struct_table<PreviewEvidenceSession>(
        "PreviewEvidenceSession", "The session of a preview.", preview_evidence_session_fields);

inline constexpr json::FieldRow preview_evidence_preview_fields[] = {
    json::field<&PreviewEvidencePreview::status>("status", "Whether it can be opened."),
    json::field<&PreviewEvidencePreview::lifecycle>("lifecycle", "What happens when the run ends."),
    json::field<&PreviewEvidencePreview::source>("source", "Where its URL comes from."),
    json::field<&PreviewEvidencePreview::createdAt>("createdAt", "Time at which it was made."),
    json::field<&PreviewEvidencePreview::expiresAt>("expiresAt", "Time until which it is held."),
    json::field<&PreviewEvidencePreview::holdSeconds>("holdSeconds",
                                                      "Seconds for which it is held."),
    json::field<&PreviewEvidencePreview::url>("url", "URL to open."),
    json::field<&PreviewEvidencePreview::publicUrl>("publicUrl", "URL that the create spec set."),
    json::field<&PreviewEvidencePreview::localUrl>("localUrl", "URL on this machine."),
    json::field<&PreviewEvidencePreview::siteUrl>("siteUrl",
                                                  "URL that WordPress takes for its own."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewEvidencePreview::table =
    json::struct_table<PreviewEvidencePreview>("PreviewEvidencePreview", "The preview.",
                                               preview_evidence_preview_fields);

inline constexpr json::FieldRow preview_readiness_event_fields[] = {
    json::field<&PreviewReadinessEvent::id>("id", "Id of the lifecycle event."),
    json::field<&PreviewReadinessEvent::phase>("phase", "The phase."),
    json::field<&PreviewReadinessEvent::status>("status", "How it stood."),
    json::field<&PreviewReadinessEvent::label>("label", "What happened, for people."),
    json::field<&PreviewReadinessEvent::elapsed_ms>("elapsed_ms",
                                                    "Milliseconds since the boot began."),
    json::field<&PreviewReadinessEvent::timestamp>("timestamp", "When."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewReadinessEvent::table =
    json::struct_table<PreviewReadinessEvent>("PreviewReadinessEvent", "A startup progress event.",
                                              preview_readiness_event_fields);

inline constexpr json::FieldRow preview_readiness_fields[] = {
    json::field<&PreviewReadiness::ready>("ready", "Whether the site was reached."),
    json::field<&PreviewReadiness::status>("status", "How the last phase stood."),
    json::field<&PreviewReadiness::phase>("phase", "The last phase."),
    json::field<&PreviewReadiness::events>("events", "The phases in order."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewReadiness::table =
    json::struct_table<PreviewReadiness>("PreviewReadiness", "How far the boot came.",
                                         preview_readiness_fields);

inline constexpr json::FieldRow preview_evidence_runtime_fields[] = {
    json::field<&PreviewEvidenceRuntime::backend>("backend", "Kind of the backend."),
    json::field<&PreviewEvidenceRuntime::wordpressVersion>(
        "wordpressVersion", "Version of WordPress that was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewEvidenceRuntime::table =
    json::struct_table<PreviewEvidenceRuntime>(
        "PreviewEvidenceRuntime", "The runtime of a preview.", preview_evidence_runtime_fields);

inline constexpr json::FieldRow preview_evidence_components_fields[] = {
    json::field<&PreviewEvidenceComponents::packages>("packages", "The packages."),
    json::field<&PreviewEvidenceComponents::runtime>("runtime", "The runtime."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PreviewEvidenceComponents::table =
    json::struct_table<PreviewEvidenceComponents>("PreviewEvidenceComponents",
                                                  "What the preview is made of.",
                                                  preview_evidence_components_fields);

inline constexpr json::FieldRow artifact_preview_evidence_fields[] = {
    json::field<&ArtifactPreviewEvidence::schema>("schema", "Schema id."),
    json::field<&ArtifactPreviewEvidence::createdAt>("createdAt", "Time of the collect call."),
    json::field<&ArtifactPreviewEvidence::session>("session", "The session."),
    json::field<&ArtifactPreviewEvidence::run>("run", "The bundle."),
    json::field<&ArtifactPreviewEvidence::preview>("preview", "The preview."),
    json::field<&ArtifactPreviewEvidence::readiness>("readiness", "How far the boot came."),
    json::field<&ArtifactPreviewEvidence::components>("components", "What it is made of."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPreviewEvidence::table =
    json::struct_table<ArtifactPreviewEvidence>(
        "ArtifactPreviewEvidence", "What can be said about the preview of a run.",
        artifact_preview_evidence_fields, {.schema_id = "wp-codebox/preview-evidence/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
