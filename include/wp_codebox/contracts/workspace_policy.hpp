#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Whether a workspace holds only what it may: documents `wp-codebox/workspace-policy-result/v1`
/// and `wp-codebox/workspace-policy-artifacts/v1`. The checks are in
/// `validation/workspace_policy.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Codes of the check.
enum class KnownWorkspacePolicyViolationCode : std::uint8_t {
  invalid_policy_path,
  path_outside_workspace,
  path_outside_writable_roots,
  hidden_path,
  nested_git_metadata,
  symlink,
  hardlink,
  special_file,
  ignored_path,
  unmerged_index,
  gitlink
};
template <>
inline constexpr auto json::enum_texts<KnownWorkspacePolicyViolationCode> = json::enum_texts_of(
    "invalid-policy-path", "path-outside-workspace", "path-outside-writable-roots", "hidden-path",
    "nested-git-metadata", "symlink", "hardlink", "special-file", "ignored-path", "unmerged-index",
    "gitlink");

/// Other texts are legal too.
using WorkspacePolicyViolationCode = json::Open<KnownWorkspacePolicyViolationCode>;

/// One thing that a workspace may not hold.
struct WorkspacePolicyViolation {
  WorkspacePolicyViolationCode code;
  std::string path;
  std::string message;
  std::optional<json::Dictionary<json::Value>> details;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePolicyViolation&) const = default;
};

/// Whether a workspace holds only what it may.
struct WorkspacePolicyResult {
  json::Constant<"wp-codebox/workspace-policy-result/v1"> schema;
  bool passed = false;
  std::string policy_sha256;
  std::vector<WorkspacePolicyViolation> violations;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePolicyResult&) const = default;
};

/// What was checked.
struct WorkspacePolicyCheckedWorkspace {
  std::string target;
  MountMode mode = MountMode::readonly;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePolicyCheckedWorkspace&) const = default;
};

/// One workspace and its result.
struct WorkspacePolicyCheck {
  WorkspacePolicyCheckedWorkspace workspace;
  WorkspacePolicyResult result;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePolicyCheck&) const = default;
};

/// The checks of all workspaces of a recipe.
struct WorkspacePolicyArtifacts {
  json::Constant<"wp-codebox/workspace-policy-artifacts/v1"> schema;
  bool passed = false;
  std::vector<WorkspacePolicyCheck> checks;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePolicyArtifacts&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_policy_violation_fields[] = {
    json::field<&WorkspacePolicyViolation::code>("code", "Stable code."),
    json::field<&WorkspacePolicyViolation::path>("path", "Path below the workspace."),
    json::field<&WorkspacePolicyViolation::message>("message", "What is wrong, for people."),
    json::field<&WorkspacePolicyViolation::details>("details", "More, by code."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePolicyViolation::table =
    json::struct_table<WorkspacePolicyViolation>("WorkspacePolicyViolation",
                                                 "One thing that a workspace may not hold.",
                                                 workspace_policy_violation_fields);

inline constexpr json::FieldRow workspace_policy_result_fields[] = {
    json::field<&WorkspacePolicyResult::schema>("schema", "Schema id."),
    json::field<&WorkspacePolicyResult::passed>("passed", "Whether there is no violation."),
    json::field<&WorkspacePolicyResult::policy_sha256>(
        "policy_sha256", "SHA-256 of the policy, in hexadecimal.", &sha256_hex_rule),
    json::field<&WorkspacePolicyResult::violations>("violations",
                                                    "What is wrong, sorted by path and code."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePolicyResult::table =
    json::struct_table<WorkspacePolicyResult>(
        "WorkspacePolicyResult", "Whether a workspace holds only what it may.",
        workspace_policy_result_fields, {.schema_id = "wp-codebox/workspace-policy-result/v1"});

inline constexpr json::FieldRow workspace_policy_checked_workspace_fields[] = {
    json::field<&WorkspacePolicyCheckedWorkspace::target>("target", "Path in the sandbox."),
    json::field<&WorkspacePolicyCheckedWorkspace::mode>("mode",
                                                        "Whether the sandbox could write there."),
    json::field<&WorkspacePolicyCheckedWorkspace::metadata>("metadata",
                                                            "What the recipe says about it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePolicyCheckedWorkspace::table =
    json::struct_table<WorkspacePolicyCheckedWorkspace>("WorkspacePolicyCheckedWorkspace",
                                                        "What was checked.",
                                                        workspace_policy_checked_workspace_fields);

inline constexpr json::FieldRow workspace_policy_check_fields[] = {
    json::field<&WorkspacePolicyCheck::workspace>("workspace", "What was checked."),
    json::field<&WorkspacePolicyCheck::result>("result", "What came of it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePolicyCheck::table =
    json::struct_table<WorkspacePolicyCheck>(
        "WorkspacePolicyCheck", "One workspace and its result.", workspace_policy_check_fields);

inline constexpr json::FieldRow workspace_policy_artifacts_fields[] = {
    json::field<&WorkspacePolicyArtifacts::schema>("schema", "Schema id."),
    json::field<&WorkspacePolicyArtifacts::passed>("passed", "Whether all passed."),
    json::field<&WorkspacePolicyArtifacts::checks>("checks", "Each workspace and its result."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePolicyArtifacts::table =
    json::struct_table<WorkspacePolicyArtifacts>(
        "WorkspacePolicyArtifacts", "The checks of all workspaces of a recipe.",
        workspace_policy_artifacts_fields,
        {.schema_id = "wp-codebox/workspace-policy-artifacts/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
