#include "wp_codebox/stdio/workspace_git.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "../scratch_folder.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// A work tree, made with the real git.
class WorkspaceGit : public testing::Test {
 protected:
  WorkspaceGit() {
    fs::create_directories(root());
    git({"init", "--quiet", "-b", "main"});
    folder.write("root/.gitignore", "*.log\nbuild/\n");
    folder.write("root/tracked.log", "kept");
    folder.write("root/a.txt", "one\n");
    git({"add", "-f", "."});
    git({"commit", "--quiet", "-m", "first"});
  }

  [[nodiscard]] fs::path root() const { return folder.path() / "root"; }

  /// Runs git as a user would, with all that the repository says. Gives its exit code.
  int git(std::vector<std::string> arguments) const {
    std::vector<std::string> line = {"-c", "user.name=T", "-c", "user.email=t@example.org"};
    line.insert(line.end(), arguments.begin(), arguments.end());
    return run_process({"/usr/bin/git",
                        line,
                        {{"HOME", folder.path().string()}, {"PATH", "/usr/bin:/bin"}},
                        root()},
                       std::chrono::seconds(60))
        .end.exit_code;
  }

  /// A program that leaves a trace when it is started.
  std::string trap() const {
    folder.write("trap", "#!/bin/sh\necho sprung >> '" + canary().string() + "'\nexit 0\n", true);
    return (folder.path() / "trap").string();
  }
  [[nodiscard]] fs::path canary() const { return folder.path() / "canary"; }

  std::string code(const GitLimits& limits = {}) {
    try {
      (void)read_workspace_git(root().string(), limits);
    } catch (const WorkspaceGitError& error) {
      return std::string(error.code());
    }
    return "none";
  }

  test::ScratchFolder folder;
};

TEST_F(WorkspaceGit, ACleanWorkTreeHasNothingToTell) {
  const WorkspaceGitFacts facts = read_workspace_git(root().string());
  EXPECT_THAT(facts.ignored, IsEmpty()) << "what is tracked is not ignored";
  EXPECT_THAT(facts.unmerged, IsEmpty());
  EXPECT_THAT(facts.gitlinks, IsEmpty());
}

TEST_F(WorkspaceGit, TellsWhatIsIgnored) {
  folder.write("root/new.log", "");
  folder.write("root/build/out/\xC3\xA4 b.o", "");
  folder.write("root/untracked.txt", "");
  EXPECT_THAT(read_workspace_git(root().string()).ignored,
              ElementsAre("build", "build/out/\xC3\xA4 b.o", "new.log"));
}

TEST_F(WorkspaceGit, TellsWhatIsUnmergedAndWhatIsASubmodule) {
  git({"checkout", "--quiet", "-b", "other"});
  folder.write("root/a.txt", "two\n");
  git({"commit", "--quiet", "-am", "second"});
  git({"checkout", "--quiet", "main"});
  folder.write("root/a.txt", "three\n");
  git({"commit", "--quiet", "-am", "third"});
  EXPECT_NE(git({"merge", "--quiet", "other"}), 0);
  git({"update-index", "--add", "--cacheinfo", "160000," + std::string(40, 'a') + ",sub"});
  const WorkspaceGitFacts facts = read_workspace_git(root().string());
  EXPECT_THAT(facts.unmerged, ElementsAre(std::pair<std::string, std::string>("a.txt", "UU")));
  EXPECT_THAT(facts.gitlinks, ElementsAre("sub"));
}

TEST_F(WorkspaceGit, ThePolicyReportsWhatGitSays) {
  folder.write("root/new.log", "");
  WorkspacePolicyOptions options;
  options.workspace_root = root().string();
  options.writable_roots = {"."};
  options.git_backed = true;
  const WorkspacePolicyResult result = check_workspace_policy_with_git(options);
  ASSERT_EQ(result.violations.size(), 1U) << json::to_json(result);
  EXPECT_EQ(result.violations[0].code.text(), "ignored-path");
  EXPECT_EQ(result.violations[0].path, "new.log");
  options.git_backed = false;
  for (const auto& violation : check_workspace_policy_with_git(options).violations) {
    EXPECT_NE(violation.code.text(), "ignored-path");
  }
}

TEST_F(WorkspaceGit, NothingThatTheRepositoryNamesIsStarted) {
  const std::string program = trap();
  for (const char* const setting :
       {"core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.askPass",
        "core.editor", "diff.external", "credential.helper", "alias.ls-files", "filter.x.clean",
        "filter.x.smudge", "filter.x.process", "diff.x.textconv", "pager.ls-files"}) {
    git({"config", setting, program});
  }
  git({"config", "alias.ls-files", "!" + program});
  fs::create_directories(root() / ".git/hooks");
  for (const char* const hook :
       {"post-index-change", "fsmonitor-watchman", "pre-commit", "post-checkout"}) {
    fs::copy_file(program, root() / ".git/hooks" / hook);
  }
  folder.write("root/.gitattributes", "* filter=x diff=x\n");
  folder.write("root/a.txt", "changed\n");
  (void)git({"status"});
  ASSERT_TRUE(fs::exists(canary())) << "the trap works for a git that is not held back";
  fs::remove(canary());
  EXPECT_EQ(code(), "none");
  EXPECT_FALSE(fs::exists(canary()));
}

TEST_F(WorkspaceGit, NothingIsFetchedAndNothingWritten) {
  const std::string program = trap();
  git({"config", "extensions.partialClone", "origin"});
  git({"config", "core.repositoryFormatVersion", "1"});
  git({"config", "remote.origin.url", "ext::" + program});
  git({"config", "remote.origin.promisor", "true"});
  git({"config", "protocol.ext.allow", "always"});
  git({"config", "protocol.allow", "always"});
  git({"update-index", "--skip-worktree", ".gitignore"});
  fs::remove(root() / ".gitignore");
  folder.write("root/new.log", "");
  // Git now looks for the ignore file among the objects, and it is not there.
  for (const auto& entry : fs::recursive_directory_iterator(root() / ".git/objects")) {
    if (entry.is_regular_file()) fs::remove(entry.path());
  }
  (void)git({"ls-files", "--others", "--ignored", "--exclude-standard"});
  ASSERT_TRUE(fs::exists(canary())) << "the trap works for a git that is not held back";
  fs::remove(canary());
  const auto before = test::files_below(root());
  (void)code();  // Some versions of git go on without the object, others fail.
  EXPECT_FALSE(fs::exists(canary()));
  EXPECT_EQ(test::files_below(root()), before);
}

TEST_F(WorkspaceGit, StaysInTheWorkspace) {
  folder.write("elsewhere/secret.log", "");
  git({"config", "core.worktree", (folder.path() / "elsewhere").string()});
  git({"config", "core.excludesFile", (folder.path() / "elsewhere/patterns").string()});
  folder.write("elsewhere/patterns", "*.txt\n");
  folder.write("root/new.txt", "");
  EXPECT_THAT(read_workspace_git(root().string()).ignored, IsEmpty());
}

TEST_F(WorkspaceGit, VariablesOfThisProcessHaveNoEffect) {
  folder.write("root/new.log", "");
  ::setenv("GIT_DIR", "/nonexistent", 1);
  ::setenv("GIT_CONFIG_COUNT", "broken", 1);
  const std::string outcome = code();
  ::unsetenv("GIT_DIR");
  ::unsetenv("GIT_CONFIG_COUNT");
  EXPECT_EQ(outcome, "none");
  EXPECT_THAT(read_workspace_git(root().string()).ignored, Contains("new.log"));
}

TEST_F(WorkspaceGit, AWorktreeOfAnotherRepositoryIsOneToo) {
  const fs::path other = folder.path() / "other";
  ASSERT_EQ(git({"worktree", "add", "--quiet", other.string()}), 0);
  folder.write("other/new.log", "");
  EXPECT_THAT(read_workspace_git(other.string()).ignored, ElementsAre("new.log"));
}

TEST_F(WorkspaceGit, WhatIsNoWorkTreeIsATypedError) {
  EXPECT_EQ(code({.program = "/no/such/git"}), "workspace-git-unavailable");
  EXPECT_EQ(code({.output_bytes = 10}), "workspace-git-too-large");
  folder.write("root/.git/index", "broken");
  EXPECT_EQ(code(), "workspace-git-failed");
  fs::rename(root() / ".git", folder.path() / "moved");
  fs::create_directory_symlink(folder.path() / "moved", root() / ".git");
  EXPECT_EQ(code(), "workspace-git-failed");
  fs::remove(root() / ".git");
  EXPECT_EQ(code(), "workspace-git-failed");
  fs::remove_all(root());
  EXPECT_EQ(code(), "workspace-git-failed");
}

TEST_F(WorkspaceGit, AGitThatHangsIsEnded) {
  fs::remove(root() / ".git/index");
  ASSERT_EQ(::mkfifo((root() / ".git/index").c_str(), 0600), 0);
  EXPECT_EQ(code({.time = std::chrono::milliseconds(300)}), "workspace-git-timeout");
}

}  // namespace
}  // namespace wp_codebox
