#include "reference_backend/memory/memory_backend.hpp"

#include <string>

#include "wp_codebox/runtime/recording_backend.hpp"

namespace WP_CODEBOX_NAMESPACE {

BackendDescriptor memory_backend_descriptor() {
  BackendDescriptor descriptor;
  descriptor.kind = RuntimeBackendKind(std::string("memory"));
  descriptor.name = "memory";
  descriptor.version = sdk_version;
  using Capability = KnownBackendCapability;
  descriptor.capabilities = {
      Capability::files_observation, Capability::timeouts,         Capability::late_mounts,
      Capability::readonly_mounts,   Capability::startup_progress, Capability::host_tools,
      Capability::snapshot_state,    Capability::restore,          Capability::wordpress_state};
  using Level = PolicyEnforcementLevel;
  descriptor.policyEnforcement = {Level::enforced, Level::enforced, Level::enforced,
                                  Level::enforced, Level::enforced, {}};
  descriptor.probes = ProbeDialect::native;
  descriptor.afterDestroy.observe = AfterDestroyBehaviour::records;
  descriptor.afterDestroy.collectArtifacts = AfterDestroyBehaviour::works;
  return descriptor;
}

std::unique_ptr<RuntimeBackend> make_memory_backend(const memory::EngineFaults& faults) {
  return std::make_unique<RecordingBackend>(memory_backend_descriptor(),
                                            [faults](const RuntimeCreateSpec& /*spec*/) {
                                              return std::make_unique<memory::MemoryEngine>(faults);
                                            });
}

}  // namespace WP_CODEBOX_NAMESPACE
