#pragma once

#include <functional>
#include <memory>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/runtime/runtime_sources.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From an engine to a backend: the shortest way to a conforming one.

namespace WP_CODEBOX_NAMESPACE {

class RecordingRuntime;

/// Makes a fresh engine for each runtime. Called at create; must not boot.
using EngineFactory = std::function<std::unique_ptr<Engine>(const RuntimeCreateSpec& spec)>;

/// A backend whose runtimes are `RecordingRuntime`s around the engines of a factory. What the
/// descriptor does not declare is refused as the protocol says. Safe to share between threads when
/// the factory is.
class RecordingBackend : public RuntimeBackend {
 public:
  /// `sources` gives time and ids to all runtimes.
  RecordingBackend(BackendDescriptor descriptor, EngineFactory factory,
                   RuntimeSources sources = {});

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }
  [[nodiscard]] WP_CODEBOX_INLINE std::unique_ptr<Runtime> create(
      const RuntimeCreateSpec& spec, const RuntimeHooks& hooks) override;
  /// Restores what `RecordingRuntime` snapshots; a restored runtime may do what the original could,
  /// unless the caller gives a create spec of its own (WPC-RESTORE-011). Errors:
  /// `runtime-restore-invalid`, `runtime-policy-invalid`, `runtime-backend-mismatch`, those of
  /// create and mount, and the engine's.
  [[nodiscard]] WP_CODEBOX_INLINE std::unique_ptr<Runtime> restore(
      const Snapshot& snapshot, const RuntimeRestoreSpec& spec, const RuntimeHooks& hooks) override;

 private:
  [[nodiscard]] std::unique_ptr<RecordingRuntime> make_runtime(const RuntimeCreateSpec& spec,
                                                               const RuntimeHooks& hooks);

  BackendDescriptor descriptor_;
  EngineFactory factory_;
  RuntimeSources sources_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/recording_backend.inl.hpp"
#endif
