#pragma once

#include <algorithm>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/http_observation.hpp"
#include "wp_codebox/runtime/impl/recording_errors.hpp"
#include "wp_codebox/runtime/record_files.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"
#include "wp_codebox/runtime/wordpress_state_observation.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recording {

/// Entries of a `files` observation at most.
inline constexpr std::size_t files_limit = 1000;

WP_CODEBOX_INLINE RuntimeError observation_unsupported(const ObservationSpec& spec) {
  return {error_code::runtime_observation_unsupported,
          "This backend cannot observe " + spec.type.text(),
          {{"type", json::Value::string(spec.type.text())}}};
}

/// A sandbox path, absolute and without `.` and `..`; relative ones start at /workspace. Error:
/// `runtime-observation-refused` for a path that leaves the sandbox.
WP_CODEBOX_INLINE std::string sandbox_path(const std::string& path) {
  if (path.find('\0') != std::string::npos) {
    throw RuntimeError(error_code::runtime_observation_refused, "The path contains a NUL");
  }
  const std::string full = path.starts_with('/') ? path : "/workspace/" + path;
  std::vector<std::string_view> segments;
  for (std::string_view rest = full; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      segments.push_back(segment);
      continue;
    }
    if (segments.empty()) {
      throw RuntimeError(error_code::runtime_observation_refused,
                         "The path " + path + " leads out of the sandbox");
    }
    segments.pop_back();
  }
  std::string clean;
  for (const std::string_view segment : segments) clean.append("/").append(segment);
  return clean.empty() ? "/" : clean;
}

}  // namespace recording

WP_CODEBOX_INLINE void RecordingRuntime::Observed::add_file(RecordedFile file, std::string ref_id) {
  RuntimeEpisodeTraceRef ref;
  ref.kind = TraceRefKind(file.kind);
  ref.id = std::move(ref_id);
  ref.path = file.path;
  ref.digest = RuntimeEpisodeContentDigest::of(sha256_hex(file.bytes));
  refs.push_back(std::move(ref));
  files.push_back(std::move(file));
}

WP_CODEBOX_INLINE ObservationResult RecordingRuntime::observe(const ObservationSpec& spec) {
  const CallGate::Pass pass = calls_.enter();
  ObservationResult result;
  result.schema.emplace();
  result.id = ids_->next("observation");
  result.type = spec.type.text();
  result.observedAt = clock_->now();
  if (!pass) {
    const bool readable = descriptor_.afterDestroy.observe != AfterDestroyBehaviour::rejects;
    std::optional<json::Value> data = readable ? recorded_data(spec) : std::nullopt;
    if (!data) throw recording::destroyed_error(info_.id);
    result.data = redactor_.redact_value(*data);
    result.digest = observation_digest(result);
    return result;  // After destroy nothing is recorded.
  }
  try {
    record_observation(result, observed(spec, result));
  } catch (...) {
    std::rethrow_exception(current_failure("The observation " + spec.type.text(),
                                           error_code::runtime_observation_failed));
  }
  journal_.deliver();
  return result;
}

/// Completes the result and keeps it with its files.
WP_CODEBOX_INLINE void RecordingRuntime::record_observation(ObservationResult& result,
                                                            Observed observed) {
  result.data = redactor_.redact_value(observed.data);
  if (!observed.refs.empty()) result.artifactRefs = std::move(observed.refs);
  result.digest = observation_digest(result);
  RuntimeObservedData data;
  data.type = result.type;
  data.observedAt = result.observedAt;
  std::unique_lock directory(directory_mutex_, std::defer_lock);
  if (!observed.files.empty()) directory.lock();
  // The files come last of what can fail, so that a failure leaves none.
  std::vector<RecordedFile> files = write_record_files(directory_, std::move(observed.files));
  const std::lock_guard lock(finish_mutex_);
  for (RecordedFile& file : files) records_.files.add(std::move(file));
  records_.observations.add(result);
  journal_.append(KnownLifecycleEventType::observed, redactor_.redact_value(json::to_value(data)));
}

/// What can be said from the records alone.
WP_CODEBOX_INLINE std::optional<json::Value> RecordingRuntime::recorded_data(
    const ObservationSpec& spec) {
  const std::optional<KnownObservationType> type = spec.type.known();
  if (!type) return std::nullopt;
  switch (*type) {
    case KnownObservationType::runtime_info:
      return json::to_value(info());
    case KnownObservationType::mounts:
      return json::to_value(records_.mounts.all());
    case KnownObservationType::command_result: {
      if (const auto result = records_.command(spec.commandId)) return json::to_value(*result);
      CommandNotFoundData missing;
      missing.commandId.value = spec.commandId;
      return json::to_value(missing);
    }
    case KnownObservationType::runtime_events:
    case KnownObservationType::runtime_logs:
      return json::to_value(journal_.events());
    case KnownObservationType::browser_result:
    case KnownObservationType::files:
    case KnownObservationType::wordpress_state:
    case KnownObservationType::http_response:
      break;
  }
  return std::nullopt;
}

WP_CODEBOX_INLINE RecordingRuntime::Observed RecordingRuntime::observed(
    const ObservationSpec& spec, const ObservationResult& result) {
  if (std::optional<json::Value> data = recorded_data(spec)) return {std::move(*data), {}, {}};
  using Type = KnownObservationType;
  using Capability = KnownBackendCapability;
  if (spec.type == Type::browser_result) {
    return {json::Value::from_compact(R"({"probes":[]})"), {}, {}};
  }
  if (spec.type == Type::files && descriptor_.has(Capability::files_observation)) {
    return {files_data(spec), {}, {}};
  }
  if (spec.type == Type::http_response && descriptor_.has(Capability::http_observation)) {
    return http_response(spec, *result.id);
  }
  if (spec.type == Type::wordpress_state && descriptor_.has(Capability::wordpress_state)) {
    return wordpress_state(spec, *result.id);
  }
  // Types that nobody knows too: data that means nothing must not look like an answer.
  throw recording::observation_unsupported(spec);
}

WP_CODEBOX_INLINE json::Value RecordingRuntime::files_data(const ObservationSpec& spec) {
  FilesData data;
  data.path = recording::sandbox_path(spec.path.value_or("/workspace"));
  require_boot(std::nullopt, "The observation files");
  Engine::Listing listing;
  try {
    listing = engine_->list_files(data.path, recording::files_limit);
  } catch (const ContractError& error) {
    const std::vector<MountSpec> mounts = records_.mounts.all();
    if (spec.path || mounts.empty() || error.code() != error_code::runtime_observation_failed) {
      throw;
    }
    data.path = recording::sandbox_path(mounts.front().target);
    listing = engine_->list_files(data.path, recording::files_limit);
  }
  data.entries = std::move(listing.entries);
  data.truncated = listing.truncated;
  return json::to_value(data);
}

WP_CODEBOX_INLINE RecordingRuntime::Observed RecordingRuntime::http_response(
    const ObservationSpec& spec, const std::string& id) {
  require_boot(std::nullopt, "The observation http-response");
  const std::optional<std::string> site = engine_->server_url();
  if (!site) {
    throw RuntimeError(error_code::runtime_observation_failed, "The sandbox has no site to ask");
  }
  HttpObservation seen =
      observe_http(spec, *site, spec_.policy.network, redactor_,
                   [this](const EngineHttpRequest& request) { return engine_->fetch(request); });
  Observed observed{json::to_value(seen.data), {}, {}};
  if (seen.body_file) {
    observed.add_file({"files/observations/" + id + "-body.txt", "observation-artifact",
                       "text/plain", std::move(*seen.body_file)},
                      id + ":body");
  }
  return observed;
}

WP_CODEBOX_INLINE RecordingRuntime::Observed RecordingRuntime::wordpress_state(
    const ObservationSpec& spec, const std::string& id) {
  require_boot(std::nullopt, "The observation wordpress-state");
  std::string generated_at = clock_->now();
  generated_at.replace(generated_at.size() - 5, 5, "+00:00");
  WordPressStateObservation seen = observe_wordpress_state(
      wordpress_state_config(spec), id, std::move(generated_at), redactor_,
      [this](KnownWordPressStateSection section, const WordPressStateConfig& config) {
        return engine_->wordpress_state(section, config);
      });
  Observed observed{json::to_value(seen.data), {}, {}};
  for (WordPressStateFile& file : seen.files) {
    observed.add_file(
        {std::move(file.path), "wordpress-state-section", "application/json", std::move(file.text)},
        id + ":" + std::string(json::enum_text(file.section)));
  }
  return observed;
}

}  // namespace WP_CODEBOX_NAMESPACE
