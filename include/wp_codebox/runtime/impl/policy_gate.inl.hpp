#pragma once

#include <algorithm>
#include <utility>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/policy_gate.hpp"
#include "wp_codebox/validation/policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace policy_gates {

/// The commands of the registry that change nothing.
inline constexpr std::string_view read_only_commands[] = {"inspect-mounted-inputs",
                                                          "wordpress.capture-html"};

WP_CODEBOX_INLINE bool is_read_only(std::string_view command) {
  return std::find(std::begin(read_only_commands), std::end(read_only_commands), command) !=
         std::end(read_only_commands);
}

}  // namespace policy_gates

WP_CODEBOX_INLINE PolicyGate::PolicyGate(RuntimePolicy policy) : policy_(std::move(policy)) {}

WP_CODEBOX_INLINE void PolicyGate::require_command(std::string_view command) const {
  assert_command_allowed(policy_, command);
  const bool refused =
      policy_.approvals == ApprovalsPolicy::on_command ||
      (policy_.approvals == ApprovalsPolicy::on_write && !policy_gates::is_read_only(command));
  if (refused) {
    throw RuntimeError(error_code::runtime_approval_required,
                       "The command " + std::string(command) + " needs an approval (approvals: " +
                           std::string(json::enum_text(policy_.approvals)) +
                           "), and there is nobody to ask");
  }
}

WP_CODEBOX_INLINE void PolicyGate::require_mount(const MountSpec& mount) const {
  if (mount.mode != MountMode::readwrite) return;
  if (policy_.filesystem != FilesystemPolicy::readwrite_mounts) {
    throw RuntimeError(error_code::runtime_mount_refused,
                       "The mount at " + mount.target + " is readwrite, which the policy (" +
                           "filesystem: " + std::string(json::enum_text(policy_.filesystem)) +
                           ") does not allow");
  }
  if (policy_.approvals == ApprovalsPolicy::on_write) {
    throw RuntimeError(error_code::runtime_approval_required,
                       "The readwrite mount at " + mount.target +
                           " needs an approval (approvals: on-write), and there is nobody to ask");
  }
}

WP_CODEBOX_INLINE json::Dictionary<std::string> PolicyGate::visible_secrets(
    const json::Dictionary<std::string>& secret_env) const {
  json::Dictionary<std::string> visible;
  if (policy_.secrets == SecretsPolicy::none) return visible;
  for (const auto& [name, value] : secret_env) {
    if (is_safe_env_name(name)) visible[name] = value;
  }
  return visible;
}

}  // namespace WP_CODEBOX_NAMESPACE
