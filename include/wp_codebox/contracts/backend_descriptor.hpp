#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a backend says about itself.

namespace WP_CODEBOX_NAMESPACE {

/// What a backend can do beyond the core. What it does not declare it refuses.
enum class KnownBackendCapability : std::uint8_t {
  wordpress,
  rest_request,
  wp_cli,
  ability,
  wordpress_state,
  http_observation,
  files_observation,
  timeouts,
  late_mounts,
  readonly_mounts,
  snapshot_state,
  restore,
  preview,
  startup_progress,
  host_tools,
  browser
};
template <>
inline constexpr auto json::enum_texts<KnownBackendCapability> = json::enum_texts_of(
    "wordpress", "rest-request", "wp-cli", "ability", "wordpress-state", "http-observation",
    "files-observation", "timeouts", "late-mounts", "readonly-mounts", "snapshot-state", "restore",
    "preview", "startup-progress", "host-tools", "browser");

/// Other texts are legal too.
using BackendCapability = json::Open<KnownBackendCapability>;

/// Whether a policy field is enforced or only written down (WPC-POL-019).
enum class PolicyEnforcementLevel : std::uint8_t { enforced, declarative };
template <>
inline constexpr auto json::enum_texts<PolicyEnforcementLevel> = json::enum_texts_of("enforced",
                                                                                     "declarative");

/// What a backend makes of each policy field.
struct PolicyEnforcement {
  PolicyEnforcementLevel network = PolicyEnforcementLevel::declarative;
  PolicyEnforcementLevel filesystem = PolicyEnforcementLevel::declarative;
  PolicyEnforcementLevel commands = PolicyEnforcementLevel::enforced;
  PolicyEnforcementLevel secrets = PolicyEnforcementLevel::declarative;
  PolicyEnforcementLevel approvals = PolicyEnforcementLevel::declarative;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PolicyEnforcement&) const = default;
};

/// How the kit acts inside a sandbox: PHP of its own, or the backend's probe commands.
enum class ProbeDialect : std::uint8_t { php, native };
template <>
inline constexpr auto json::enum_texts<ProbeDialect> = json::enum_texts_of("php", "native");

/// What a call does after destroy: it fails, or it reads what was recorded, or it works.
enum class AfterDestroyBehaviour : std::uint8_t { rejects, records, works };
template <>
inline constexpr auto json::enum_texts<AfterDestroyBehaviour> = json::enum_texts_of("rejects",
                                                                                    "records",
                                                                                    "works");

/// What still works after destroy.
struct AfterDestroy {
  AfterDestroyBehaviour observe = AfterDestroyBehaviour::rejects;
  AfterDestroyBehaviour collectArtifacts = AfterDestroyBehaviour::rejects;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const AfterDestroy&) const = default;
};

/// What a backend is and can do.
struct BackendDescriptor {
  RuntimeBackendKind kind;
  std::string name;
  std::string version;
  std::vector<BackendCapability> capabilities;
  PolicyEnforcement policyEnforcement;
  ProbeDialect probes = ProbeDialect::native;
  AfterDestroy afterDestroy;
  json::Extra extra;

  /// Whether a capability is declared.
  [[nodiscard]] bool has(KnownBackendCapability capability) const {
    for (const BackendCapability& declared : capabilities) {
      if (declared == capability) return true;
    }
    return false;
  }

  static const json::StructTable table;
  bool operator==(const BackendDescriptor&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow policy_enforcement_fields[] = {
    json::field<&PolicyEnforcement::network>("network", "Network access."),
    json::field<&PolicyEnforcement::filesystem>("filesystem", "Access to files of the host."),
    json::field<&PolicyEnforcement::commands>("commands",
                                              "Allowed commands; every backend enforces them."),
    json::field<&PolicyEnforcement::secrets>("secrets", "Access to secrets."),
    json::field<&PolicyEnforcement::approvals>("approvals", "Approvals."),
};
WP_CODEBOX_INLINE constexpr json::StructTable PolicyEnforcement::table =
    json::struct_table<PolicyEnforcement>("PolicyEnforcement",
                                          "What a backend makes of each policy field.",
                                          policy_enforcement_fields);

inline constexpr json::FieldRow after_destroy_fields[] = {
    json::field<&AfterDestroy::observe>("observe", "What observe does."),
    json::field<&AfterDestroy::collectArtifacts>("collectArtifacts", "What collectArtifacts does."),
};
WP_CODEBOX_INLINE constexpr json::StructTable AfterDestroy::table =
    json::struct_table<AfterDestroy>("AfterDestroy", "What still works after destroy.",
                                     after_destroy_fields);

inline constexpr json::FieldRow backend_descriptor_fields[] = {
    json::field<&BackendDescriptor::kind>("kind", "Kind of the backend."),
    json::field<&BackendDescriptor::name>("name", "Name of the program or library."),
    json::field<&BackendDescriptor::version>("version", "Its version."),
    json::field<&BackendDescriptor::capabilities>("capabilities",
                                                  "What it can do beyond the core."),
    json::field<&BackendDescriptor::policyEnforcement>("policyEnforcement",
                                                       "What it makes of each policy field."),
    json::field<&BackendDescriptor::probes>("probes", "How the kit acts inside its sandboxes."),
    json::field<&BackendDescriptor::afterDestroy>("afterDestroy",
                                                  "What still works after destroy."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BackendDescriptor::table =
    json::struct_table<BackendDescriptor>("BackendDescriptor", "What a backend is and can do.",
                                          backend_descriptor_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
