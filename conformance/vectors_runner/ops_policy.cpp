#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/policy.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::optional<std::string> run_policy(const VectorRow& row) {
  const RuntimePolicyValidationResult result = validate_policy(row.json("text").root());
  return difference(row.expect, json::to_value(result), {.ignored = {"message"}});
}

/// The members that the row names; free text is not among them.
std::optional<std::string> compare_error(const json::Node& expected, const RuntimePolicy& policy,
                                         const std::string& command) {
  try {
    assert_command_allowed(policy, command);
  } catch (const RuntimeCommandPolicyViolationError& error) {
    const json::Parsed form(error.to_json());
    for (const json::Member& member : expected.members()) {
      const json::Node* const got = form.root().find(member.name());
      if (got == nullptr) return "the error has no " + std::string(member.name());
      if (auto found = difference(member.value, *got)) return found;
    }
    return std::nullopt;
  }
  return "nothing was thrown";
}

std::optional<std::string> run_command_allowed(const VectorRow& row) {
  // The answer counts for any policy, also one that is not valid.
  const RuntimePolicy policy = json::from_json<RuntimePolicy>(row.text("policy")).value;
  const std::string command = row.text("command");
  const json::Node* const allowed = row.expect.find("allowed");
  const bool wanted = allowed != nullptr && allowed->boolean();
  if (is_command_allowed(policy, command) != wanted) {
    return wanted ? "expected to be allowed" : "expected to be refused";
  }
  const json::Node* const error = row.expect.find("error");
  if (wanted || error == nullptr || error->members().empty()) return std::nullopt;
  return compare_error(*error, policy, command);
}

}  // namespace

void add_policy_ops(VectorOps& ops) {
  ops["policy"] = run_policy;
  ops["command-allowed"] = run_command_allowed;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
