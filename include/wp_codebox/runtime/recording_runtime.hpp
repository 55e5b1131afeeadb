#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/artifacts/run_records.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/runtime/call_gate.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/runtime/event_journal.hpp"
#include "wp_codebox/runtime/host_tools.hpp"
#include "wp_codebox/runtime/lazy_boot.hpp"
#include "wp_codebox/runtime/policy_gate.hpp"
#include "wp_codebox/runtime/record_store.hpp"
#include "wp_codebox/runtime/runtime.hpp"
#include "wp_codebox/runtime/runtime_sources.hpp"
#include "wp_codebox/runtime/side_calls.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A runtime around an engine: policy, ids, events and records.

namespace WP_CODEBOX_NAMESPACE {

/// The runtime that `RecordingBackend` gives out. It boots its engine inside the first call that
/// needs it, lets nothing through that the policy refuses, and records what happens. What it
/// records, digests and returns is redacted; only the engine sees the original.
class RecordingRuntime : public Runtime {
 public:
  /// Makes the artifact directory (WPC-CREATE-005) and records `runtime.created`. `spec` was
  /// checked and is copied (WPC-CREATE-008). Errors: `host-tool-invalid-definition`,
  /// `runtime-artifacts-failed` (the directory cannot be made).
  RecordingRuntime(BackendDescriptor descriptor, const RuntimeCreateSpec& spec,
                   std::unique_ptr<Engine> engine, const RuntimeHooks& hooks,
                   const RuntimeSources& sources = {});
  WP_CODEBOX_INLINE ~RecordingRuntime() override;

  [[nodiscard]] WP_CODEBOX_INLINE RuntimeInfo info() override;
  WP_CODEBOX_INLINE void mount(const MountSpec& spec) override;
  WP_CODEBOX_INLINE ExecutionResult execute(const ExecutionSpec& spec) override;
  WP_CODEBOX_INLINE ObservationResult observe(const ObservationSpec& spec) override;
  WP_CODEBOX_INLINE Snapshot snapshot() override;
  using Runtime::collect_artifacts;
  WP_CODEBOX_INLINE ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override;
  WP_CODEBOX_INLINE void destroy() override;

  /// Boots, puts a state in place and records `runtime.snapshot.restored` (WPC-RESTORE-009). For
  /// `RecordingBackend`. Error: `runtime-restore-invalid` or the engine's own.
  void restore(const Snapshot& snapshot, const EngineState& state);

  /// Where the files of this runtime lie: `<artifactsDirectory>/<id>`, absolute.
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

 private:
  using Deadline = LazyBoot::Deadline;

  // Life.
  [[nodiscard]] CallGate::Pass enter();
  void make_directory();
  void record_created();
  void tell_listeners(const LifecycleEvent& event) const;
  void boot_engine();
  void require_boot(const Deadline& deadline, std::string_view purpose);
  [[nodiscard]] std::exception_ptr current_failure(std::string_view purpose,
                                                   std::string_view foreign_code) const;
  void record(KnownLifecycleEventType type, const json::Value& data);
  [[nodiscard]] std::exception_ptr tear_down();

  // Commands.
  [[nodiscard]] std::string run_command(const ExecutionSpec& spec, const Deadline& deadline);
  [[nodiscard]] std::string run_tool(const HostToolCatalogEntry& tool, const ExecutionSpec& spec,
                                     const Deadline& deadline);
  void record_started(const ExecutionResult& result, const ExecutionSpec& spec);
  void record_finished(ExecutionResult& result);

  // Mounts.
  [[nodiscard]] MountSpec resolved(const MountSpec& spec) const;
  void add_mount(const MountSpec& mount);

  // Observations.
  /// What an observation gave: its data, and files that belong to it.
  struct Observed {
    json::Value data;
    std::vector<RecordedFile> files;
    std::vector<RuntimeEpisodeTraceRef> refs;

    /// Adds a file and the reference to it.
    void add_file(RecordedFile file, std::string ref_id);
  };
  [[nodiscard]] Observed observed(const ObservationSpec& spec, const ObservationResult& result);
  [[nodiscard]] std::optional<json::Value> recorded_data(const ObservationSpec& spec);
  [[nodiscard]] json::Value files_data(const ObservationSpec& spec);
  [[nodiscard]] Observed http_response(const ObservationSpec& spec, const std::string& id);
  [[nodiscard]] Observed wordpress_state(const ObservationSpec& spec, const std::string& id);
  void record_observation(ObservationResult& result, Observed observed);

  // Snapshots and bundles.
  void record_snapshot(Snapshot& snapshot, std::optional<EngineState> state);
  [[nodiscard]] RecordedFile add_state(Snapshot& snapshot, EngineState state);
  [[nodiscard]] RunRecords run_records();
  [[nodiscard]] std::vector<LifecycleEvent> record_collected(
      std::vector<LifecycleEvent> events, const ArtifactsCollectedData& collected);

  const BackendDescriptor descriptor_;
  const RuntimeCreateSpec spec_;
  const RuntimeHooks hooks_;
  const RuntimeSources sources_;
  const std::shared_ptr<Clock> clock_ = sources_.clock;
  const std::shared_ptr<IdSource> ids_ = sources_.ids;
  const Redactor redactor_;
  const PolicyGate policy_;
  HostToolRegistry tools_;
  RuntimeInfo info_;  ///< Without status and preview URL, which change.
  std::filesystem::path directory_;

  EventJournal journal_;
  RecordStore records_;
  std::mutex directory_mutex_;  ///< A bundle replaces the directory; others add files to it.
  std::mutex finish_mutex_;     ///< Keeps the order of finished events and of commands the same.
  json::Value packages_ = RunRecords().packages;

  std::unique_ptr<Engine> engine_;
  CallGate calls_;
  SideCalls tool_calls_;

  std::mutex mount_mutex_;  ///< Taken to add a mount, and to read all for a boot.
  bool boot_begun_ = false;
  LazyBoot boot_;

  std::mutex destroy_mutex_;
  std::atomic<std::thread::id> destroyer_{};  ///< The thread that destroys at the moment.
  bool destroyed_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/recording_runtime.inl.hpp"
// Split by what the calls are about.
#include "wp_codebox/runtime/impl/recording_commands.inl.hpp"
#include "wp_codebox/runtime/impl/recording_mounts.inl.hpp"
#include "wp_codebox/runtime/impl/recording_observations.inl.hpp"
#include "wp_codebox/runtime/impl/recording_snapshots.inl.hpp"
#endif
