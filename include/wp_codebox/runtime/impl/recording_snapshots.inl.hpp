#pragma once

#include <utility>

#include "wp_codebox/artifacts/bundle_writer.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/impl/recording_errors.hpp"
#include "wp_codebox/runtime/record_files.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"
#include "wp_codebox/runtime/state_snapshot.hpp"

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
  try {
    std::optional<EngineState> state;
    if (descriptor_.has(KnownBackendCapability::snapshot_state)) {
      require_boot(std::nullopt, "The snapshot");
      state = engine_->capture_state();
    }
    record_snapshot(snapshot, std::move(state));
  } catch (...) {
    std::rethrow_exception(current_failure("The snapshot", error_code::runtime_snapshot_failed));
  }
  journal_.deliver();
  return snapshot;
}

/// Completes the snapshot and keeps it, with the file of its state if there is one.
WP_CODEBOX_INLINE void RecordingRuntime::record_snapshot(Snapshot& snapshot,
                                                         std::optional<EngineState> state) {
  SnapshotCreatedData data;
  data.id = snapshot.id;
  data.createdAt = snapshot.createdAt;
  std::vector<RecordedFile> files;
  if (state) {
    files.push_back(add_state(snapshot, std::move(*state)));
    data.artifactPath = files.front().path;
  }
  snapshot.digest = snapshot_digest(snapshot);
  const std::lock_guard directory(directory_mutex_);
  files = write_record_files(directory_, std::move(files));
  const std::lock_guard lock(finish_mutex_);
  for (RecordedFile& file : files) records_.files.add(std::move(file));
  records_.snapshots.add(snapshot);
  journal_.append(KnownLifecycleEventType::snapshot_created, json::to_value(data));
}

/// Makes the snapshot one of a state, and gives the file of its payload. When the payload had to be
/// redacted, the original is kept in memory for a restore.
WP_CODEBOX_INLINE RecordedFile RecordingRuntime::add_state(Snapshot& snapshot, EngineState state) {
  StateOrigin origin{snapshot.id, snapshot.createdAt, info(), {}};
  for (const MountSpec& mount : records_.mounts.all()) {
    origin.mounts.push_back(redact(redactor_, mount));
  }
  EngineState shown = state;
  const bool redacted = redact_state(redactor_, shown);
  WordPressRuntimeSnapshot document = state_document(shown, origin);
  if (redacted) {
    mark_redacted(document);
    sources_.private_states->keep(snapshot.id, std::move(state));
  }
  RecordedFile file{"files/runtime-snapshots/" + snapshot.id + ".json", "runtime-snapshot",
                    "application/json", json::to_pretty_json(document) + "\n"};
  const ContentDigest digest = ContentDigest::of(sha256_hex(file.bytes));
  json::Dictionary<json::Value> artifact;
  artifact["schema"] = json::Value::string("wp-codebox/wordpress-runtime-snapshot/v1");
  artifact["path"] = json::Value::string(file.path);
  artifact["absolutePath"] = json::Value::string((directory_ / file.path).string());
  artifact["digest"] = json::to_value(digest);
  json::Dictionary<json::Value> summary;
  summary["databaseTables"] =
      json::Value::number(static_cast<double>(document.database.tables.size()));
  summary["wpContentFiles"] = json::Value::number(static_cast<double>(document.files.size()));
  snapshot.semantics = KnownSnapshotSemantics::runtime_state_artifact;
  snapshot.metadata["policy"] = json::to_value(spec_.policy);
  snapshot.metadata["compatibility"] = json::to_value(document.compatibility);
  snapshot.metadata["artifact"] = json::to_value(artifact);
  snapshot.metadata["hashes"] = json::to_value(document.hashes);
  snapshot.metadata["summary"] = json::to_value(summary);
  snapshot.metadata["payload"] = json::to_value(document);
  RuntimeEpisodeTraceRef ref;
  ref.kind = TraceRefKind(std::string("runtime-snapshot-artifact"));
  ref.id = snapshot.id;
  ref.path = file.path;
  ref.digest = digest;
  snapshot.artifactRefs = std::vector<RuntimeEpisodeTraceRef>{std::move(ref)};
  return file;
}

WP_CODEBOX_INLINE void RecordingRuntime::restore(const Snapshot& snapshot,
                                                 const EngineState& state) {
  const CallGate::Pass pass = enter();
  try {
    require_boot(std::nullopt, "The restore");
    engine_->restore_state(state);
  } catch (...) {
    std::rethrow_exception(current_failure("The restore", error_code::runtime_restore_invalid));
  }
  SnapshotRestoredData data;
  data.id = snapshot.id;
  data.createdAt = snapshot.createdAt;
  if (snapshot.schema) data.snapshotSchema = std::string(snapshot.schema->value());
  record(KnownLifecycleEventType::snapshot_restored, json::to_value(data));
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
  records.packages = packages_;
  records.events = journal_.events();
  records.commands = records_.commands.all();
  records.observations = records_.observations.all();
  records.snapshots = records_.snapshots.all();
  records.files = records_.files.all();
  return records;
}

WP_CODEBOX_INLINE ArtifactBundle RecordingRuntime::collect_artifacts(const ArtifactSpec& spec) {
  const CallGate::Pass pass = calls_.enter();
  const bool works = descriptor_.afterDestroy.collectArtifacts == AfterDestroyBehaviour::works;
  if (!pass && !works) throw recording::destroyed_error(info_.id);
  const std::lock_guard directory(directory_mutex_);
  BundleInput input;
  input.records = run_records();
  input.spec = spec;
  input.directory = directory_.string();
  input.createdAt = clock_->now();
  input.redactor = redactor_;
  if (pass) {
    input.record_collected = [this, &input](const ArtifactsCollectedData& collected) {
      return record_collected(input.records.events, collected);
    };
  }
  try {
    ArtifactBundle bundle = write_bundle(input);
    journal_.deliver();
    return bundle;
  } catch (const ContractError&) {
    throw;
  } catch (const std::exception& error) {
    throw RuntimeError(error_code::runtime_artifacts_failed,
                       std::string("The bundle was not written: ") + error.what());
  }
}

/// Records a collect; gives the events that its bundle shows: those that belong to the records it
/// is written from, and its own, whatever else happens at the same time.
WP_CODEBOX_INLINE std::vector<LifecycleEvent> RecordingRuntime::record_collected(
    std::vector<LifecycleEvent> events, const ArtifactsCollectedData& collected) {
  const std::optional<LifecycleEvent> own =
      journal_.append(KnownLifecycleEventType::artifacts_collected,
                      redactor_.redact_value(json::to_value(collected)));
  if (own) events.push_back(*own);
  return events;
}

}  // namespace WP_CODEBOX_NAMESPACE
