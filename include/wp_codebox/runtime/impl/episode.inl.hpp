#pragma once

#include <exception>
#include <string_view>
#include <utility>

#include "wp_codebox/artifacts/episode_files.hpp"
#include "wp_codebox/artifacts/episode_lines.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/runtime/impl/episode_runner.hpp"
#include "wp_codebox/validation/trace_part.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace episodes {

[[noreturn]] inline void refuse_closed() {
  throw RuntimeError(error_code::runtime_episode_closed,
                     "The episode is closed; reset opens it again");
}

/// Which check a part of the trace has to pass besides that of its members' names.
enum class Part { action, observation, snapshot, other };

/// Throws `code` when a part could not stand in a trace.
template <class T>
void assert_fit(const T& part, Part kind, std::string_view code, std::string_view what) {
  const json::Parsed document(json::to_json(part));
  json::Issues issues;
  TracePartCheck check(issues);
  if (kind == Part::action) check.action(document.root(), {});
  if (kind == Part::observation) check.observation(document.root(), {});
  if (kind == Part::snapshot) check.snapshot(document.root(), {});
  check.forbidden_keys(document.root(), {});
  if (issues.empty()) return;
  const json::Issue& first = issues.front();
  throw RuntimeError(code, std::string(what) + " cannot stand in a trace: " + first.message(),
                     {{"path", json::Value::string(first.path.dotted())}});
}

/// The metadata of a snapshot without a payload that no trace may hold, such as one with a table
/// that has a column of a forbidden name. The file of the state has it all the same, and restoring
/// reads it from there (WPC-RESTORE-005).
inline json::Dictionary<json::Value> fit_metadata(json::Dictionary<json::Value> metadata) {
  const json::Value* const payload = metadata.find("payload");
  if (payload == nullptr || metadata.find("artifact") == nullptr) return metadata;
  const json::Parsed document(*payload);
  json::Issues issues;
  TracePartCheck(issues).forbidden_keys(document.root(), {});
  if (issues.empty()) return metadata;
  json::Dictionary<json::Value> rest;
  for (const auto& [name, value] : metadata) {
    if (name != "payload") rest.append(name) = value;
  }
  return rest;
}

/// What the runtime is asked to do for an action.
inline ExecutionSpec execution_of(const RuntimeEpisodeActionSpec& action) {
  ExecutionSpec execution;
  execution.command = action.command;
  execution.args = action.args;
  if (action.cwd && !action.cwd->empty()) execution.cwd = action.cwd;
  execution.timeoutMs = action.timeoutMs;
  return execution;
}

inline std::vector<ObservationSpec> first_observations(const RuntimeEpisodeSpec& spec) {
  if (spec.resetObservations) return *spec.resetObservations;
  ObservationSpec info;
  info.type = KnownObservationType::runtime_info;
  ObservationSpec mounts;
  mounts.type = KnownObservationType::mounts;
  return {info, mounts};
}

WP_CODEBOX_INLINE EpisodeRunner::EpisodeRunner(const RuntimeEpisodeSpec& spec,
                                               RuntimeBackend& backend, const RuntimeHooks& hooks,
                                               std::shared_ptr<Clock> clock)
    : spec_(spec),
      backend_(backend),
      hooks_(hooks),
      clock_(std::move(clock)),
      redactor_(spec.runtime.secretEnv.value_or(json::Dictionary<std::string>())) {}

WP_CODEBOX_INLINE EpisodeRunner::~EpisodeRunner() {
  try {
    end_runtime();
  } catch (...) {  // NOLINT(bugprone-empty-catch): who wants to know calls close.
  }
}

WP_CODEBOX_INLINE std::shared_ptr<Runtime> EpisodeRunner::current() {
  const std::lock_guard lock(state_);
  return runtime_;
}

WP_CODEBOX_INLINE std::shared_ptr<Runtime> EpisodeRunner::opened() {
  std::shared_ptr<Runtime> runtime = current();
  if (runtime == nullptr) refuse_closed();
  return runtime;
}

/// Takes the runtime out first, so that the episode is closed even when destroying it fails.
WP_CODEBOX_INLINE void EpisodeRunner::end_runtime() {
  std::shared_ptr<Runtime> runtime;
  {
    const std::lock_guard lock(state_);
    runtime.swap(runtime_);
  }
  if (runtime != nullptr) runtime->destroy();
}

WP_CODEBOX_INLINE void EpisodeRunner::forget() {
  reset_ = {};
  steps_.clear();
  snapshots_.clear();
  bundled_.clear();
  artifacts_.reset();
  trace_created_at_.reset();
}

WP_CODEBOX_INLINE RuntimeEpisodeResetResult EpisodeRunner::reset() {
  const std::lock_guard turn(calls_);
  forget();
  end_runtime();
  const std::shared_ptr<Runtime> runtime = create_runtime(spec_.runtime, backend_, hooks_);
  {
    const std::lock_guard lock(state_);
    runtime_ = runtime;
  }
  try {
    reset_ = begin(*runtime);
  } catch (...) {
    const std::exception_ptr failure = std::current_exception();
    try {
      end_runtime();
    } catch (...) {  // NOLINT(bugprone-empty-catch): the first failure is the one to tell.
    }
    std::rethrow_exception(failure);
  }
  ++resets_;
  return reset_;
}

/// Mounts and looks; what comes of it is the beginning of the trace.
WP_CODEBOX_INLINE RuntimeEpisodeResetResult EpisodeRunner::begin(Runtime& runtime) {
  RuntimeEpisodeResetResult result;
  result.runtime = redact(redactor_, runtime.info());
  result.id = result.runtime.id + ":reset:" + std::to_string(resets_);
  assert_fit(result, Part::other, error_code::runtime_argument_invalid, "The environment");
  for (const MountSpec& mount : spec_.mounts.value_or(std::vector<MountSpec>())) {
    assert_fit(mount, Part::other, error_code::runtime_argument_invalid, "The mount");
    runtime.mount(mount);
  }
  for (const ObservationSpec& spec : first_observations(spec_)) {
    const std::string fallback =
        result.id + ":observation:" + std::to_string(result.observations.size());
    result.observations.push_back(recorded_observation(runtime, spec, fallback));
    result.observationRefs.push_back(observation_ref(result.observations.back()));
  }
  return result;
}

/// Looks at the runtime and completes what comes back as the trace needs it.
WP_CODEBOX_INLINE ObservationResult EpisodeRunner::recorded_observation(
    Runtime& runtime, const ObservationSpec& spec, const std::string& fallback_id) {
  ObservationResult result = redact(redactor_, runtime.observe(spec));
  result.schema.emplace();
  if (!result.id || result.id->empty()) result.id = fallback_id;
  result.digest = observation_digest(result);
  assert_fit(result, Part::observation, error_code::runtime_observation_failed,
             "What was observed");
  return result;
}

WP_CODEBOX_INLINE RuntimeEpisodeStepResult EpisodeRunner::step(
    const RuntimeEpisodeActionSpec& action, const std::optional<StepObservation>& observation) {
  const std::lock_guard turn(calls_);
  const std::shared_ptr<Runtime> runtime = opened();
  const RuntimeEpisodeActionSpec shown = redact(redactor_, action);
  assert_fit(action_record(shown, "action"), Part::action, error_code::runtime_argument_invalid,
             "The action");
  RuntimeEpisodeStepResult step;
  step.execution = redact(redactor_, runtime->execute(execution_of(action)));
  step.index = static_cast<double>(steps_.size());
  step.id = step.execution.id + ":step:" + std::to_string(steps_.size());
  step.action = action_record(shown, step.id + ":action");
  step.actionRef = action_ref(step.action);
  step.executionRef = execution_ref(step.execution);
  const StepObservation wanted =
      observation ? *observation : spec_.stepObservation.value_or(StepObservation());
  if (wanted.spec() != nullptr) {
    step.observation = recorded_observation(*runtime, *wanted.spec(), step.id + ":observation");
    step.observationRef = observation_ref(*step.observation);
  }
  steps_.push_back(step);
  return step;
}

WP_CODEBOX_INLINE ObservationResult EpisodeRunner::observe(const ObservationSpec& spec) {
  const std::lock_guard turn(calls_);
  return opened()->observe(spec);
}

WP_CODEBOX_INLINE Snapshot EpisodeRunner::snapshot() {
  const std::lock_guard turn(calls_);
  Snapshot taken = opened()->snapshot();
  taken.metadata = fit_metadata(redactor_.redact_record(taken.metadata));
  taken.schema.emplace();
  if (!taken.semantics) taken.semantics = KnownSnapshotSemantics::metadata_only;
  taken.digest = snapshot_digest(taken);
  assert_fit(taken, Part::snapshot, error_code::runtime_snapshot_failed, "The snapshot");
  snapshots_.push_back(taken);
  return taken;
}

WP_CODEBOX_INLINE ArtifactBundle
EpisodeRunner::collect_artifacts(const std::optional<ArtifactSpec>& spec) {
  const std::lock_guard turn(calls_);
  const std::shared_ptr<Runtime> runtime = opened();
  const ArtifactSpec wanted = spec ? *spec : spec_.artifactSpec.value_or(ArtifactSpec());
  ArtifactBundle bundle = runtime->collect_artifacts(wanted);
  // From here on the bundle that the trace told of is no more.
  artifacts_.reset();
  bundled_.clear();
  std::vector<Snapshot> bundled;
  if (bundle.runtimeReferenceManifestPath) {
    bundle = with_episode_paths(std::move(bundle));
    EpisodeFiles files;
    if (wanted.includeRuntimeSnapshotBundles.value_or(false)) {
      const ArtifactManifest manifest = read_manifest(bundle);
      for (const Snapshot& snapshot : snapshots_) {
        files.snapshot_bundles.push_back(build_snapshot_bundle(snapshot, manifest));
        bundled.push_back(files.snapshot_bundles.back().snapshot);
      }
    }
    const RuntimeEpisodeTrace told = trace_of(*runtime, bundled, bundle);
    files.trace = json::to_value(told);
    files.json_lines = episode_json_lines(told);
    files.timestamp = clock_->now();
    add_episode_files(bundle, files);
  }
  bundled_ = std::move(bundled);
  artifacts_ = bundle;
  return bundle;
}

WP_CODEBOX_INLINE RuntimeEpisodeTrace EpisodeRunner::trace() {
  const std::lock_guard turn(calls_);
  return trace_of(*opened(), bundled_, artifacts_);
}

WP_CODEBOX_INLINE RuntimeEpisodeTrace
EpisodeRunner::trace_of(Runtime& runtime, const std::vector<Snapshot>& bundled,
                        const std::optional<ArtifactBundle>& artifacts) {
  if (!trace_created_at_) trace_created_at_ = clock_->now();
  RuntimeEpisodeTrace trace;
  trace.id = "trace-" + reset_.runtime.id;
  trace.createdAt = *trace_created_at_;
  trace.runtime = redact(redactor_, runtime.info());
  trace.reset = reset_;
  trace.steps = steps_;
  trace.snapshots = bundled;
  trace.snapshots.insert(trace.snapshots.end(),
                         snapshots_.begin() + static_cast<std::ptrdiff_t>(bundled.size()),
                         snapshots_.end());
  trace.artifacts = artifacts;
  if (artifacts) trace.artifactRef = artifact_bundle_ref(*artifacts);
  return trace;
}

/// Destroying the runtime ends the call that holds the turn; a reset that was under way may have
/// made another runtime by then.
WP_CODEBOX_INLINE void EpisodeRunner::close() {
  std::exception_ptr failure;
  if (const std::shared_ptr<Runtime> runtime = current()) {
    try {
      runtime->destroy();
    } catch (...) {
      failure = std::current_exception();
    }
  }
  const std::lock_guard turn(calls_);
  end_runtime();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace episodes

WP_CODEBOX_INLINE std::unique_ptr<RuntimeEpisode> create_runtime_episode(
    const RuntimeEpisodeSpec& spec, RuntimeBackend& backend, const RuntimeHooks& hooks,
    std::shared_ptr<Clock> clock) {
  auto episode = std::make_unique<episodes::EpisodeRunner>(spec, backend, hooks, std::move(clock));
  (void)episode->reset();
  return episode;
}

}  // namespace WP_CODEBOX_NAMESPACE
