#include "reference_backend/playground/playground_backend.hpp"

#include <utility>

#include "wp_codebox/runtime/recording_backend.hpp"

namespace WP_CODEBOX_NAMESPACE {

BackendDescriptor playground_backend_descriptor() {
  using Capability = KnownBackendCapability;
  constexpr auto enforced = PolicyEnforcementLevel::enforced;
  BackendDescriptor descriptor;
  descriptor.kind = KnownBackendKind::wordpress_playground;
  descriptor.name = "reference";
  descriptor.version = sdk_version;
  descriptor.capabilities = {
      Capability::wordpress,         Capability::timeouts,         Capability::late_mounts,
      Capability::readonly_mounts,   Capability::preview,          Capability::http_observation,
      Capability::files_observation, Capability::startup_progress, Capability::host_tools};
  descriptor.policyEnforcement.network = enforced;
  descriptor.policyEnforcement.filesystem = enforced;
  descriptor.policyEnforcement.commands = enforced;
  descriptor.policyEnforcement.secrets = enforced;
  descriptor.policyEnforcement.approvals = enforced;
  descriptor.probes = ProbeDialect::php;
  descriptor.afterDestroy.observe = AfterDestroyBehaviour::records;
  descriptor.afterDestroy.collectArtifacts = AfterDestroyBehaviour::rejects;
  return descriptor;
}

std::unique_ptr<RuntimeBackend> make_playground_backend(playground::PlaygroundOptions options) {
  return std::make_unique<RecordingBackend>(
      playground_backend_descriptor(), [options = std::move(options)](const RuntimeCreateSpec&) {
        return std::make_unique<playground::PlaygroundEngine>(options);
      });
}

}  // namespace WP_CODEBOX_NAMESPACE
