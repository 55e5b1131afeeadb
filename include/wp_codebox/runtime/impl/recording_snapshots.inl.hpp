#pragma once

#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/impl/recording_errors.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE Snapshot RecordingRuntime::snapshot() {
  const CallGate::Pass pass = enter();
  Snapshot snapshot;
  snapshot.schema.emplace();
  snapshot.id = ids_->next("snapshot");
  snapshot.createdAt = clock_->now();
  snapshot.semantics = KnownSnapshotSemantics::metadata_only;
  json::Dictionary<json::Value> metadata;
  metadata["runtime"] = json::to_value(info());
  metadata["mounts"] = json::to_value(records_.mounts.all());
  snapshot.metadata = redactor_.redact_record(metadata);
  snapshot.digest = snapshot_digest(snapshot);
  SnapshotCreatedData data;
  data.id = snapshot.id;
  data.createdAt = snapshot.createdAt;
  {
    const std::lock_guard lock(finish_mutex_);
    records_.snapshots.add(snapshot);
    journal_.append(KnownLifecycleEventType::snapshot_created, json::to_value(data));
  }
  journal_.deliver();
  return snapshot;
}

WP_CODEBOX_INLINE RunRecords RecordingRuntime::run_records() {
  RunRecords records;
  records.runtime = info();
  records.policy = spec_.policy;
  if (spec_.metadata) records.context = *spec_.metadata;
  records.mounts = records_.mounts.all();
  records.preview = spec_.preview;
  const CallGate::Pass pass = calls_.enter();
  if (pass && boot_.ready()) records.server_url = engine_->server_url();
  const std::lock_guard lock(finish_mutex_);
  records.events = journal_.events();
  records.commands = records_.commands.all();
  records.observations = records_.observations.all();
  records.snapshots = records_.snapshots.all();
  return records;
}

WP_CODEBOX_INLINE ArtifactBundle RecordingRuntime::collect_artifacts(const ArtifactSpec& /*spec*/) {
  const CallGate::Pass pass = calls_.enter();
  const bool works = descriptor_.afterDestroy.collectArtifacts == AfterDestroyBehaviour::works;
  if (!pass && !works) throw recording::destroyed_error(info_.id);
  throw RuntimeError(error_code::runtime_artifacts_failed,
                     "This version writes no artifact bundles; the records of runtime " + info_.id +
                         " can be observed");
}

}  // namespace WP_CODEBOX_NAMESPACE
