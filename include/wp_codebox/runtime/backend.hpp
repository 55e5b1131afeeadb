#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/runtime.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What makes sandboxes: the interface that a backend author implements, and the two guarded calls
/// through which callers use it.

namespace WP_CODEBOX_NAMESPACE {

/// A call of a host tool that a sandbox makes: which tool, with what.
struct HostToolCall {
  std::string runtime_id;   ///< The runtime that calls.
  std::string tool;         ///< Name of a tool of the create spec.
  json::Value input;        ///< As the command's args gave it.
  HostToolContext context;  ///< What the execution that calls it looks like.

  /// Asked to stop when the execution's time is over or the runtime is being destroyed. Its answer
  /// no longer counts then; `destroy` waits until the handler has returned.
  std::stop_token stop;
};

/// What a caller gives beside the create spec: functions, which have no JSON form. All are
/// optional. A backend calls them from any thread; the two listeners one at a time for each runtime
/// and in the order of what happened, and what they throw is swallowed (WPC-EVT-008). None of them
/// may wait for a call of the same runtime on another thread.
struct RuntimeHooks {
  /// Runs a host tool and gives its output; what it throws becomes `host-tool-handler-error`. Calls
  /// of concurrent executions overlap.
  std::function<json::Value(const HostToolCall& call)> call_host_tool;
  /// Told of each event when it is recorded, `runtime.destroyed` included.
  std::function<void(const std::string& runtime_id, const LifecycleEvent& event)> on_event;
  /// Told of each phase of a boot.
  std::function<void(const std::string& runtime_id, const BrowserStartupProgressEvent& event)>
      on_startup_progress;
};

/// Contract type `RuntimeBackend`. All members may be called from several threads at the same time.
/// A runtime may outlive the backend that made it.
class RuntimeBackend {
 public:
  RuntimeBackend() = default;
  RuntimeBackend(const RuntimeBackend&) = delete;
  RuntimeBackend& operator=(const RuntimeBackend&) = delete;
  virtual ~RuntimeBackend() = default;

  /// What the backend is and can do. The same at every call.
  [[nodiscard]] virtual const BackendDescriptor& descriptor() const = 0;

  /// Makes a runtime, without booting it (WPC-CREATE-007). Callers use `create_runtime`, which
  /// checks policy and kind first. Errors: `backend-unsupported`, `runtime-secrets-refused`,
  /// `host-tool-invalid-definition`, `backend-internal-error`.
  [[nodiscard]] virtual std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                                        const RuntimeHooks& hooks) = 0;

  /// Makes a runtime with the state of a snapshot. Callers use `restore_runtime`. The default
  /// throws `runtime-restore-unsupported`; a backend that overrides it declares the capability
  /// `restore`.
  [[nodiscard]] WP_CODEBOX_INLINE virtual std::unique_ptr<Runtime> restore(
      const Snapshot& snapshot, const RuntimeRestoreSpec& spec, const RuntimeHooks& hooks);
};

/// Creates a runtime after the contract's guards, in this order: the policy is valid
/// (`runtime-policy-invalid`, WPC-CREATE-001), the backend's kind is the one of the spec
/// (`runtime-backend-mismatch`, WPC-CREATE-002).
[[nodiscard]] std::unique_ptr<Runtime> create_runtime(const RuntimeCreateSpec& spec,
                                                      RuntimeBackend& backend,
                                                      const RuntimeHooks& hooks = {});

/// Restores a runtime; `runtime-restore-unsupported` when the backend does not declare the
/// capability (WPC-RESTORE-001). A create spec in `spec` passes the guards of `create_runtime`.
[[nodiscard]] std::unique_ptr<Runtime> restore_runtime(const Snapshot& snapshot,
                                                       RuntimeBackend& backend,
                                                       const RuntimeRestoreSpec& spec = {},
                                                       const RuntimeHooks& hooks = {});

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/backend.inl.hpp"
#endif
