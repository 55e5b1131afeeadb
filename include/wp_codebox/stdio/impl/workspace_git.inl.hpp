#pragma once

// Included by one translation unit of a program. Nothing here is inline on purpose.

#include <system_error>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/stdio/process.hpp"
#include "wp_codebox/stdio/workspace_git.hpp"
#include "wp_codebox/validation/git_facts.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace workspace_git {

[[noreturn]] inline void fail(std::string_view code, const std::string& message) {
  throw WorkspaceGitError(code, message);
}

/// The workspace's absolute path; it has a `.git` of its own that is no link.
inline std::filesystem::path work_tree(const std::string& workspace_root) {
  std::error_code error;
  std::filesystem::path root = std::filesystem::canonical(workspace_root, error);
  if (error) fail(error_code::workspace_git_failed, "There is no workspace: " + error.message());
  const auto type = std::filesystem::symlink_status(root / ".git", error).type();
  if (type != std::filesystem::file_type::directory &&
      type != std::filesystem::file_type::regular) {
    fail(error_code::workspace_git_failed, "The workspace is no work tree of git");
  }
  return root;
}

/// Everything that git learns from its surroundings. Of the variables that it knows, those that are
/// set here win over what the repository says; all others are unset.
inline std::vector<std::pair<std::string, std::string>> surroundings(
    const std::filesystem::path& root) {
  return {{"PATH", "/usr/bin:/bin"},
          {"HOME", "/nonexistent"},
          {"XDG_CONFIG_HOME", "/nonexistent"},
          {"LC_ALL", "C"},
          // A repository may name another work tree.
          {"GIT_DIR", (root / ".git").string()},
          {"GIT_WORK_TREE", root.string()},
          {"GIT_CONFIG_NOSYSTEM", "1"},
          {"GIT_CONFIG_SYSTEM", "/dev/null"},
          {"GIT_CONFIG_GLOBAL", "/dev/null"},
          {"GIT_ATTR_NOSYSTEM", "1"},
          {"GIT_OPTIONAL_LOCKS", "0"},
          {"GIT_TERMINAL_PROMPT", "0"},
          {"GIT_ASKPASS", "/bin/false"},
          {"GIT_PAGER", "cat"},
          // An object that is missing is not fetched, whatever remote promises it.
          {"GIT_NO_LAZY_FETCH", "1"},
          {"GIT_ALLOW_PROTOCOL", "none"},
          {"GIT_NO_REPLACE_OBJECTS", "1"}};
}

/// The arguments, after those that overrule what the repository's configuration could start.
inline std::vector<std::string> command_line(const std::vector<std::string>& arguments) {
  std::vector<std::string> line = {"--no-pager", "--no-optional-locks", "--no-replace-objects"};
  for (const char* const setting :
       {"core.fsmonitor=false", "core.hooksPath=/dev/null", "core.untrackedCache=false",
        "core.excludesFile=/dev/null", "core.attributesFile=/dev/null",
        "core.sshCommand=/bin/false", "core.gitProxy=/bin/false", "core.askPass=/bin/false",
        "core.pager=cat", "core.editor=/bin/false", "credential.helper=", "diff.external=",
        "protocol.allow=never", "submodule.recurse=false", "core.preloadIndex=false"}) {
    line.emplace_back("-c");
    line.emplace_back(setting);
  }
  line.insert(line.end(), arguments.begin(), arguments.end());
  return line;
}

inline std::string run_git(const std::filesystem::path& root, const GitLimits& limits,
                           const std::vector<std::string>& arguments) {
  ProcessResult result;
  try {
    result = run_process({limits.program, command_line(arguments), surroundings(root), root},
                         limits.time, limits.output_bytes);
  } catch (const ProcessStartError& error) {
    fail(error_code::workspace_git_unavailable, error.what());
  }
  if (result.timed_out) fail(error_code::workspace_git_timeout, "Git did not answer in time");
  if (result.too_large) fail(error_code::workspace_git_too_large, "Git's answer is too long");
  if (!result.end.success()) {
    constexpr std::size_t longest = 500;
    fail(error_code::workspace_git_failed,
         "Git ended with " + result.end.text() + ": " + result.stderr_text.substr(0, longest));
  }
  return std::move(result.stdout_text);
}

}  // namespace workspace_git

WorkspaceGitFacts read_workspace_git(const std::string& workspace_root, const GitLimits& limits) {
  const std::filesystem::path root = workspace_git::work_tree(workspace_root);
  auto facts = workspace_git_facts([&](const std::vector<std::string>& arguments) {
    return workspace_git::run_git(root, limits, arguments);
  });
  if (!facts) workspace_git::fail(error_code::workspace_git_failed, "Git's answer cannot be read");
  return std::move(*facts);
}

WorkspacePolicyResult check_workspace_policy_with_git(WorkspacePolicyOptions options,
                                                      const GitLimits& limits) {
  if (options.git_backed) options.git = read_workspace_git(options.workspace_root, limits);
  return check_workspace_policy(options);
}

}  // namespace WP_CODEBOX_NAMESPACE
