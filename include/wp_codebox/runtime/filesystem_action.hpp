#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/runtime_action.hpp"
#include "wp_codebox/contracts/runtime_action_data.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The action `filesystem`: works with the files of mounts on the host, within what a policy
/// allows.

namespace WP_CODEBOX_NAMESPACE {

/// What filesystem actions may touch.
struct FilesystemActionPolicy {
  /// The mounts, as the runtime has them.
  std::vector<MountSpec> mounts;
  /// Sandbox paths at and below which may be written; without them, the mount's target.
  std::optional<std::vector<std::string>> writable_roots;
  /// The runtime's policy; without it only the mounts' modes count.
  std::optional<FilesystemPolicy> filesystem;
};

/// Does what the action says (WPC-FS-001 to WPC-FS-005): lists a folder, reads a file as UTF-8,
/// writes one with the folders it needs, or deletes a file or folder. Errors:
/// `runtime-action-policy-violation` (`RuntimeActionPolicyError`) for what the policy does not
/// allow or what leads out of a mount, nothing was touched then; and the system's own codes
/// (`ENOENT`, `EISDIR`, `ENOTDIR`, …) as a `RuntimeError`.
[[nodiscard]] FilesystemActionData run_filesystem_action(const FilesystemAction& action,
                                                         const FilesystemActionPolicy& policy);

/// The absolute path that an action's path means, normalised as POSIX paths are; a final slash
/// stays. Relative ones start at `/workspace`.
[[nodiscard]] std::string action_sandbox_path(std::string_view path);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/filesystem_action.inl.hpp"
#endif
