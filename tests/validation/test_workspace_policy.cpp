#include "wp_codebox/validation/workspace_policy.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "../vector_file.hpp"

namespace {

namespace fs = std::filesystem;
using namespace wp_codebox;
using Found = std::set<std::string>;

Found found(const WorkspacePolicyResult& result) {
  Found lines;
  for (const auto& violation : result.violations) {
    lines.insert(violation.code.text() + " " + violation.path);
  }
  return lines;
}

void create(const test::ScratchFolder& folder, const json::Node& entry) {
  const fs::path path = folder / entry.find("path")->text();
  fs::create_directories(path.parent_path());
  const json::Node* link = entry.find("symlink");
  if (entry.find("dir") != nullptr) {
    fs::create_directories(path);
  } else if (link != nullptr) {
    fs::create_symlink(link->text(), path);
  } else {
    const json::Node* text = entry.find("text");
    folder.write(entry.find("path")->text(), text == nullptr ? "x" : text->text());
  }
}

TEST(WorkspacePolicy, FindsTheViolationsOfTheVectors) {
  test::for_each_row("workspace-policy", [](const test::VectorRow& row) {
    const test::ScratchFolder folder;
    for (const json::Node& entry : row.input.find("tree")->items()) create(folder, entry);
    WorkspacePolicyOptions options;
    options.workspace_root = folder.path();
    const json::Node& given = *row.input.find("options");
    for (const json::Node& root : given.find("writableRoots")->items()) {
      options.writable_roots.push_back(root.text());
    }
    if (const json::Node* hidden = given.find("hiddenPaths")) {
      for (const json::Node& path : hidden->items()) options.hidden_paths.push_back(path.text());
    }
    const WorkspacePolicyResult result = check_workspace_policy(options);
    EXPECT_EQ(result.passed, row.expect.find("passed")->boolean());
    Found expected;
    for (const json::Node& violation : row.expect.find("violations")->items()) {
      expected.insert(violation.find("code")->text() + " " + violation.find("path")->text());
    }
    EXPECT_EQ(found(result), expected);
  });
}

TEST(WorkspacePolicy, ReportsHardLinksAndSpecialFilesAndFollowsNothing) {
  const test::ScratchFolder folder;
  const test::ScratchFolder outside;
  outside.write("canary", "x");
  folder.write("a", "x");
  fs::create_hard_link(folder / "a", folder / "b");
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_directory_symlink(outside.path(), folder / "link");
  const auto result = check_workspace_policy({folder.path(), {"."}, {}, false, {}});
  EXPECT_EQ(found(result),
            (Found{"hardlink a", "hardlink b", "special-file pipe", "symlink link"}));
  EXPECT_EQ(result.violations.front().details->find("links")->text(), "2");
}

TEST(WorkspacePolicy, TakesGitsAnswersAsTheyComeIn) {
  const test::ScratchFolder folder;
  folder.write(".git/config", "x");
  folder.write("sub/.git/HEAD", "x");
  WorkspacePolicyOptions options{folder.path(), {"."}, {}, true, {}};
  options.git.ignored = {"build"};
  options.git.unmerged = {{"both.txt", "UU"}};
  options.git.gitlinks = {"module"};
  const auto result = check_workspace_policy(options);
  EXPECT_EQ(found(result),
            (Found{"gitlink module", "ignored-path build", "nested-git-metadata sub/.git",
                   "nested-git-metadata sub/.git/HEAD", "unmerged-index both.txt"}));
}

TEST(WorkspacePolicy, SortsByPathThenCode) {
  const test::ScratchFolder folder;
  folder.write("b", "x");
  folder.write("a", "x");
  std::vector<std::string> lines;
  const auto result = check_workspace_policy({folder.path(), {}, {"."}, false, {}});
  for (const auto& violation : result.violations) {
    lines.push_back(violation.path + " " + violation.code.text());
  }
  EXPECT_EQ(lines, (std::vector<std::string>{"a hidden-path", "a path-outside-writable-roots",
                                             "b hidden-path", "b path-outside-writable-roots"}));
}

TEST(WorkspacePolicy, SaysWhenTheWorkspaceCannotBeRead) {
  const auto result = check_workspace_policy({"/nonexistent/workspace", {"."}, {}, false, {}});
  EXPECT_FALSE(result.passed);
  EXPECT_EQ(result.policy_sha256.size(), 64U);
}

}  // namespace
