#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/validation/workspace_policy.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The questions to git behind a git-backed workspace policy, and how its answers are read. Who
/// runs git is left to the caller; `stdio/workspace_git.hpp` does it.

namespace WP_CODEBOX_NAMESPACE {

/// Runs git with these arguments in the workspace and gives what it printed. It has to throw when
/// git fails.
using GitRun = std::function<std::string(const std::vector<std::string>& arguments)>;

/// Asks git for the facts of a workspace: what it ignores, files and whole folders, what is
/// unmerged (`UU`, `AA`, …, from the stages in the index), and which entries are gitlinks. Only
/// `git ls-files` is asked, which reads the index and the names in the work tree and no content, so
/// no filter runs. None when an answer is not what that command prints. Throws what `git` throws.
[[nodiscard]] std::optional<WorkspaceGitFacts> workspace_git_facts(const GitRun& git);

/// The unmerged entries and gitlinks of `git ls-files --stage -z`; none when the text is not that.
[[nodiscard]] std::optional<WorkspaceGitFacts> read_git_index(std::string_view listing);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/git_facts.inl.hpp"
#endif
