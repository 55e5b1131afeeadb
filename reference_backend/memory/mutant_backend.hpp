#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "reference_backend/memory/memory_engine.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The in-memory backend with a fault: what a broken backend looks like from outside.

namespace WP_CODEBOX_NAMESPACE::memory {

/// What a fault replaces; members without a function behave as they should. A function gets the
/// sound runtime and may call it.
struct RuntimeFaults {
  /// Changes what the sound runtime is created from. `info` still echoes the caller's spec.
  std::function<void(RuntimeCreateSpec& spec)> spec;
  /// Comes after a runtime was created.
  std::function<void(Runtime& runtime, const RuntimeCreateSpec& spec)> created;
  std::function<void(RuntimeInfo& info)> info;
  /// Changes what the backend says about itself.
  std::function<void(BackendDescriptor& descriptor)> descriptor;
  /// Each event, as listeners hear it and observations show it; none: it is missing.
  std::function<std::optional<LifecycleEvent>(LifecycleEvent event)> event;
  /// Each phase of a boot, as the listener of the progress hears it; none: it is missing.
  std::function<std::optional<BrowserStartupProgressEvent>(BrowserStartupProgressEvent event)>
      progress;
  std::function<void(Runtime& runtime, const MountSpec& spec)> mount;
  std::function<ExecutionResult(Runtime& runtime, const ExecutionSpec& spec)> execute;
  std::function<ObservationResult(Runtime& runtime, const ObservationSpec& spec)> observe;
  std::function<Snapshot(Runtime& runtime)> snapshot;
  std::function<ArtifactBundle(Runtime& runtime, const ArtifactSpec& spec)> collect;
  std::function<void(Runtime& runtime)> destroy;
  /// Changes what a runtime is restored from, before the sound backend sees it.
  std::function<void(Snapshot& snapshot, RuntimeRestoreSpec& spec)> restored_from;
  /// Listeners hear of the last event once more.
  bool repeats_destroyed = false;
  /// A listener that throws breaks the next command.
  bool listeners_break_commands = false;
};

/// A backend with faults in its runtimes. Its descriptor is that of the backend behind it unless
/// that is the fault: a broken backend does not say so.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_mutant_backend(
    std::unique_ptr<RuntimeBackend> behind, RuntimeFaults runtime);

}  // namespace WP_CODEBOX_NAMESPACE::memory
