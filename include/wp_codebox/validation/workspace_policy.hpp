#pragma once

#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/workspace_policy.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks a workspace folder against what an agent may have changed in it.

namespace WP_CODEBOX_NAMESPACE {

/// What git says about a workspace. Git is not asked here: whoever checks a git-backed workspace
/// runs it and hands the answers in. Paths are relative to the workspace, `/` between parts.
struct WorkspaceGitFacts {
  /// Entries that git ignores.
  std::vector<std::string> ignored;
  /// Entries with an unmerged status or index stage, and that status (`UU`, `stage 2`, …).
  std::vector<std::pair<std::string, std::string>> unmerged;
  /// Entries of mode 160000.
  std::vector<std::string> gitlinks;
};

/// What is checked.
struct WorkspacePolicyOptions {
  /// The folder; a relative one is taken from the working directory.
  std::string workspace_root;
  /// Where changes are allowed; `.` is everywhere.
  std::vector<std::string> writable_roots;
  /// What must not be there.
  std::vector<std::string> hidden_paths;
  /// Whether the folder is a git work tree; then `git` is looked at and the folder's own `.git` is
  /// passed over.
  bool git_backed = false;
  WorkspaceGitFacts git;  ///< Looked at only when `git_backed`.
};

/// All violations, each once, in UTF-16 order of path, then code. Links are reported and never
/// followed. Never throws on any folder: what cannot be read is a violation `special-file`.
[[nodiscard]] WorkspacePolicyResult check_workspace_policy(const WorkspacePolicyOptions& options);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/workspace_policy.inl.hpp"
#endif
