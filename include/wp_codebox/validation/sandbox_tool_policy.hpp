#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks `wp-codebox/sandbox-tool-policy/v1` and says which tools a sandbox may use.

namespace WP_CODEBOX_NAMESPACE {

/// One finding about a tool policy.
struct SandboxToolPolicyIssue {
  std::string code;     ///< `invalid-policy`, `invalid-tool` or `duplicate-tool`.
  std::string field;    ///< `tools[0].id`, `schema`, …
  std::string message;  ///< For people; no program should compare it.

  bool operator==(const SandboxToolPolicyIssue&) const = default;
};

/// A tool policy breaks its rules: `sandbox-tool-policy-invalid`.
class SandboxToolPolicyValidationError : public ContractError {
 public:
  /// The message names every issue.
  explicit SandboxToolPolicyValidationError(std::vector<SandboxToolPolicyIssue> issues);

  /// All of them, in document order.
  [[nodiscard]] const std::vector<SandboxToolPolicyIssue>& issues() const noexcept {
    return issues_;
  }
  /// `{code, issues, message, name}`.
  [[nodiscard]] WP_CODEBOX_INLINE json::Value to_json() const override;

 private:
  std::vector<SandboxToolPolicyIssue> issues_;
};

/// All issues of a tool policy, in document order. Never throws but for want of memory.
[[nodiscard]] std::vector<SandboxToolPolicyIssue> validate_sandbox_tool_policy(
    const json::Node& policy);

/// Throws `SandboxToolPolicyValidationError` when there is an issue.
void assert_sandbox_tool_policy(const json::Node& policy);

/// Where a tool belongs: `{environment, capability_scope, …}`, derived from location and visibility
/// where the tool does not say it.
[[nodiscard]] json::Value sandbox_tool_runtime_metadata(const json::Node& tool);

/// The runtime ids of the tools that run inside the sandbox and are allowed, each once, trimmed.
[[nodiscard]] std::vector<std::string> sandbox_allowed_tool_ids(const json::Node& policy);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/sandbox_tool_policy.inl.hpp"
#endif
