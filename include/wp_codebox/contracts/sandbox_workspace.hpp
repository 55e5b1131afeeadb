#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The workspace of a sandbox as agents see it: contract types `SandboxWorkspaceContract` and
/// `SandboxWorkspaceMountRef`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract constant `SANDBOX_WORKSPACE_ROOT`: relative paths of filesystem actions start here.
inline constexpr std::string_view sandbox_workspace_root = "/workspace";

/// Contract type `SandboxWorkspaceMode`: what stands behind a workspace.
enum class SandboxWorkspaceMode : std::uint8_t { repo_backed, site_backed };
template <>
inline constexpr auto json::enum_texts<SandboxWorkspaceMode> = json::enum_texts_of("repo-backed",
                                                                                   "site-backed");

/// Roots that the contract names.
enum class KnownSandboxWorkspaceRoot : std::uint8_t { workspace };
template <>
inline constexpr auto json::enum_texts<KnownSandboxWorkspaceRoot> =
    json::enum_texts_of("/workspace");

/// Other texts are legal too.
using SandboxWorkspaceRoot = json::Open<KnownSandboxWorkspaceRoot>;

/// Contract type `SandboxWorkspaceMountRef`: one mount of a workspace.
struct SandboxWorkspaceMountRef {
  std::string target;
  MountMode mode = MountMode::readonly;
  SandboxWorkspaceMode sourceMode = SandboxWorkspaceMode::repo_backed;
  std::optional<std::string> workspaceRef;
  std::optional<std::string> mountRole;
  std::optional<std::string> component;
  std::optional<std::string> repo;
  std::optional<std::string> gitRef;
  std::optional<std::string> defaultBranch;
  std::optional<std::string> wpContentPath;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SandboxWorkspaceMountRef&) const = default;
};

/// Contract type `SandboxWorkspaceContract`: the workspace of a sandbox.
struct SandboxWorkspaceContract {
  json::Constant<"wp-codebox/sandbox-workspace/v1"> schema;
  SandboxWorkspaceRoot root;
  SandboxWorkspaceMode defaultMode = SandboxWorkspaceMode::repo_backed;
  std::vector<SandboxWorkspaceMountRef> mounts;
  std::optional<json::Value> toolPolicy;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const SandboxWorkspaceContract&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow sandbox_workspace_mount_ref_fields[] = {
    json::field<&SandboxWorkspaceMountRef::target>("target", "Absolute path in the sandbox."),
    json::field<&SandboxWorkspaceMountRef::mode>("mode", "Whether the sandbox may write."),
    json::field<&SandboxWorkspaceMountRef::sourceMode>("sourceMode", "What stands behind it."),
    json::field<&SandboxWorkspaceMountRef::workspaceRef>("workspaceRef",
                                                         "The workspace as its owner names it."),
    json::field<&SandboxWorkspaceMountRef::mountRole>("mountRole", "What the mount is for."),
    json::field<&SandboxWorkspaceMountRef::component>("component",
                                                      "Plugin or theme that lies there."),
    json::field<&SandboxWorkspaceMountRef::repo>("repo", "Repository behind it."),
    json::field<&SandboxWorkspaceMountRef::gitRef>("gitRef",
                                                   "Branch, tag or commit of the repository."),
    json::field<&SandboxWorkspaceMountRef::defaultBranch>("defaultBranch",
                                                          "Default branch of the repository."),
    json::field<&SandboxWorkspaceMountRef::wpContentPath>("wpContentPath",
                                                          "Path below wp-content."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SandboxWorkspaceMountRef::table =
    json::struct_table<SandboxWorkspaceMountRef>("SandboxWorkspaceMountRef",
                                                 "One mount of a workspace.",
                                                 sandbox_workspace_mount_ref_fields);

inline constexpr json::FieldRow sandbox_workspace_contract_fields[] = {
    json::field<&SandboxWorkspaceContract::schema>("schema", "Schema id."),
    json::field<&SandboxWorkspaceContract::root>("root", "Where relative paths start."),
    json::field<&SandboxWorkspaceContract::defaultMode>(
        "defaultMode", "What stands behind mounts that do not say it."),
    json::field<&SandboxWorkspaceContract::mounts>("mounts", "The mounts."),
    json::field<&SandboxWorkspaceContract::toolPolicy>(
        "toolPolicy", "Which tools may be used, mostly a `SandboxToolPolicy`."),
};
WP_CODEBOX_INLINE constexpr json::StructTable SandboxWorkspaceContract::table =
    json::struct_table<SandboxWorkspaceContract>(
        "SandboxWorkspaceContract", "The workspace of a sandbox.",
        sandbox_workspace_contract_fields, {.schema_id = "wp-codebox/sandbox-workspace/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
