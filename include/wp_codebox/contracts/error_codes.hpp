#pragma once

#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Every stable code that an error of the contract can carry. Callers compare codes, never
/// messages.

namespace WP_CODEBOX_NAMESPACE {

/// The codes as constants; what each means is in `error_codes`.
namespace error_code {
// Policy.
inline constexpr std::string_view runtime_policy_invalid = "runtime-policy-invalid";
inline constexpr std::string_view runtime_command_disallowed = "runtime-command-disallowed";
inline constexpr std::string_view runtime_action_policy_violation =
    "runtime-action-policy-violation";
inline constexpr std::string_view runtime_approval_required = "runtime-approval-required";
inline constexpr std::string_view runtime_secrets_refused = "runtime-secrets-refused";
inline constexpr std::string_view sandbox_tool_policy_invalid = "sandbox-tool-policy-invalid";
// Host tools.
inline constexpr std::string_view host_tool_invalid_definition = "host-tool-invalid-definition";
inline constexpr std::string_view host_tool_invalid_input_json = "host-tool-invalid-input-json";
inline constexpr std::string_view host_tool_invalid_input = "host-tool-invalid-input";
inline constexpr std::string_view host_tool_invalid_output = "host-tool-invalid-output";
inline constexpr std::string_view host_tool_handler_error = "host-tool-handler-error";
// Creating and restoring.
inline constexpr std::string_view runtime_backend_mismatch = "runtime-backend-mismatch";
inline constexpr std::string_view runtime_restore_unsupported = "runtime-restore-unsupported";
inline constexpr std::string_view runtime_restore_invalid = "runtime-restore-invalid";
inline constexpr std::string_view backend_unsupported = "backend-unsupported";
// Life of a runtime.
inline constexpr std::string_view runtime_unknown = "runtime-unknown";
inline constexpr std::string_view runtime_destroyed = "runtime-destroyed";
inline constexpr std::string_view runtime_dead = "runtime-dead";
inline constexpr std::string_view runtime_boot_failed = "runtime-boot-failed";
inline constexpr std::string_view runtime_destroy_failed = "runtime-destroy-failed";
inline constexpr std::string_view runtime_episode_closed = "runtime-episode-closed";
inline constexpr std::string_view backend_internal_error = "backend-internal-error";
// Commands.
inline constexpr std::string_view runtime_command_unsupported = "runtime-command-unsupported";
inline constexpr std::string_view runtime_command_timeout = "runtime-command-timeout";
inline constexpr std::string_view runtime_command_failed = "runtime-command-failed";
inline constexpr std::string_view runtime_command_crashed = "runtime-command-crashed";
inline constexpr std::string_view runtime_argument_invalid = "runtime-argument-invalid";
// Mounts, observations, snapshots, bundles.
inline constexpr std::string_view enoent = "ENOENT";
inline constexpr std::string_view runtime_mount_invalid = "runtime-mount-invalid";
inline constexpr std::string_view runtime_mount_refused = "runtime-mount-refused";
inline constexpr std::string_view runtime_observation_unsupported =
    "runtime-observation-unsupported";
inline constexpr std::string_view runtime_observation_refused = "runtime-observation-refused";
inline constexpr std::string_view runtime_observation_failed = "runtime-observation-failed";
inline constexpr std::string_view runtime_snapshot_failed = "runtime-snapshot-failed";
inline constexpr std::string_view runtime_artifacts_failed = "runtime-artifacts-failed";
// Protocol and documents.
inline constexpr std::string_view backend_protocol_error = "backend-protocol-error";
inline constexpr std::string_view json_syntax = "json-syntax";
inline constexpr std::string_view json_too_deep = "json-too-deep";
inline constexpr std::string_view json_invalid_utf8 = "json-invalid-utf8";
inline constexpr std::string_view json_too_large = "json-too-large";
// Programs beside this one.
inline constexpr std::string_view process_start_failed = "process-start-failed";
inline constexpr std::string_view backend_program_failed = "backend-program-failed";
inline constexpr std::string_view backend_program_hung = "backend-program-hung";
inline constexpr std::string_view workspace_git_unavailable = "workspace-git-unavailable";
inline constexpr std::string_view workspace_git_failed = "workspace-git-failed";
inline constexpr std::string_view workspace_git_timeout = "workspace-git-timeout";
inline constexpr std::string_view workspace_git_too_large = "workspace-git-too-large";
// Playground.
inline constexpr std::string_view wp_codebox_playground_command_failed =
    "wp-codebox-playground-command-failed";
inline constexpr std::string_view wp_codebox_playground_command_crashed =
    "wp-codebox-playground-command-crashed";
inline constexpr std::string_view wp_codebox_playground_cli_exited =
    "wp-codebox-playground-cli-exited";
inline constexpr std::string_view wp_codebox_playground_startup_asset_unavailable =
    "wp-codebox-playground-startup-asset-unavailable";
inline constexpr std::string_view wp_codebox_preview_port_in_use = "wp-codebox-preview-port-in-use";
inline constexpr std::string_view wp_codebox_playground_snapshot_restore_failed =
    "wp-codebox-playground-snapshot-restore-failed";
inline constexpr std::string_view wp_codebox_php_wasm_runtime_asset_invalid =
    "wp-codebox-php-wasm-runtime-asset-invalid";
// Browser probe.
inline constexpr std::string_view browser_probe_terminal_failure = "browser-probe-terminal-failure";
inline constexpr std::string_view browser_probe_stalled = "browser-probe-stalled";
// Preview options.
inline constexpr std::string_view wp_codebox_preview_port_invalid =
    "wp_codebox_preview_port_invalid";
inline constexpr std::string_view wp_codebox_preview_bind_invalid =
    "wp_codebox_preview_bind_invalid";
inline constexpr std::string_view wp_codebox_preview_public_url_invalid =
    "wp_codebox_preview_public_url_invalid";
inline constexpr std::string_view wp_codebox_preview_bind_requires_port =
    "wp_codebox_preview_bind_requires_port";
// Recipe host.
inline constexpr std::string_view artifact_verification_failed = "artifact-verification-failed";
inline constexpr std::string_view workspace_policy_failed = "workspace-policy-failed";
inline constexpr std::string_view recipe_interrupted = "recipe-interrupted";
inline constexpr std::string_view recipe_run_timeout = "recipe-run-timeout";
inline constexpr std::string_view recipe_runtime_create_failed = "recipe-runtime-create-failed";
inline constexpr std::string_view recipe_phase_failed = "recipe-phase-failed";
inline constexpr std::string_view recipe_runtime_backend_package_invalid =
    "recipe-runtime-backend-package-invalid";
}  // namespace error_code

/// One row of the list of codes.
struct ErrorCode {
  std::string_view code;     ///< As errors carry it.
  std::string_view name;     ///< Name of the error's type.
  std::string_view meaning;  ///< What happened.
};

/// All stable codes.
inline constexpr ErrorCode error_codes[] = {
    {error_code::runtime_policy_invalid, "RuntimePolicyValidationError",
     "The policy of a create spec breaks its rules; issues says which."},
    {error_code::runtime_command_disallowed, "RuntimeCommandPolicyViolationError",
     "The policy does not name the command."},
    {error_code::runtime_action_policy_violation, "RuntimeActionPolicyError",
     "A filesystem action left what it may touch."},
    {error_code::runtime_approval_required, "RuntimeError",
     "The policy asks for an approval, and nobody can give one."},
    {error_code::runtime_secrets_refused, "RuntimeError",
     "The create spec has secrets that the policy does not allow."},
    {error_code::sandbox_tool_policy_invalid, "SandboxToolPolicyValidationError",
     "A sandbox tool policy breaks its rules; issues says which."},
    {error_code::host_tool_invalid_definition, "HostToolDefinitionError",
     "A host tool cannot be registered."},
    {error_code::host_tool_invalid_input_json, "HostToolError",
     "The input of a host tool is not JSON; stands in the result."},
    {error_code::host_tool_invalid_input, "HostToolError",
     "The input of a host tool does not fit its schema; stands in the result."},
    {error_code::host_tool_invalid_output, "HostToolError",
     "The output of a host tool does not fit its schema; stands in the result."},
    {error_code::host_tool_handler_error, "HostToolError",
     "The handler of a host tool failed; stands in the result."},
    {error_code::runtime_backend_mismatch, "RuntimeError",
     "The backend is of another kind than the create spec asks for."},
    {error_code::runtime_restore_unsupported, "RuntimeError",
     "The backend cannot restore snapshots."},
    {error_code::runtime_restore_invalid, "RuntimeError",
     "The snapshot cannot be restored: schema, semantics, backend or state are wrong."},
    {error_code::backend_unsupported, "RuntimeError",
     "The backend does not declare the capability that this needs."},
    {error_code::runtime_unknown, "RuntimeError", "There is no runtime with this id."},
    {error_code::runtime_destroyed, "RuntimeError", "The runtime was destroyed."},
    {error_code::runtime_dead, "RuntimeError", "The runtime did not survive a timeout or a crash."},
    {error_code::runtime_boot_failed, "RuntimeError", "The sandbox did not come up."},
    {error_code::runtime_destroy_failed, "RuntimeError",
     "Something was left behind when the runtime was destroyed."},
    {error_code::runtime_episode_closed, "RuntimeError",
     "The episode was closed; reset opens it again."},
    {error_code::backend_internal_error, "RuntimeError",
     "The backend broke in a way that it has no code for."},
    {error_code::runtime_command_unsupported, "RuntimeError",
     "The policy allows the command, but the backend does not have it."},
    {error_code::runtime_command_timeout, "RuntimeError", "The command did not end in time."},
    {error_code::runtime_command_failed, "RuntimeError", "The command ran and failed."},
    {error_code::runtime_command_crashed, "RuntimeError", "What ran the command broke."},
    {error_code::runtime_argument_invalid, "RuntimeError", "An argument is missing or wrong."},
    {error_code::enoent, "RuntimeError", "The source of a mount does not exist."},
    {error_code::runtime_mount_invalid, "RuntimeError", "A mount is wrong in itself."},
    {error_code::runtime_mount_refused, "RuntimeError",
     "The policy or the state of the runtime does not allow the mount."},
    {error_code::runtime_observation_unsupported, "RuntimeError",
     "The backend cannot make this observation."},
    {error_code::runtime_observation_refused, "RuntimeError",
     "The observation looks where it may not."},
    {error_code::runtime_observation_failed, "RuntimeError", "The observation could not be made."},
    {error_code::runtime_snapshot_failed, "RuntimeError", "The state could not be captured."},
    {error_code::runtime_artifacts_failed, "RuntimeError", "The bundle could not be written."},
    {error_code::backend_protocol_error, "BackendProtocolError",
     "The other side broke the protocol."},
    {error_code::json_syntax, "BackendProtocolError", "A text is not JSON."},
    {error_code::json_too_deep, "BackendProtocolError", "A JSON text nests too deeply."},
    {error_code::json_invalid_utf8, "BackendProtocolError", "A text is not UTF-8."},
    {error_code::json_too_large, "BackendProtocolError", "A text is longer than the limit."},
    {error_code::process_start_failed, "ProcessStartError", "A program could not be started."},
    {error_code::backend_program_failed, "BackendProgramError",
     "A backend's program ended or could not be started; the backend answered nothing."},
    {error_code::backend_program_hung, "BackendProgramError",
     "A backend's program did not answer in time."},
    {error_code::workspace_git_unavailable, "WorkspaceGitError", "Git could not be started."},
    {error_code::workspace_git_failed, "WorkspaceGitError",
     "The workspace is no work tree, or git refused."},
    {error_code::workspace_git_timeout, "WorkspaceGitError", "Git did not answer in time."},
    {error_code::workspace_git_too_large, "WorkspaceGitError", "Git's answer is too long."},
    {error_code::wp_codebox_playground_command_failed, "PlaygroundCommandError",
     "PHP answered with an exit code other than 0."},
    {error_code::wp_codebox_playground_command_crashed, "PlaygroundCommandCrashError",
     "The PHP call itself failed."},
    {error_code::wp_codebox_playground_cli_exited, "PlaygroundCliExitError",
     "The engine ended during the boot."},
    {error_code::wp_codebox_playground_startup_asset_unavailable, "PlaygroundStartupAssetError",
     "A file that the boot needs cannot be had."},
    {error_code::wp_codebox_preview_port_in_use, "PlaygroundPreviewPortUnavailableError",
     "The fixed preview port is taken."},
    {error_code::wp_codebox_playground_snapshot_restore_failed, "PlaygroundSnapshotRestoreError",
     "A snapshot could not be restored."},
    {error_code::wp_codebox_php_wasm_runtime_asset_invalid, "PhpWasmRuntimeAssetIntegrityError",
     "A file of the PHP engine is damaged."},
    {error_code::browser_probe_terminal_failure, "BrowserProbeTerminalFailureError",
     "The page failed in a way that ends the probe."},
    {error_code::browser_probe_stalled, "BrowserProbeStalledError",
     "The page made no progress for too long."},
    {error_code::wp_codebox_preview_port_invalid, "PreviewOptionError",
     "The preview port is not 1 to 65535."},
    {error_code::wp_codebox_preview_bind_invalid, "PreviewOptionError",
     "The preview address is no address."},
    {error_code::wp_codebox_preview_public_url_invalid, "PreviewOptionError",
     "The public URL of the preview is no http or https URL."},
    {error_code::wp_codebox_preview_bind_requires_port, "PreviewOptionError",
     "A preview address needs a port."},
    {error_code::artifact_verification_failed, "ArtifactVerificationError",
     "A strict verification of the bundle found something."},
    {error_code::workspace_policy_failed, "WorkspacePolicyError",
     "A strict check of the workspaces found something."},
    {error_code::recipe_interrupted, "RecipeInterruptedError",
     "A signal ended the run of a recipe."},
    {error_code::recipe_run_timeout, "RecipeRunTimeoutError", "The run of a recipe took too long."},
    {error_code::recipe_runtime_create_failed, "RecipeRuntimeCreateError",
     "The runtime of a recipe could not be created."},
    {error_code::recipe_phase_failed, "RecipePhaseError", "A phase of a recipe failed."},
    {error_code::recipe_runtime_backend_package_invalid, "RecipeRuntimeBackendPackageError",
     "The backend package of a recipe cannot be used."},
};

/// The row of a code; null for a code that is not in the list.
[[nodiscard]] constexpr const ErrorCode* find_error_code(std::string_view code) {
  for (const ErrorCode& row : error_codes) {
    if (row.code == code) return &row;
  }
  return nullptr;
}

}  // namespace WP_CODEBOX_NAMESPACE
