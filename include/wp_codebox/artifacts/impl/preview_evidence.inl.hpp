#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

#include "wp_codebox/artifacts/preview_evidence.hpp"
#include "wp_codebox/json/value.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace preview_evidence {

inline RuntimeReferenceBundle bundle_ref(const PreviewSources& sources) {
  return {{}, sources.artifactId, ContentDigest::of(sources.contentDigest), {}};
}

inline PreviewEvidencePreview preview_of(const PreviewSources& sources) {
  PreviewEvidencePreview evidence;
  if (!sources.preview) {
    evidence.status = PreviewEvidenceStatus::unavailable;
    evidence.lifecycle = PreviewEvidenceLifecycle::not_started;
    evidence.url = classify_preview_url(std::nullopt, sources.profile);
    return evidence;
  }
  const ArtifactPreview& preview = *sources.preview;
  const auto classified = [&sources](const std::optional<std::string>& url) {
    return url && !url->empty() ? std::optional(classify_preview_url(*url, sources.profile))
                                : std::nullopt;
  };
  // The enumerations of the two documents agree where both have a value.
  evidence.status = json::enum_value<PreviewEvidenceStatus>(json::enum_text(preview.status))
                        .value_or(PreviewEvidenceStatus::unavailable);
  evidence.lifecycle =
      json::enum_value<PreviewEvidenceLifecycle>(json::enum_text(preview.lifecycle))
          .value_or(PreviewEvidenceLifecycle::not_started);
  evidence.source = preview.source;
  evidence.createdAt = preview.createdAt;
  evidence.expiresAt = preview.expiresAt;
  evidence.holdSeconds = preview.holdSeconds;
  evidence.url = classify_preview_url(preview.url, sources.profile);
  evidence.publicUrl = classified(preview.publicUrl);
  evidence.localUrl = classified(preview.localUrl);
  evidence.siteUrl = classified(preview.siteUrl);
  return evidence;
}

/// The entry of a startup progress event; none when its data is of another shape.
inline std::optional<PreviewReadinessEvent> readiness_event(const LifecycleEvent& event) {
  if (event.type != KnownLifecycleEventType::browser_startup_progress || !event.data) {
    return std::nullopt;
  }
  const json::Value* const value = event.data->find("event");
  if (value == nullptr) return std::nullopt;
  const json::Parsed parsed(*value);
  const json::Node* const phase = parsed.root().find("phase");
  const json::Node* const status = parsed.root().find("status");
  if (phase == nullptr || !phase->is_string() || status == nullptr || !status->is_string()) {
    return std::nullopt;
  }
  PreviewReadinessEvent entry;
  entry.id = event.id;
  entry.phase = BrowserStartupProgressPhase(phase->text());
  entry.status = PreviewReadinessStatus(status->text());
  const json::Node* const label = parsed.root().find("label");
  if (label != nullptr && label->is_string()) entry.label = label->text();
  const json::Node* const elapsed = parsed.root().find("elapsed_ms");
  if (elapsed != nullptr && elapsed->is_number()) entry.elapsed_ms = elapsed->number();
  entry.timestamp = event.timestamp;
  return entry;
}

inline PreviewReadiness readiness_of(const std::vector<LifecycleEvent>& events) {
  PreviewReadiness readiness;
  readiness.status = KnownPreviewReadinessStatus::not_started;
  for (const LifecycleEvent& event : events) {
    auto entry = readiness_event(event);
    if (!entry) continue;
    if (entry->phase == KnownStartupPhase::ready &&
        entry->status == KnownPreviewReadinessStatus::complete) {
      readiness.ready = true;
    }
    readiness.status = entry->status;
    readiness.phase = entry->phase;
    readiness.events.push_back(std::move(*entry));
  }
  return readiness;
}

inline ArtifactEvidenceRef file_ref(std::string path, std::string kind, std::string content_type) {
  return {std::move(path), std::move(kind), std::move(content_type), std::nullopt, {}};
}

inline PreviewSessionRefs session_refs(const PreviewSources& sources) {
  PreviewSessionRefs refs;
  refs.artifactBundle = bundle_ref(sources);
  refs.manifest = file_ref("manifest.json", "manifest", "application/json");
  refs.review = file_ref("files/review.json", "review", "application/json");
  refs.runtimeEvents = file_ref("events.jsonl", "events", "application/x-ndjson");
  refs.runtimeLog = file_ref("logs/runtime.log", "runtime-log", "text/plain");
  refs.runtimeReferenceManifest = file_ref("files/runtime-reference-manifest.json",
                                           "runtime-reference-manifest", "application/json");
  refs.runtimeReplayReferenceIndex =
      file_ref("files/runtime-replay-index.json", "runtime-replay-index", "application/json");
  if (!sources.browser) return refs;
  for (const ArtifactReviewBrowserProbe& probe : sources.browser->probes) {
    if (!probe.summaryFile || probe.summaryFile->empty()) continue;
    refs.browserSummary = file_ref(*probe.summaryFile, "browser-summary", "application/json");
    break;
  }
  return refs;
}

}  // namespace preview_evidence

WP_CODEBOX_INLINE std::string timestamp_after(const std::string& timestamp, double seconds) {
  using namespace std::chrono;
  int year_number = 0;
  unsigned month_number = 0;
  unsigned day_number = 0;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  unsigned milli = 0;
  if (std::sscanf(timestamp.c_str(), "%d-%u-%uT%u:%u:%u.%uZ", &year_number, &month_number,
                  &day_number, &hour, &minute, &second, &milli) != 7) {
    return timestamp;
  }
  const sys_days date{year{year_number} / month{month_number} / day{day_number}};
  constexpr double longest = 250e9;  // Seconds; the year stays in the range of std::chrono.
  const auto later = sys_time<milliseconds>(date) + hours{hour} + minutes{minute} +
                     std::chrono::seconds{second} + milliseconds{milli} +
                     milliseconds{static_cast<long long>(std::min(seconds, longest) * 1000)};
  const auto day_start = floor<days>(later);
  const year_month_day day_of{day_start};
  const hh_mm_ss time{later - day_start};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(day_of.year()), static_cast<unsigned>(day_of.month()),
                static_cast<unsigned>(day_of.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return text;
}

WP_CODEBOX_INLINE std::optional<ArtifactPreview> describe_preview(
    const std::optional<std::string>& server_url, const std::optional<RuntimePreviewSpec>& spec,
    const ArtifactSpec& artifact_spec, const std::string& created_at) {
  if (!server_url) return std::nullopt;
  ArtifactPreview preview;
  preview.url = *server_url;
  preview.createdAt = created_at;
  if (spec) preview.siteUrl = spec->siteUrl;
  if (spec && spec->publicUrl && !spec->publicUrl->empty()) {
    preview.url = *spec->publicUrl;
    preview.publicUrl = spec->publicUrl;
    preview.localUrl = server_url;
    preview.source = PreviewSource::public_url_override;
  }
  const double asked = artifact_spec.previewHoldSeconds.value_or(0);
  const double hold = std::isfinite(asked) ? std::floor(asked) : 0;
  if (hold > 0) {
    preview.status = PreviewStatus::available;
    preview.lifecycle = PreviewLifecycle::held_after_run;
    preview.expiresAt = timestamp_after(created_at, hold);
    preview.holdSeconds = hold;
  } else {
    preview.status = PreviewStatus::expired_on_completion;
    preview.lifecycle = PreviewLifecycle::destroyed_on_completion;
  }
  return preview;
}

WP_CODEBOX_INLINE ArtifactPreviewEvidence build_preview_evidence(const PreviewSources& sources) {
  const RuntimeInfo& runtime = sources.runtime;
  const EnvironmentSpec& environment = runtime.environment;
  ArtifactPreviewEvidence evidence;
  evidence.createdAt = sources.createdAt;
  evidence.session.id = "browser-playground-session-" + runtime.id;
  evidence.session.runtimeId = runtime.id;
  evidence.session.backend = runtime.backend;
  evidence.session.environment = {environment.kind,
                                  environment.name.value_or(environment.kind),
                                  environment.version.value_or("unknown"),
                                  {}};
  evidence.run = {KnownTraceRefKind::artifact_bundle,
                  sources.artifactId,
                  ContentDigest::of(sources.contentDigest),
                  std::nullopt,
                  "manifest.json",
                  {}};
  evidence.preview = preview_evidence::preview_of(sources);
  evidence.readiness = preview_evidence::readiness_of(sources.events);
  evidence.components.packages = sources.packages;
  evidence.components.runtime = {runtime.backend, environment.version, {}};
  return evidence;
}

WP_CODEBOX_INLINE ArtifactPreviewSessionEvidence
build_preview_session_evidence(const PreviewSources& sources) {
  const RuntimeInfo& runtime = sources.runtime;
  ArtifactPreviewSessionEvidence evidence;
  evidence.artifactId = sources.artifactId;
  evidence.createdAt = sources.createdAt;
  evidence.session = {
      runtime.id,
      runtime.backend,
      runtime.createdAt,
      runtime.status,
      {runtime.environment.kind, runtime.environment.name, runtime.environment.version, {}},
      {}};
  if (const auto& preview = sources.preview) {
    evidence.preview =
        PreviewSessionPreview{preview->status,
                              preview->lifecycle,
                              preview->source,
                              preview->createdAt,
                              preview->expiresAt,
                              preview->holdSeconds,
                              preview->publicUrl.has_value() && !preview->publicUrl->empty(),
                              preview->siteUrl.has_value() && !preview->siteUrl->empty(),
                              {}};
  }
  evidence.refs = preview_evidence::session_refs(sources);
  evidence.components = sources.packages;
  return evidence;
}

}  // namespace WP_CODEBOX_NAMESPACE
