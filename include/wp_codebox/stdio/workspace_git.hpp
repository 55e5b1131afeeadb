#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "wp_codebox/validation/workspace_policy.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Asks git about a workspace that an agent may have prepared: nothing that its repository says
/// makes git start a program, leave the workspace, ask anybody or wait for ever. The definitions
/// are in the library `wp_codebox::stdio`.

namespace WP_CODEBOX_NAMESPACE {

/// Which git, and how long and how much it may answer.
struct GitLimits {
  std::filesystem::path program = "/usr/bin/git";             ///< The PATH is not searched.
  std::chrono::milliseconds time = std::chrono::seconds(60);  ///< For each question.
  std::size_t output_bytes = std::size_t{64} << 20;           ///< For each answer.
};

/// Git gave no answer that can be used.
class WorkspaceGitError : public std::runtime_error {
 public:
  /// `code` is one of those below and is not copied.
  WorkspaceGitError(std::string_view code, const std::string& message)
      : std::runtime_error(message), code_(code) {}
  /// Stable code: `workspace-git-unavailable` (git cannot be started), `workspace-git-failed` (the
  /// workspace is no work tree, or git said no), `workspace-git-timeout`,
  /// `workspace-git-too-large`.
  [[nodiscard]] std::string_view code() const { return code_; }

 private:
  std::string_view code_;
};

/// What git says about the work tree at `workspace_root`, which has to hold its `.git`, a folder or
/// a file that names one; a link is refused. Hooks, the file system monitor, pagers, remotes,
/// lazily fetched objects, the user's and the system's configuration and the variables `GIT_*` of
/// this process have no effect, and git writes nothing. Throws `WorkspaceGitError`.
[[nodiscard]] WorkspaceGitFacts read_workspace_git(const std::string& workspace_root,
                                                   const GitLimits& limits = {});

/// `check_workspace_policy`, with git asked first when the workspace is git-backed. What
/// `options.git` has is not looked at then. Throws `WorkspaceGitError`.
[[nodiscard]] WorkspacePolicyResult check_workspace_policy_with_git(WorkspacePolicyOptions options,
                                                                    const GitLimits& limits = {});

}  // namespace WP_CODEBOX_NAMESPACE
