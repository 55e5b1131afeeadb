#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The exceptions of the contract. Each carries a stable code (`error_codes.hpp`) and has a JSON
/// form; callers who only pass failures on catch `ContractError`.

namespace WP_CODEBOX_NAMESPACE {

/// Members of an error's JSON form besides name, message and code.
using ErrorFields = json::Dictionary<json::Value>;

/// Base of all errors of the contract. A value; distinct objects may be used from distinct threads.
class ContractError : public std::exception {
 public:
  /// The name is the one that `error_codes` has for the code, `Error` when it has none.
  ContractError(std::string_view code, std::string message, ErrorFields fields = {});
  /// With a name of its own.
  ContractError(std::string_view code, std::string_view name, std::string message,
                ErrorFields fields);

  /// Stable code; never changes for the same failure.
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  /// Name of the error's type in the contract, such as `RuntimePolicyValidationError`.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// For people. Same as `what()`.
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  /// What else the error says, such as `issues` or `command`.
  [[nodiscard]] const ErrorFields& fields() const noexcept { return fields_; }

  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

  /// The JSON form: `{name, message, code, …fields}`; types with a form of their own override it.
  [[nodiscard]] WP_CODEBOX_INLINE virtual json::Value to_json() const;

 private:
  std::string code_;
  std::string name_;
  std::string message_;
  ErrorFields fields_;
};

/// The policy of a create spec breaks its rules: `runtime-policy-invalid` (WPC-POL-009).
class RuntimePolicyValidationError : public ContractError {
 public:
  /// The message names every issue.
  explicit RuntimePolicyValidationError(std::vector<RuntimePolicyIssue> issues);

  /// Never empty, at most one a field, in the contract's order (WPC-POL-007).
  [[nodiscard]] const std::vector<RuntimePolicyIssue>& issues() const noexcept { return issues_; }
  /// `{code, issues, message, name}`.
  [[nodiscard]] WP_CODEBOX_INLINE json::Value to_json() const override;

 private:
  std::vector<RuntimePolicyIssue> issues_;
};

/// The policy does not name a command: `runtime-command-disallowed` (WPC-POL-010, WPC-POL-011).
class RuntimeCommandPolicyViolationError : public ContractError {
 public:
  /// The message names `command`; `policy` is the one that was asked.
  RuntimeCommandPolicyViolationError(std::string command, RuntimePolicy policy);

  /// The command that was refused.
  [[nodiscard]] const std::string& command() const noexcept { return command_; }
  /// What would have been allowed; a copy.
  [[nodiscard]] std::vector<std::string> allowed_commands() const { return policy_.commands; }
  /// The policy that refused; a copy of the one at the time.
  [[nodiscard]] const RuntimePolicy& policy() const noexcept { return policy_; }
  /// `{code, command, allowedCommands, policy, message, name}`.
  [[nodiscard]] WP_CODEBOX_INLINE json::Value to_json() const override;

 private:
  std::string command_;
  RuntimePolicy policy_;
};

/// A filesystem action left what it may touch: `runtime-action-policy-violation` (WPC-FS).
class RuntimeActionPolicyError : public ContractError {
 public:
  /// `action` is the action as it was given, in JSON.
  RuntimeActionPolicyError(std::string message, json::Value action);

  [[nodiscard]] const json::Value& action() const;  ///< The action that was refused.
};

/// A host tool cannot be registered: `host-tool-invalid-definition`.
class HostToolDefinitionError : public ContractError {
 public:
  /// `tool` is the name as it was given.
  HostToolDefinitionError(const std::string& tool, std::string message);
};

/// The other side of a protocol broke it, or a text is not JSON: `backend-protocol-error`,
/// `json-syntax`, `json-too-deep`, `json-invalid-utf8`, `json-too-large`.
class BackendProtocolError : public ContractError {
 public:
  using ContractError::ContractError;
};

/// Any other failure of a backend or a runtime: the codes `runtime-…`, `backend-…`, `ENOENT` and
/// those of the Playground.
class RuntimeError : public ContractError {
 public:
  using ContractError::ContractError;
};

/// Throws the error that a JSON form describes, as the type that its code belongs to, so that a
/// failure in another process is caught like one in this. A form without code becomes
/// `backend-internal-error`. Members that no type has stay in `fields`.
[[noreturn]] void throw_error(const json::Value& form);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/errors.inl.hpp"
#endif
