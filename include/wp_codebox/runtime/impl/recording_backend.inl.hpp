#pragma once

#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recording {

WP_CODEBOX_INLINE void require_capability(const BackendDescriptor& backend,
                                          KnownBackendCapability capability, const char* what) {
  if (backend.has(capability)) return;
  throw RuntimeError(error_code::backend_unsupported,
                     "The backend " + backend.name + " has no " + what + " (capability " +
                         std::string(json::enum_text(capability)) + ")");
}

}  // namespace recording

WP_CODEBOX_INLINE RecordingBackend::RecordingBackend(BackendDescriptor descriptor,
                                                     EngineFactory factory, RuntimeSources sources)
    : descriptor_(std::move(descriptor)),
      factory_(std::move(factory)),
      sources_(std::move(sources)) {}

WP_CODEBOX_INLINE std::unique_ptr<Runtime> RecordingBackend::create(const RuntimeCreateSpec& spec,
                                                                    const RuntimeHooks& hooks) {
  if (spec.hostTools && !spec.hostTools->empty()) {
    recording::require_capability(descriptor_, KnownBackendCapability::host_tools, "host tools");
  }
  if (spec.preview) {
    recording::require_capability(descriptor_, KnownBackendCapability::preview, "preview");
  }
  return std::make_unique<RecordingRuntime>(descriptor_, spec, factory_(spec), hooks, sources_);
}

WP_CODEBOX_INLINE std::unique_ptr<Runtime> RecordingBackend::restore(const Snapshot& snapshot,
                                                                     const RuntimeRestoreSpec& spec,
                                                                     const RuntimeHooks& hooks) {
  return RuntimeBackend::restore(snapshot, spec, hooks);
}

}  // namespace WP_CODEBOX_NAMESPACE
