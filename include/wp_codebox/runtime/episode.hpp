#pragma once

#include <memory>
#include <optional>

#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/contracts/episode_spec.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Episodes: a runtime that is driven step by step, and the trace of what happened.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `RuntimeEpisode`. Whatever it is asked for, its trace stays one that
/// `validate_trace` accepts, and what it adds to a bundle leaves the bundle valid: what would break
/// that is refused. Failures are exceptions derived from `ContractError`.
///
/// Threads: any member may be called from any thread. Calls take turns, except that `close` ends a
/// call that is under way. So the hooks of the episode's runtime must not call the episode.
class RuntimeEpisode {
 public:
  RuntimeEpisode() = default;
  RuntimeEpisode(const RuntimeEpisode&) = delete;
  RuntimeEpisode& operator=(const RuntimeEpisode&) = delete;
  /// Closes the episode if that was not done; errors are swallowed.
  virtual ~RuntimeEpisode() = default;

  /// Begins anew: destroys the runtime that there is, forgets its steps, snapshots and bundle, and
  /// makes another one with the mounts and first observations of the spec (WPC-EPI-001,
  /// WPC-EPI-002). Opens a closed episode again. Errors: those of `create_runtime`, of mounting and
  /// observing, and `runtime-argument-invalid` for a spec with a member that no trace may have
  /// (WPC-EPI-015); after an error the episode is closed.
  virtual RuntimeEpisodeResetResult reset() = 0;

  /// Executes an action and then looks at what `observation` says, or else at what the spec's
  /// `stepObservation` says (WPC-EPI-003, WPC-EPI-004). Errors: those of `Runtime::execute` and
  /// `Runtime::observe`, `runtime-argument-invalid` for an action that no trace may hold,
  /// `runtime-episode-closed`; after an error the trace has no such step (WPC-EPI-005).
  virtual RuntimeEpisodeStepResult step(const RuntimeEpisodeActionSpec& action,
                                        const std::optional<StepObservation>& observation) = 0;
  RuntimeEpisodeStepResult step(const RuntimeEpisodeActionSpec& action) {
    return step(action, std::nullopt);
  }

  /// `Runtime::observe`; the trace does not tell of it (WPC-EPI-008). Error: also
  /// `runtime-episode-closed`.
  virtual ObservationResult observe(const ObservationSpec& spec) = 0;

  /// Takes a snapshot and keeps it in the trace (WPC-EPI-009). Errors: those of
  /// `Runtime::snapshot`, `runtime-episode-closed`.
  virtual Snapshot snapshot() = 0;

  /// Collects the runtime's bundle and adds the trace to it (WPC-EPI-010); without a spec by the
  /// `artifactSpec` of the episode. A bundle without a reference manifest is left as it is. Errors:
  /// those of `Runtime::collect_artifacts`, `runtime-artifacts-failed`, `runtime-episode-closed`.
  virtual ArtifactBundle collect_artifacts(const std::optional<ArtifactSpec>& spec) = 0;
  ArtifactBundle collect_artifacts() { return collect_artifacts(std::nullopt); }

  /// What happened since the reset (WPC-EPI-012). Error: `runtime-episode-closed`.
  virtual RuntimeEpisodeTrace trace() = 0;

  /// Destroys the runtime; may be called again (WPC-EPI-013). Error: `runtime-destroy-failed`; the
  /// episode is closed all the same.
  virtual void close() = 0;
};

/// Opens an episode: its first `reset` is done when this returns. `backend` has to live longer than
/// the episode; spec and hooks are copied. The secrets of `spec.runtime` do not appear in what the
/// episode records, digests and returns, whatever the backend does. Errors: those of
/// `RuntimeEpisode::reset`.
[[nodiscard]] std::unique_ptr<RuntimeEpisode> create_runtime_episode(
    const RuntimeEpisodeSpec& spec, RuntimeBackend& backend, const RuntimeHooks& hooks = {},
    std::shared_ptr<Clock> clock = std::make_shared<Clock>());

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/episode.inl.hpp"
#endif
