#pragma once

#include <string_view>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks policies, and commands against them.

namespace WP_CODEBOX_NAMESPACE {

/// Stable codes of policy issues, one a field.
namespace policy_issue_code {
/// Neither `"allow"`, `"deny"` nor `{allowHosts}` of texts that are not empty (WPC-POL-001).
inline constexpr std::string_view network = "invalid-network";
/// Not `sandbox`, `readonly-mounts` or `readwrite-mounts` (WPC-POL-002).
inline constexpr std::string_view filesystem = "invalid-filesystem";
/// Of `commands`: no array of texts that are not empty (WPC-POL-003).
inline constexpr std::string_view command = "invalid-command";
/// Neither `none` nor `connector-scoped` (WPC-POL-004).
inline constexpr std::string_view secrets = "invalid-secrets";
/// Not `never`, `on-write` or `on-command` (WPC-POL-005).
inline constexpr std::string_view approvals = "invalid-approvals";
}  // namespace policy_issue_code

/// Checks any JSON as a policy (WPC-POL-001 to WPC-POL-008): at most one issue a field, in the
/// order network, filesystem, commands, secrets, approvals; members that no policy has are ignored.
/// Never throws but for want of memory.
[[nodiscard]] RuntimePolicyValidationResult validate_policy(const json::Node& policy);

/// Checks a typed policy: what its types cannot rule out are empty texts.
[[nodiscard]] RuntimePolicyValidationResult validate_policy(const RuntimePolicy& policy);

/// Throws `RuntimePolicyValidationError` (`runtime-policy-invalid`) when there is an issue.
void assert_policy(const json::Node& policy);
void assert_policy(const RuntimePolicy& policy);

/// Whether the policy names exactly this command: no patterns, no prefixes, case counts
/// (WPC-POL-012).
[[nodiscard]] bool is_command_allowed(const RuntimePolicy& policy, std::string_view command);

/// Throws `RuntimeCommandPolicyViolationError` (`runtime-command-disallowed`) when the policy does
/// not name the command (WPC-POL-010).
void assert_command_allowed(const RuntimePolicy& policy, std::string_view command);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/policy.inl.hpp"
#endif
