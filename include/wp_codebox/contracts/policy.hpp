#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a sandbox may do: contract type `RuntimePolicy` and the result of checking one. The checks
/// themselves are in `validation/policy.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Network access, all or nothing.
enum class NetworkMode : std::uint8_t { allow, deny };
template <>
inline constexpr auto json::enum_texts<NetworkMode> = json::enum_texts_of("allow", "deny");

/// Network access to listed hosts only.
struct NetworkAllowHosts {
  std::vector<std::string> allowHosts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const NetworkAllowHosts&) const = default;
};

/// `"allow"`, `"deny"`, or `{allowHosts}` (WPC-POL-001).
struct NetworkPolicy {
  /// All, nothing, or some hosts; nothing by default.
  std::variant<NetworkMode, NetworkAllowHosts> value = NetworkMode::deny;

  NetworkPolicy() = default;
  /// All or nothing.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  NetworkPolicy(NetworkMode mode) : value(mode) {}
  /// These hosts only; an empty list is legal and allows none.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  NetworkPolicy(NetworkAllowHosts hosts) : value(std::move(hosts)) {}

  /// Access to these hosts only.
  [[nodiscard]] static NetworkPolicy to_hosts(std::vector<std::string> hosts) {
    return NetworkAllowHosts{std::move(hosts), {}};
  }

  [[nodiscard]] bool allows_all() const { return mode() == NetworkMode::allow; }  ///< `"allow"`.

  /// `"deny"`; an empty list of hosts is not this.
  [[nodiscard]] bool denies_all() const { return mode() == NetworkMode::deny; }
  /// The listed hosts; null when the policy is all or nothing.
  [[nodiscard]] const std::vector<std::string>* hosts() const {
    const auto* listed = std::get_if<NetworkAllowHosts>(&value);
    return listed == nullptr ? nullptr : &listed->allowHosts;
  }

  static const json::CustomType custom;
  bool operator==(const NetworkPolicy&) const = default;

 private:
  [[nodiscard]] std::optional<NetworkMode> mode() const {
    const auto* chosen = std::get_if<NetworkMode>(&value);
    return chosen == nullptr ? std::nullopt : std::optional(*chosen);
  }
};

/// For the engine over field tables.
namespace network_policy {
[[nodiscard]] bool decode(const json::Node& node, void* target, json::DecodeContext& context);
void encode(const void* source, json::Writer& writer);
}  // namespace network_policy

/// What of the host's files a sandbox may reach.
enum class FilesystemPolicy : std::uint8_t { sandbox, readonly_mounts, readwrite_mounts };
template <>
inline constexpr auto json::enum_texts<FilesystemPolicy> = json::enum_texts_of("sandbox",
                                                                               "readonly-mounts",
                                                                               "readwrite-mounts");

/// Whether a sandbox may see secrets.
enum class SecretsPolicy : std::uint8_t { none, connector_scoped };
template <>
inline constexpr auto json::enum_texts<SecretsPolicy> = json::enum_texts_of("none",
                                                                            "connector-scoped");

/// When someone has to approve.
enum class ApprovalsPolicy : std::uint8_t { never, on_write, on_command };
template <>
inline constexpr auto json::enum_texts<ApprovalsPolicy> = json::enum_texts_of("never", "on-write",
                                                                              "on-command");

/// Contract type `RuntimePolicy`. A default-constructed one allows nothing.
struct RuntimePolicy {
  NetworkPolicy network;
  FilesystemPolicy filesystem = FilesystemPolicy::sandbox;
  std::vector<std::string> commands;
  SecretsPolicy secrets = SecretsPolicy::none;
  ApprovalsPolicy approvals = ApprovalsPolicy::never;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimePolicy&) const = default;
};

/// One thing that is wrong with a policy.
struct RuntimePolicyIssue {
  std::string code;
  std::string field;
  std::string message;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimePolicyIssue&) const = default;
};

/// Result of checking a policy: at most one issue a field, in the order of the fields.
struct RuntimePolicyValidationResult {
  bool valid = true;
  std::vector<RuntimePolicyIssue> issues;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimePolicyValidationResult&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow network_allow_hosts_fields[] = {
    json::field<&NetworkAllowHosts::allowHosts>(
        "allowHosts", "Hosts that may be reached; with none listed nothing may.",
        &json::rules::each_non_empty),
};
WP_CODEBOX_INLINE constexpr json::StructTable NetworkAllowHosts::table =
    json::struct_table<NetworkAllowHosts>("NetworkAllowHosts", "Network access to listed hosts.",
                                          network_allow_hosts_fields);

WP_CODEBOX_INLINE constexpr json::CustomType NetworkPolicy::custom{
    .name = R"("allow", "deny" or an object with allowHosts)",
    .decode = &network_policy::decode,
    .encode = &network_policy::encode,
    .schema = R"({"anyOf":[{"type":"string","enum":["allow","deny"]},{"type":"object",)"
              R"("properties":{"allowHosts":{"type":"array",)"
              R"("items":{"type":"string","minLength":1}}},"required":["allowHosts"]}]})"};

inline constexpr json::FieldRow runtime_policy_fields[] = {
    json::field<&RuntimePolicy::network>("network", "What the sandbox may reach over the network."),
    json::field<&RuntimePolicy::filesystem>("filesystem",
                                            "What of the host's files the sandbox may reach."),
    json::field<&RuntimePolicy::commands>(
        "commands", "Commands and capabilities that are allowed, matched exactly.",
        &json::rules::each_non_empty),
    json::field<&RuntimePolicy::secrets>("secrets", "Whether the sandbox may see secrets."),
    json::field<&RuntimePolicy::approvals>("approvals", "When someone has to approve first."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimePolicy::table =
    json::struct_table<RuntimePolicy>("RuntimePolicy", "What a sandbox may do.",
                                      runtime_policy_fields);

inline constexpr json::FieldRow runtime_policy_issue_fields[] = {
    json::field<&RuntimePolicyIssue::code>("code", "Stable code, such as invalid-network."),
    json::field<&RuntimePolicyIssue::field>("field", "Name of the policy's field."),
    json::field<&RuntimePolicyIssue::message>("message", "What is wrong, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimePolicyIssue::table =
    json::struct_table<RuntimePolicyIssue>("RuntimePolicyIssue",
                                           "One thing that is wrong with a policy.",
                                           runtime_policy_issue_fields);

inline constexpr json::FieldRow runtime_policy_validation_result_fields[] = {
    json::field<&RuntimePolicyValidationResult::valid>("valid", "Whether there is no issue."),
    json::field<&RuntimePolicyValidationResult::issues>("issues", "What is wrong, by field."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimePolicyValidationResult::table =
    json::struct_table<RuntimePolicyValidationResult>("RuntimePolicyValidationResult",
                                                      "Result of checking a policy.",
                                                      runtime_policy_validation_result_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/policy.inl.hpp"
#endif
