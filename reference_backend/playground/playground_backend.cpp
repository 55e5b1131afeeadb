#include "reference_backend/playground/playground_backend.hpp"

#include <filesystem>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"

namespace WP_CODEBOX_NAMESPACE {

BackendDescriptor playground_backend_descriptor(const playground::PlaygroundOptions& options) {
  using Capability = KnownBackendCapability;
  constexpr auto enforced = PolicyEnforcementLevel::enforced;
  BackendDescriptor descriptor;
  descriptor.kind = KnownBackendKind::wordpress_playground;
  descriptor.name = "reference";
  descriptor.version = sdk_version;
  descriptor.capabilities = {
      Capability::wordpress,        Capability::rest_request,     Capability::ability,
      Capability::wordpress_state,  Capability::http_observation, Capability::files_observation,
      Capability::timeouts,         Capability::late_mounts,      Capability::readonly_mounts,
      Capability::snapshot_state,   Capability::restore,          Capability::preview,
      Capability::startup_progress, Capability::host_tools};
  if (options.wp_cli_phar) descriptor.capabilities.emplace_back(Capability::wp_cli);
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
  if (options.wp_cli_phar && !std::filesystem::is_regular_file(*options.wp_cli_phar)) {
    throw RuntimeError(error_code::wp_codebox_playground_startup_asset_unavailable,
                       "there is no WP-CLI at " + options.wp_cli_phar->string());
  }
  BackendDescriptor descriptor = playground_backend_descriptor(options);
  return std::make_unique<RecordingBackend>(
      std::move(descriptor), [options = std::move(options)](const RuntimeCreateSpec&) {
        return std::make_unique<playground::PlaygroundEngine>(options);
      });
}

}  // namespace WP_CODEBOX_NAMESPACE
