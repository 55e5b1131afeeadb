#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a connector may know about secrets, never the secrets themselves: contract types
/// `ConnectorCredentialEnvelope` and `ConnectorCredentialSecret`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `ConnectorCredentialStatus`.
enum class ConnectorCredentialStatus : std::uint8_t { available, missing, denied };
template <>
inline constexpr auto json::enum_texts<ConnectorCredentialStatus> = json::enum_texts_of("available",
                                                                                        "missing",
                                                                                        "denied");

/// Where a secret may come from.
enum class KnownConnectorCredentialSecretSource : std::uint8_t { parent_env, connector };
template <>
inline constexpr auto json::enum_texts<KnownConnectorCredentialSecretSource> =
    json::enum_texts_of("parent-env", "connector");

/// Other texts are legal too.
using ConnectorCredentialSecretSource = json::Open<KnownConnectorCredentialSecretSource>;

/// Contract type `ConnectorCredentialSecret`: A secret by name.
struct ConnectorCredentialSecret {
  std::string name;
  ConnectorCredentialStatus status = ConnectorCredentialStatus::available;
  std::optional<std::string> scope;
  std::optional<ConnectorCredentialSecretSource> source;
  std::optional<std::string> reason;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ConnectorCredentialSecret&) const = default;
};

/// Contract type `ConnectorCredentialEnvelope`: which secrets a connector has.
struct ConnectorCredentialEnvelope {
  json::Constant<"wp-codebox/connector-credentials/v1"> schema;
  std::string connector;
  json::Constant<"connector"> scope;
  ConnectorCredentialStatus status = ConnectorCredentialStatus::available;
  std::vector<ConnectorCredentialSecret> secrets;
  std::optional<std::string> reason;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ConnectorCredentialEnvelope&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow connector_credential_secret_fields[] = {
    json::field<&ConnectorCredentialSecret::name>("name", "Name of the environment variable.",
                                                  &recipe_rules::environment_name),
    json::field<&ConnectorCredentialSecret::status>("status", "Whether it is there."),
    json::field<&ConnectorCredentialSecret::scope>("scope", "Who may read it."),
    json::field<&ConnectorCredentialSecret::source>("source", "Where it comes from."),
    json::field<&ConnectorCredentialSecret::reason>("reason",
                                                    "Why it is missing or denied, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ConnectorCredentialSecret::table =
    json::struct_table<ConnectorCredentialSecret>("ConnectorCredentialSecret", "A secret by name.",
                                                  connector_credential_secret_fields,
                                                  {.closed = true});

inline constexpr json::FieldRow connector_credential_envelope_fields[] = {
    json::field<&ConnectorCredentialEnvelope::schema>("schema", "Schema id."),
    json::field<&ConnectorCredentialEnvelope::connector>("connector", "Name of the connector."),
    json::field<&ConnectorCredentialEnvelope::scope>("scope",
                                                     "The secrets are this connector's only."),
    json::field<&ConnectorCredentialEnvelope::status>("status",
                                                      "Whether all that are needed are there."),
    json::field<&ConnectorCredentialEnvelope::secrets>("secrets", "The secrets by name."),
    json::field<&ConnectorCredentialEnvelope::reason>(
        "reason", "Why they are missing or denied, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ConnectorCredentialEnvelope::table =
    json::struct_table<ConnectorCredentialEnvelope>(
        "ConnectorCredentialEnvelope", "Which secrets a connector has.",
        connector_credential_envelope_fields,
        {.schema_id = "wp-codebox/connector-credentials/v1", .closed = true});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
