#pragma once

#include <optional>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace error_forms {

WP_CODEBOX_INLINE std::string_view name_of(std::string_view code) {
  const ErrorCode* row = find_error_code(code);
  return row == nullptr ? std::string_view("Error") : row->name;
}

WP_CODEBOX_INLINE std::string policy_message(const std::vector<RuntimePolicyIssue>& issues) {
  std::string message = "The runtime policy is not valid";
  std::string_view separator = ": ";
  for (const RuntimePolicyIssue& issue : issues) {
    message.append(separator).append(issue.field).append(" (").append(issue.code).append("): ");
    message.append(issue.message);
    separator = "; ";
  }
  return message;
}

/// Writes one object; the function is given the writer between the braces.
template <class Members>
json::Value object(const Members& members) {
  std::string text;
  {
    json::StringOutput output(text);
    json::Writer writer(output);
    writer.begin_object();
    members(writer);
    writer.end_object();
  }
  return json::Value::from_compact(std::move(text));
}

WP_CODEBOX_INLINE std::optional<std::string> text_member(const json::Node& form,
                                                         std::string_view name) {
  const json::Node* member = form.find(name);
  if (member == nullptr || !member->is_string()) return std::nullopt;
  return member->text();
}

/// Reads a member of an error's form; nothing when it is absent or does not fit.
template <class T>
std::optional<T> typed_member(const json::Node& form, std::string_view name) {
  const json::Node* member = form.find(name);
  if (member == nullptr) return std::nullopt;
  json::Decoded<T> decoded = json::decode_as<T>(*member);
  if (!decoded.ok()) return std::nullopt;
  return std::move(decoded.value);
}

WP_CODEBOX_INLINE ErrorFields other_members(const json::Node& form) {
  ErrorFields fields;
  for (const json::Member& member : form.members()) {
    const std::string_view name = member.name();
    if (name == "name" || name == "message" || name == "code") continue;
    fields.append(std::string(name)) = json::Value(member.value);
  }
  return fields;
}

}  // namespace error_forms

WP_CODEBOX_INLINE ContractError::ContractError(std::string_view code, std::string message,
                                               ErrorFields fields)
    : ContractError(code, error_forms::name_of(code), std::move(message), std::move(fields)) {}

WP_CODEBOX_INLINE ContractError::ContractError(std::string_view code, std::string_view name,
                                               std::string message, ErrorFields fields)
    : code_(code), name_(name), message_(std::move(message)), fields_(std::move(fields)) {}

WP_CODEBOX_INLINE json::Value ContractError::to_json() const {
  return error_forms::object([this](json::Writer& writer) {
    writer.key("name");
    writer.string(name_);
    writer.key("message");
    writer.string(message_);
    writer.key("code");
    writer.string(code_);
    for (const auto& [name, value] : fields_) {
      writer.key(name);
      writer.raw(value.text());
    }
  });
}

WP_CODEBOX_INLINE RuntimePolicyValidationError::RuntimePolicyValidationError(
    std::vector<RuntimePolicyIssue> issues)
    : ContractError(error_code::runtime_policy_invalid, error_forms::policy_message(issues)),
      issues_(std::move(issues)) {}

WP_CODEBOX_INLINE json::Value RuntimePolicyValidationError::to_json() const {
  return error_forms::object([this](json::Writer& writer) {
    writer.key("code");
    writer.string(code());
    writer.key("issues");
    json::encode(issues_, writer);
    writer.key("message");
    writer.string(message());
    writer.key("name");
    writer.string(name());
  });
}

WP_CODEBOX_INLINE RuntimeCommandPolicyViolationError::RuntimeCommandPolicyViolationError(
    std::string command, RuntimePolicy policy)
    : ContractError(error_code::runtime_command_disallowed,
                    "The runtime policy does not allow the command " + command),
      command_(std::move(command)),
      policy_(std::move(policy)) {}

WP_CODEBOX_INLINE json::Value RuntimeCommandPolicyViolationError::to_json() const {
  return error_forms::object([this](json::Writer& writer) {
    writer.key("code");
    writer.string(code());
    writer.key("command");
    writer.string(command_);
    writer.key("allowedCommands");
    json::encode(policy_.commands, writer);
    writer.key("policy");
    json::encode(policy_, writer);
    writer.key("message");
    writer.string(message());
    writer.key("name");
    writer.string(name());
  });
}

WP_CODEBOX_INLINE RuntimeActionPolicyError::RuntimeActionPolicyError(std::string message,
                                                                     json::Value action)
    : ContractError(error_code::runtime_action_policy_violation, std::move(message),
                    {{"action", std::move(action)}}) {}

WP_CODEBOX_INLINE const json::Value& RuntimeActionPolicyError::action() const {
  return fields().entries().front().second;
}

WP_CODEBOX_INLINE HostToolDefinitionError::HostToolDefinitionError(const std::string& tool,
                                                                   std::string message)
    : ContractError(error_code::host_tool_invalid_definition, std::move(message),
                    {{"tool", json::Value::string(tool)}}) {}

WP_CODEBOX_INLINE void throw_error(const json::Value& form) {
  const json::Parsed parsed(form);
  const json::Node& root = parsed.root();
  const std::string code = error_forms::text_member(root, "code")
                               .value_or(std::string(error_code::backend_internal_error));
  const std::string name =
      error_forms::text_member(root, "name").value_or(std::string(error_forms::name_of(code)));
  std::string message = error_forms::text_member(root, "message").value_or(name);
  if (code == error_code::runtime_policy_invalid) {
    if (auto issues = error_forms::typed_member<std::vector<RuntimePolicyIssue>>(root, "issues")) {
      throw RuntimePolicyValidationError(std::move(*issues));
    }
  }
  if (code == error_code::runtime_command_disallowed) {
    auto command = error_forms::text_member(root, "command");
    auto policy = error_forms::typed_member<RuntimePolicy>(root, "policy");
    if (command && policy) {
      throw RuntimeCommandPolicyViolationError(std::move(*command), std::move(*policy));
    }
  }
  if (code == error_code::runtime_action_policy_violation) {
    const json::Node* action = root.find("action");
    if (action != nullptr) throw RuntimeActionPolicyError(std::move(message), json::Value(*action));
  }
  if (code == error_code::host_tool_invalid_definition) {
    throw HostToolDefinitionError(error_forms::text_member(root, "tool").value_or(""),
                                  std::move(message));
  }
  ErrorFields fields = error_forms::other_members(root);
  if (code == error_code::backend_protocol_error || code.starts_with("json-")) {
    throw BackendProtocolError(code, name, std::move(message), std::move(fields));
  }
  throw RuntimeError(code, name, std::move(message), std::move(fields));
}

}  // namespace WP_CODEBOX_NAMESPACE
