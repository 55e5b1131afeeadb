#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/validation/policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace policy_checks {

/// One field of a policy: when it is right, and what is said when it is not.
struct Check {
  std::string_view code;
  std::string_view field;
  std::string_view message;
};

inline constexpr Check network{policy_issue_code::network, "network",
                               "must be \"allow\", \"deny\" or {allowHosts} with non-empty names"};
inline constexpr Check filesystem{
    policy_issue_code::filesystem, "filesystem",
    "must be \"sandbox\", \"readonly-mounts\" or \"readwrite-mounts\""};
inline constexpr Check commands{policy_issue_code::command, "commands",
                                "must be an array of non-empty strings"};
inline constexpr Check secrets{policy_issue_code::secrets, "secrets",
                               "must be \"none\" or \"connector-scoped\""};
inline constexpr Check approvals{policy_issue_code::approvals, "approvals",
                                 "must be \"never\", \"on-write\" or \"on-command\""};

WP_CODEBOX_INLINE void require(bool fine, const Check& check,
                               RuntimePolicyValidationResult& result) {
  if (fine) return;
  result.valid = false;
  result.issues.push_back(
      {std::string(check.code), std::string(check.field), std::string(check.message), {}});
}

WP_CODEBOX_INLINE bool are_texts(const json::Node* node) {
  return node != nullptr && node->is_array() &&
         std::ranges::all_of(node->items(), [](const json::Node& item) {
           return item.is_string() && !item.is_empty_string();
         });
}

WP_CODEBOX_INLINE bool is_network(const json::Node* node) {
  if (node == nullptr) return false;
  if (node->is_object()) return are_texts(node->find("allowHosts"));
  return node->equals("allow") || node->equals("deny");
}

template <class Enum>
bool is_one_of(const json::Node* node) {
  return node != nullptr &&
         std::ranges::any_of(json::enum_texts<Enum>,
                             [node](std::string_view text) { return node->equals(text); });
}

WP_CODEBOX_INLINE bool are_texts(const std::vector<std::string>& texts) {
  return std::ranges::none_of(texts, [](const std::string& text) { return text.empty(); });
}

}  // namespace policy_checks

WP_CODEBOX_INLINE RuntimePolicyValidationResult validate_policy(const json::Node& policy) {
  RuntimePolicyValidationResult result;
  const auto require = [&result](bool fine, const policy_checks::Check& check) {
    policy_checks::require(fine, check, result);
  };
  require(policy_checks::is_network(policy.find("network")), policy_checks::network);
  require(policy_checks::is_one_of<FilesystemPolicy>(policy.find("filesystem")),
          policy_checks::filesystem);
  require(policy_checks::are_texts(policy.find("commands")), policy_checks::commands);
  require(policy_checks::is_one_of<SecretsPolicy>(policy.find("secrets")), policy_checks::secrets);
  require(policy_checks::is_one_of<ApprovalsPolicy>(policy.find("approvals")),
          policy_checks::approvals);
  return result;
}

WP_CODEBOX_INLINE RuntimePolicyValidationResult validate_policy(const RuntimePolicy& policy) {
  RuntimePolicyValidationResult result;
  const std::vector<std::string>* hosts = policy.network.hosts();
  policy_checks::require(hosts == nullptr || policy_checks::are_texts(*hosts),
                         policy_checks::network, result);
  policy_checks::require(policy_checks::are_texts(policy.commands), policy_checks::commands,
                         result);
  return result;
}

WP_CODEBOX_INLINE void assert_policy(const json::Node& policy) {
  RuntimePolicyValidationResult result = validate_policy(policy);
  if (!result.valid) throw RuntimePolicyValidationError(std::move(result.issues));
}

WP_CODEBOX_INLINE void assert_policy(const RuntimePolicy& policy) {
  RuntimePolicyValidationResult result = validate_policy(policy);
  if (!result.valid) throw RuntimePolicyValidationError(std::move(result.issues));
}

WP_CODEBOX_INLINE bool is_command_allowed(const RuntimePolicy& policy, std::string_view command) {
  return std::ranges::find(policy.commands, command) != policy.commands.end();
}

WP_CODEBOX_INLINE void assert_command_allowed(const RuntimePolicy& policy,
                                              std::string_view command) {
  if (is_command_allowed(policy, command)) return;
  throw RuntimeCommandPolicyViolationError(std::string(command), policy);
}

}  // namespace WP_CODEBOX_NAMESPACE
