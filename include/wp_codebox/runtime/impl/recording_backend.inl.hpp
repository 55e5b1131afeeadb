#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/impl/backend.inl.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"
#include "wp_codebox/runtime/state_snapshot.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recording {

WP_CODEBOX_INLINE void require_capability(const BackendDescriptor& backend,
                                          KnownBackendCapability capability, const char* what) {
  if (backend.has(capability)) return;
  throw RuntimeError(error_code::backend_unsupported,
                     "The backend " + backend.name + " has no " + what + " (capability " +
                         std::string(json::enum_text(capability)) + ")");
}

/// What the snapshot says about its runtime, read as `T`; nothing when it does not say it.
template <class T>
std::optional<T> snapshot_member(const json::Node& object, std::string_view name) {
  const json::Node* const member = object.find(name);
  if (member == nullptr) return std::nullopt;
  json::Decoded<T> decoded = json::decode_as<T>(*member);
  if (!decoded.ok()) return std::nullopt;
  return std::move(decoded.value);
}

/// The create spec of a restored runtime: the caller's, else what the snapshot knows of the
/// original. Without a policy in it nothing is allowed.
WP_CODEBOX_INLINE RuntimeCreateSpec restore_spec(const Snapshot& snapshot,
                                                 const RuntimeRestoreSpec& spec,
                                                 const RuntimeBackendKind& kind) {
  if (spec.runtime) return *spec.runtime;
  const json::Parsed metadata(json::to_json(snapshot.metadata));
  const auto runtime = snapshot_member<RuntimeInfo>(metadata.root(), "runtime");
  if (!runtime || runtime->backend != kind) {
    throw RuntimeError(error_code::runtime_restore_invalid,
                       "The snapshot " + snapshot.id + " does not say of which environment it is");
  }
  RuntimeCreateSpec create_spec;
  create_spec.backend = kind;
  create_spec.environment = runtime->environment;
  create_spec.policy =
      snapshot_member<RuntimePolicy>(metadata.root(), "policy").value_or(RuntimePolicy());
  return create_spec;
}

/// The mounts of the original; entries that are no mounts are left out.
WP_CODEBOX_INLINE std::vector<MountSpec> snapshot_mounts(const Snapshot& snapshot) {
  std::vector<MountSpec> mounts;
  const json::Value* const listed = snapshot.metadata.find("mounts");
  if (listed == nullptr) return mounts;
  const json::Parsed parsed(*listed);
  for (const json::Node& item : parsed.root().items()) {
    json::Decoded<MountSpec> mount = json::decode_as<MountSpec>(item);
    if (mount.ok()) mounts.push_back(std::move(mount.value));
  }
  return mounts;
}

}  // namespace recording

WP_CODEBOX_INLINE RecordingBackend::RecordingBackend(BackendDescriptor descriptor,
                                                     EngineFactory factory, RuntimeSources sources)
    : descriptor_(std::move(descriptor)),
      factory_(std::move(factory)),
      sources_(std::move(sources)) {}

WP_CODEBOX_INLINE std::unique_ptr<RecordingRuntime> RecordingBackend::make_runtime(
    const RuntimeCreateSpec& spec, const RuntimeHooks& hooks) {
  if (spec.hostTools && !spec.hostTools->empty()) {
    recording::require_capability(descriptor_, KnownBackendCapability::host_tools, "host tools");
  }
  if (spec.preview) {
    recording::require_capability(descriptor_, KnownBackendCapability::preview, "preview");
  }
  return std::make_unique<RecordingRuntime>(descriptor_, spec, factory_(spec), hooks, sources_);
}

WP_CODEBOX_INLINE std::unique_ptr<Runtime> RecordingBackend::create(const RuntimeCreateSpec& spec,
                                                                    const RuntimeHooks& hooks) {
  return make_runtime(spec, hooks);
}

WP_CODEBOX_INLINE std::unique_ptr<Runtime> RecordingBackend::restore(const Snapshot& snapshot,
                                                                     const RuntimeRestoreSpec& spec,
                                                                     const RuntimeHooks& hooks) {
  if (!descriptor_.has(KnownBackendCapability::restore)) {
    return RuntimeBackend::restore(snapshot, spec, hooks);
  }
  require_state_semantics(snapshot);
  std::shared_ptr<const EngineState> state = sources_.private_states->find(snapshot.id);
  if (!state) {
    state = std::make_shared<const EngineState>(read_state(snapshot, descriptor_.kind));
  }
  const RuntimeCreateSpec create_spec = recording::restore_spec(snapshot, spec, descriptor_.kind);
  backends::require_spec(create_spec, descriptor_);
  std::unique_ptr<RecordingRuntime> runtime = make_runtime(create_spec, hooks);
  for (const MountSpec& mount : spec.mounts ? *spec.mounts : recording::snapshot_mounts(snapshot)) {
    runtime->mount(mount);
  }
  runtime->restore(snapshot, *state);
  return runtime;
}

}  // namespace WP_CODEBOX_NAMESPACE
