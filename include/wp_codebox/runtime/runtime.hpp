#pragma once

#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A running sandbox: the interface that every backend gives out.

namespace WP_CODEBOX_NAMESPACE {

/// A sandbox, contract type `Runtime`. Calls block until their work is done and report failures as
/// exceptions derived from `ContractError`, each with a stable code.
///
/// Threads: any member may be called from any thread, also at the same time; `destroy` may be
/// called while other calls are under way and ends them.
class Runtime {
 public:
  Runtime() = default;
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;
  /// Destroys the sandbox if that was not done; errors are swallowed.
  virtual ~Runtime() = default;

  /// Who and in which state it is. Never boots, never fails, works after `destroy` (WPC-INFO-002).
  [[nodiscard]] virtual RuntimeInfo info() = 0;

  /// Adds a mount. Errors: `ENOENT` (no such source), `runtime-mount-invalid`,
  /// `runtime-mount-refused`, `runtime-approval-required`, `runtime-destroyed`.
  virtual void mount(const MountSpec& spec) = 0;

  /// Runs a command. A failing command throws and is recorded all the same (WPC-EXEC-002). Errors:
  /// `runtime-command-disallowed`, `runtime-approval-required`, `runtime-argument-invalid`,
  /// `runtime-command-unsupported`, `runtime-command-timeout`, `runtime-command-failed`,
  /// `runtime-command-crashed`, `runtime-boot-failed`, `runtime-dead`, `runtime-destroyed`, and the
  /// codes of the backend's own.
  virtual ExecutionResult execute(const ExecutionSpec& spec) = 0;

  /// Looks at something without changing it. Errors: `runtime-observation-unsupported`,
  /// `runtime-observation-refused`, `runtime-observation-failed`, `runtime-destroyed`.
  virtual ObservationResult observe(const ObservationSpec& spec) = 0;

  /// Takes a snapshot. Errors: `runtime-snapshot-failed`, `runtime-destroyed`.
  virtual Snapshot snapshot() = 0;

  /// Writes the artifact bundle and says where it lies. Errors: `runtime-artifacts-failed`.
  virtual ArtifactBundle collect_artifacts(const ArtifactSpec& spec) = 0;
  ArtifactBundle collect_artifacts() { return collect_artifacts(ArtifactSpec{}); }

  /// Ends the sandbox and everything that belongs to it; may be called again. Error:
  /// `runtime-destroy-failed` when something could not be removed; the runtime counts as destroyed.
  virtual void destroy() = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE
