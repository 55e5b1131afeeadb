#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the host vouches for: document `wp-codebox/run-attestation/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// Whether `text` is a commit: `^[a-f0-9]{40}$`.
[[nodiscard]] constexpr bool is_commit(std::string_view text) {
  constexpr std::size_t digits = 40;
  for (const char digit : text) {
    if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) return false;
  }
  return text.size() == digits;
}
/// A git commit: 40 lower-case hexadecimal digits.
inline constexpr json::Pattern run_attestation_commit_pattern{"^[a-f0-9]{40}$", &is_commit};
/// Rule of members that name a commit.
inline constexpr json::FieldRule run_attestation_commit_rule{.pattern =
                                                                 &run_attestation_commit_pattern};

/// The host itself.
struct RunAttestationPackage {
  json::Constant<"wp-codebox"> name;
  std::optional<std::string> version;
  std::optional<std::string> commit;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationPackage&) const = default;
};

/// A part of the backend.
struct RunAttestationComponent {
  std::string name;
  std::optional<std::string> version;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationComponent&) const = default;
};

/// The backend.
struct RunAttestationBackend {
  std::string kind;
  RunAttestationComponent package;
  RunAttestationComponent engine;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationBackend&) const = default;
};

/// The environment.
struct RunAttestationRuntime {
  std::string kind;
  std::optional<std::string> name;
  std::optional<std::string> version;
  std::optional<std::string> immutableRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationRuntime&) const = default;
};

/// Whether a rule was enforced or only declared.
enum class KnownAttestationEnforcement : std::uint8_t { enforced, declarative, not_configured };
template <>
inline constexpr auto json::enum_texts<KnownAttestationEnforcement> =
    json::enum_texts_of("enforced", "declarative", "not-configured");

/// Other texts are legal too.
using RunAttestationEnforcement = json::Open<KnownAttestationEnforcement>;

/// Which commands were allowed.
struct RunAttestationCommandPolicy {
  std::string sha256;
  std::vector<std::string> allowedCommands;
  RunAttestationEnforcement enforcement;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationCommandPolicy&) const = default;
};

/// Which network access was allowed.
struct RunAttestationNetworkPolicy {
  NetworkPolicy value;
  RunAttestationEnforcement enforcement;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationNetworkPolicy&) const = default;
};

/// Which files could be reached.
struct RunAttestationFilesystemPolicy {
  FilesystemPolicy value = FilesystemPolicy::sandbox;
  RunAttestationEnforcement enforcement;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationFilesystemPolicy&) const = default;
};

/// Whether secrets could be seen.
struct RunAttestationSecretsPolicy {
  SecretsPolicy value = SecretsPolicy::none;
  RunAttestationEnforcement enforcement;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationSecretsPolicy&) const = default;
};

/// When someone had to approve.
struct RunAttestationApprovalsPolicy {
  ApprovalsPolicy value = ApprovalsPolicy::never;
  RunAttestationEnforcement enforcement;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationApprovalsPolicy&) const = default;
};

/// A check that the host did after the run.
struct RunAttestationCheck {
  bool enabled = false;
  bool strict = false;
  RunAttestationEnforcement enforcement;
  std::optional<std::string> sha256;
  std::optional<json::Value> resultRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationCheck&) const = default;
};

/// The rules of the run.
struct RunAttestationPolicy {
  RunAttestationCommandPolicy command;
  RunAttestationNetworkPolicy network;
  RunAttestationFilesystemPolicy filesystem;
  RunAttestationSecretsPolicy secrets;
  RunAttestationApprovalsPolicy approvals;
  RunAttestationCheck workspace;
  RunAttestationCheck artifactVerifier;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationPolicy&) const = default;
};

/// A secret by name.
struct RunAttestationSecret {
  std::string name;
  json::Constant<"available"> status;
  json::Constant<"recipe-secret-env"> source;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationSecret&) const = default;
};

/// Which secrets the run was given, never what they are.
struct RedactedSecretEnvelope {
  json::Constant<"wp-codebox/redacted-secret-envelope/v1"> schema;
  bool provided = false;
  double count = 0;
  std::vector<RunAttestationSecret> secrets;
  json::Constant<"names-only"> redaction;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RedactedSecretEnvelope&) const = default;
};

/// A file with the result of a check.
struct RunAttestationEvidence {
  std::string path;
  std::string sha256;
  std::string kind;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationEvidence&) const = default;
};

/// Results of checks.
struct RunAttestationEvidenceRefs {
  std::optional<RunAttestationEvidence> workspacePolicyResult;
  std::optional<RunAttestationEvidence> artifactVerifierResult;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationEvidenceRefs&) const = default;
};

/// What the attestation covers.
struct RunAttestationSeal {
  std::vector<std::string> enforced;
  std::vector<std::string> declarative;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestationSeal&) const = default;
};

/// What the host vouches for.
struct RunAttestation {
  json::Constant<"wp-codebox/run-attestation/v1"> schema;
  std::string createdAt;
  RunAttestationPackage package;
  RunAttestationBackend backend;
  RunAttestationRuntime runtime;
  RunAttestationPolicy policy;
  RedactedSecretEnvelope secretEnvelope;
  RunAttestationEvidenceRefs evidenceRefs;
  RunAttestationSeal sealed;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunAttestation&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow run_attestation_package_fields[] = {
    json::field<&RunAttestationPackage::name>("name", "Name of the package."),
    json::field<&RunAttestationPackage::version>("version", "Its version."),
    json::field<&RunAttestationPackage::commit>(
        "commit", "Commit that it was built from, 40 hexadecimal digits.",
        &run_attestation_commit_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationPackage::table =
    json::struct_table<RunAttestationPackage>("RunAttestationPackage", "The host itself.",
                                              run_attestation_package_fields);

inline constexpr json::FieldRow run_attestation_component_fields[] = {
    json::field<&RunAttestationComponent::name>("name", "Its name."),
    json::field<&RunAttestationComponent::version>("version", "Its version."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationComponent::table =
    json::struct_table<RunAttestationComponent>("RunAttestationComponent", "A part of the backend.",
                                                run_attestation_component_fields);

inline constexpr json::FieldRow run_attestation_backend_fields[] = {
    json::field<&RunAttestationBackend::kind>("kind", "Its kind."),
    json::field<&RunAttestationBackend::package>("package", "The package that it was loaded from."),
    json::field<&RunAttestationBackend::engine>("engine", "The engine that it drives."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationBackend::table =
    json::struct_table<RunAttestationBackend>("RunAttestationBackend", "The backend.",
                                              run_attestation_backend_fields);

inline constexpr json::FieldRow run_attestation_runtime_fields[] = {
    json::field<&RunAttestationRuntime::kind>("kind", "Its kind."),
    json::field<&RunAttestationRuntime::name>("name", "Its name."),
    json::field<&RunAttestationRuntime::version>("version", "Version of what ran."),
    json::field<&RunAttestationRuntime::immutableRef>("immutableRef",
                                                      "Something that names exactly what ran."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationRuntime::table =
    json::struct_table<RunAttestationRuntime>("RunAttestationRuntime", "The environment.",
                                              run_attestation_runtime_fields);

inline constexpr json::FieldRow run_attestation_command_policy_fields[] = {
    json::field<&RunAttestationCommandPolicy::sha256>(
        "sha256", "SHA-256 of the list's digest form and LF.", &sha256_hex_rule),
    json::field<&RunAttestationCommandPolicy::allowedCommands>("allowedCommands", "The commands."),
    json::field<&RunAttestationCommandPolicy::enforcement>("enforcement",
                                                           "Whether that was enforced."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationCommandPolicy::table =
    json::struct_table<RunAttestationCommandPolicy>("RunAttestationCommandPolicy",
                                                    "Which commands were allowed.",
                                                    run_attestation_command_policy_fields);

inline constexpr json::FieldRow run_attestation_network_policy_fields[] = {
    json::field<&RunAttestationNetworkPolicy::value>("value", "The policy."),
    json::field<&RunAttestationNetworkPolicy::enforcement>("enforcement",
                                                           "Whether it was enforced."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationNetworkPolicy::table =
    json::struct_table<RunAttestationNetworkPolicy>("RunAttestationNetworkPolicy",
                                                    "Which network access was allowed.",
                                                    run_attestation_network_policy_fields);

inline constexpr json::FieldRow run_attestation_filesystem_policy_fields[] = {
    json::field<&RunAttestationFilesystemPolicy::value>("value", "The policy."),
    json::field<&RunAttestationFilesystemPolicy::enforcement>("enforcement",
                                                              "Whether it was enforced."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationFilesystemPolicy::table =
    json::struct_table<RunAttestationFilesystemPolicy>("RunAttestationFilesystemPolicy",
                                                       "Which files could be reached.",
                                                       run_attestation_filesystem_policy_fields);

inline constexpr json::FieldRow run_attestation_secrets_policy_fields[] = {
    json::field<&RunAttestationSecretsPolicy::value>("value", "The policy."),
    json::field<&RunAttestationSecretsPolicy::enforcement>("enforcement",
                                                           "Whether it was enforced."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationSecretsPolicy::table =
    json::struct_table<RunAttestationSecretsPolicy>("RunAttestationSecretsPolicy",
                                                    "Whether secrets could be seen.",
                                                    run_attestation_secrets_policy_fields);

inline constexpr json::FieldRow run_attestation_approvals_policy_fields[] = {
    json::field<&RunAttestationApprovalsPolicy::value>("value", "The policy."),
    json::field<&RunAttestationApprovalsPolicy::enforcement>("enforcement",
                                                             "Whether it was enforced."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationApprovalsPolicy::table =
    json::struct_table<RunAttestationApprovalsPolicy>("RunAttestationApprovalsPolicy",
                                                      "When someone had to approve.",
                                                      run_attestation_approvals_policy_fields);

inline constexpr json::FieldRow run_attestation_check_fields[] = {
    json::field<&RunAttestationCheck::enabled>("enabled", "Whether it was done."),
    json::field<&RunAttestationCheck::strict>("strict", "Whether its failure ended the run."),
    json::field<&RunAttestationCheck::enforcement>("enforcement", "Whether it was enforced."),
    json::field<&RunAttestationCheck::sha256>(
        "sha256", "SHA-256 of the file with its result, in hexadecimal.", &sha256_hex_rule),
    json::field<&RunAttestationCheck::resultRef>("resultRef", "Where its result stands."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationCheck::table =
    json::struct_table<RunAttestationCheck>("RunAttestationCheck",
                                            "A check that the host did after the run.",
                                            run_attestation_check_fields);

inline constexpr json::FieldRow run_attestation_policy_fields[] = {
    json::field<&RunAttestationPolicy::command>("command", "Commands."),
    json::field<&RunAttestationPolicy::network>("network", "Network access."),
    json::field<&RunAttestationPolicy::filesystem>("filesystem", "Files."),
    json::field<&RunAttestationPolicy::secrets>("secrets", "Secrets."),
    json::field<&RunAttestationPolicy::approvals>("approvals", "Approvals."),
    json::field<&RunAttestationPolicy::workspace>("workspace", "The check of the workspaces."),
    json::field<&RunAttestationPolicy::artifactVerifier>("artifactVerifier",
                                                         "The check of the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationPolicy::table =
    json::struct_table<RunAttestationPolicy>("RunAttestationPolicy", "The rules of the run.",
                                             run_attestation_policy_fields);

inline constexpr json::FieldRow run_attestation_secret_fields[] = {
    json::field<&RunAttestationSecret::name>("name", "Name of the environment variable."),
    json::field<&RunAttestationSecret::status>("status", "That it was there."),
    json::field<&RunAttestationSecret::source>("source", "Where it came from."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationSecret::table =
    json::struct_table<RunAttestationSecret>("RunAttestationSecret", "A secret by name.",
                                             run_attestation_secret_fields);

inline constexpr json::FieldRow redacted_secret_envelope_fields[] = {
    json::field<&RedactedSecretEnvelope::schema>("schema", "Schema id."),
    json::field<&RedactedSecretEnvelope::provided>("provided", "Whether there were any."),
    json::field<&RedactedSecretEnvelope::count>("count", "How many."),
    json::field<&RedactedSecretEnvelope::secrets>("secrets", "Their names, sorted."),
    json::field<&RedactedSecretEnvelope::redaction>("redaction", "What is left of them here."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RedactedSecretEnvelope::table =
    json::struct_table<RedactedSecretEnvelope>(
        "RedactedSecretEnvelope", "Which secrets the run was given, never what they are.",
        redacted_secret_envelope_fields, {.schema_id = "wp-codebox/redacted-secret-envelope/v1"});

inline constexpr json::FieldRow run_attestation_evidence_fields[] = {
    json::field<&RunAttestationEvidence::path>("path", "Path inside the bundle."),
    json::field<&RunAttestationEvidence::sha256>("sha256", "SHA-256 of the file, in hexadecimal.",
                                                 &sha256_hex_rule),
    json::field<&RunAttestationEvidence::kind>("kind", "Kind, as in the manifest."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationEvidence::table =
    json::struct_table<RunAttestationEvidence>("RunAttestationEvidence",
                                               "A file with the result of a check.",
                                               run_attestation_evidence_fields);

inline constexpr json::FieldRow run_attestation_evidence_refs_fields[] = {
    json::field<&RunAttestationEvidenceRefs::workspacePolicyResult>("workspacePolicyResult",
                                                                    "Of the workspaces."),
    json::field<&RunAttestationEvidenceRefs::artifactVerifierResult>("artifactVerifierResult",
                                                                     "Of the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationEvidenceRefs::table =
    json::struct_table<RunAttestationEvidenceRefs>(
        "RunAttestationEvidenceRefs", "Results of checks.", run_attestation_evidence_refs_fields);

inline constexpr json::FieldRow run_attestation_seal_fields[] = {
    json::field<&RunAttestationSeal::enforced>("enforced", "Rules that were enforced."),
    json::field<&RunAttestationSeal::declarative>("declarative", "Rules that were only declared."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestationSeal::table =
    json::struct_table<RunAttestationSeal>("RunAttestationSeal", "What the attestation covers.",
                                           run_attestation_seal_fields);

inline constexpr json::FieldRow run_attestation_fields[] = {
    json::field<&RunAttestation::schema>("schema", "Schema id."),
    json::field<&RunAttestation::createdAt>("createdAt", "Time of writing."),
    json::field<&RunAttestation::package>("package", "The host."),
    json::field<&RunAttestation::backend>("backend", "The backend."),
    json::field<&RunAttestation::runtime>("runtime", "The environment."),
    json::field<&RunAttestation::policy>("policy", "The rules of the run."),
    json::field<&RunAttestation::secretEnvelope>("secretEnvelope",
                                                 "Which secrets the run was given."),
    json::field<&RunAttestation::evidenceRefs>("evidenceRefs", "Results of checks."),
    json::field<&RunAttestation::sealed>("sealed", "What this covers."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RunAttestation::table =
    json::struct_table<RunAttestation>("RunAttestation", "What the host vouches for.",
                                       run_attestation_fields,
                                       {.schema_id = "wp-codebox/run-attestation/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
