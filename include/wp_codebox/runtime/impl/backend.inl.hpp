#pragma once

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/validation/policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace backends {

[[noreturn]] WP_CODEBOX_INLINE void refuse_restore(const BackendDescriptor& backend) {
  // The contract's own sentence.
  throw RuntimeError(
      error_code::runtime_restore_unsupported,
      "Backend " + backend.kind.text() + " does not support runtime snapshot restore");
}

/// The guards of a create spec, in the contract's order.
WP_CODEBOX_INLINE void require_spec(const RuntimeCreateSpec& spec,
                                    const BackendDescriptor& backend) {
  assert_policy(spec.policy);
  if (backend.kind == spec.backend) return;
  // The contract's own sentence.
  throw RuntimeError(
      error_code::runtime_backend_mismatch,
      "Backend " + backend.kind.text() + " cannot create runtime " + spec.backend.text());
}

}  // namespace backends

WP_CODEBOX_INLINE std::unique_ptr<Runtime> RuntimeBackend::restore(
    const Snapshot& /*snapshot*/, const RuntimeRestoreSpec& /*spec*/,
    const RuntimeHooks& /*hooks*/) {
  backends::refuse_restore(descriptor());
}

WP_CODEBOX_INLINE std::unique_ptr<Runtime> create_runtime(const RuntimeCreateSpec& spec,
                                                          RuntimeBackend& backend,
                                                          const RuntimeHooks& hooks) {
  backends::require_spec(spec, backend.descriptor());
  return backend.create(spec, hooks);
}

WP_CODEBOX_INLINE std::unique_ptr<Runtime> restore_runtime(const Snapshot& snapshot,
                                                           RuntimeBackend& backend,
                                                           const RuntimeRestoreSpec& spec,
                                                           const RuntimeHooks& hooks) {
  if (!backend.descriptor().has(KnownBackendCapability::restore)) {
    backends::refuse_restore(backend.descriptor());
  }
  if (spec.runtime) backends::require_spec(*spec.runtime, backend.descriptor());
  return backend.restore(snapshot, spec, hooks);
}

}  // namespace WP_CODEBOX_NAMESPACE
