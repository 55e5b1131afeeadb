#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"

/// A valid trace to break.
namespace wp_codebox::test {

inline constexpr std::string_view sample_time = "2026-01-02T03:04:05.006Z";

inline RuntimeInfo sample_runtime() {
  RuntimeInfo info;
  info.id = "runtime-1";
  info.backend = RuntimeBackendKind("x-sample");
  info.environment.kind = "wordpress";
  info.createdAt = sample_time;
  return info;
}

inline ObservationResult sample_observation(std::string id) {
  ObservationResult observation;
  observation.schema.emplace();
  observation.id = std::move(id);
  observation.type = "mounts";
  observation.data = *json::Value::parse(R"([{"b":1,"a":"é\"\u0001"}])");
  observation.observedAt = sample_time;
  observation.digest = observation_digest(observation);
  return observation;
}

inline RuntimeEpisodeTraceRef sample_ref(KnownTraceRefKind kind, std::string id,
                                         ContentDigest digest) {
  RuntimeEpisodeTraceRef ref;
  ref.kind = kind;
  ref.id = std::move(id);
  ref.digest = std::move(digest);
  return ref;
}

inline RuntimeEpisodeStepResult sample_step(std::size_t index) {
  RuntimeEpisodeStepResult step;
  const std::string execution_id = "command-" + std::to_string(index);
  step.id = execution_id + ":step:" + std::to_string(index);
  step.index = static_cast<double>(index);
  RuntimeEpisodeActionSpec action;
  action.command = "wordpress.run-php";
  action.args = {"code=echo 1;"};
  step.action = action_record(action, step.id + ":action");
  step.actionRef = sample_ref(KnownTraceRefKind::action, step.action.id, step.action.digest);
  step.execution.id = execution_id;
  step.execution.command = action.command;
  step.execution.args = *action.args;
  step.execution.stdout_text = "1";
  step.execution.startedAt = sample_time;
  step.execution.finishedAt = sample_time;
  step.executionRef =
      sample_ref(KnownTraceRefKind::execution, execution_id, execution_digest(step.execution));
  step.observation = sample_observation(step.id + ":observation");
  step.observationRef =
      sample_ref(KnownTraceRefKind::observation, *step.observation->id, *step.observation->digest);
  return step;
}

inline Snapshot sample_snapshot(std::string id) {
  Snapshot snapshot;
  snapshot.schema.emplace();
  snapshot.id = std::move(id);
  snapshot.createdAt = sample_time;
  snapshot.semantics = KnownSnapshotSemantics::metadata_only;
  snapshot.digest = snapshot_digest(snapshot);
  return snapshot;
}

/// Two steps and a snapshot after a reset with one observation.
inline RuntimeEpisodeTrace sample_trace() {
  RuntimeEpisodeTrace trace;
  trace.id = "trace-runtime-1";
  trace.createdAt = sample_time;
  trace.runtime = sample_runtime();
  trace.reset.id = "runtime-1:reset:0";
  trace.reset.runtime = trace.runtime;
  trace.reset.observations = {sample_observation("observation-1")};
  trace.reset.observationRefs = {sample_ref(KnownTraceRefKind::observation, "observation-1",
                                            *trace.reset.observations[0].digest)};
  trace.steps = {sample_step(0), sample_step(1)};
  trace.snapshots = {sample_snapshot("snapshot-1")};
  return trace;
}

/// The JSON text of the valid trace after a change.
inline std::string broken_trace(const std::function<void(RuntimeEpisodeTrace& trace)>& change) {
  RuntimeEpisodeTrace trace = sample_trace();
  change(trace);
  return json::to_json(trace);
}

}  // namespace wp_codebox::test
