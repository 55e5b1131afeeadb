#include "wp_codebox/artifacts/mount_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "bundle_example.hpp"

namespace {

using namespace wp_codebox;
using test::example_mount;
using test::ScratchFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> types_of(const MountDiff& diff) {
  std::vector<std::string> types;
  for (const ArtifactDiagnostic& diagnostic : diff.diagnostics) types.push_back(diagnostic.type);
  return types;
}

std::vector<std::string> changes_of(const MountDiff& diff) {
  std::vector<std::string> changes;
  for (const ArtifactChangedFile& file : diff.changed_files) {
    changes.push_back(std::string(json::enum_text(file.status)) + " " + file.path);
  }
  return changes;
}

TEST(MountDiff, ComparesAReadwriteMountWithItsBaseline) {
  const ScratchFolder folder;
  folder.write("base/a.txt", "1\n");
  folder.write("base/gone.txt", "x");
  folder.write("now/a.txt", "2\n");
  folder.write("now/new.txt", "");
  folder.write("now/.git/config", "left out");
  folder.write("now/node_modules/m.js", "left out");
  const MountDiff diff = diff_mount(3, example_mount(folder, "now", "base", "/w//"), Redactor());
  EXPECT_EQ(diff.entry.status, ArtifactMountDiffStatus::changed);
  EXPECT_TRUE(diff.entry.changed);
  EXPECT_THAT(changes_of(diff),
              ElementsAre("modified /w/a.txt", "deleted /w/gone.txt", "added /w/new.txt"));
  EXPECT_EQ(diff.changed_files[0].patchPath, "files/diffs/mount-3.patch");
  EXPECT_EQ(diff.changed_files[0].mountIndex, 3);
  EXPECT_THAT(diff.patch, HasSubstr("diff --git a/w/new.txt b/w/new.txt\nnew file mode 100644\n"));
}

// WPC-ART-013
TEST(MountDiff, AppliesWithGitWhereTheBaselineLies) {
  const ScratchFolder folder;
  folder.write("tree/w/p/a.txt", "one\r\ntwo");
  folder.write("tree/w/p/run.sh", "#!/bin/sh\n");
  folder.write("tree/w/p/turns/into", "a folder's file");
  folder.write("now/a.txt", "one\ntwo");
  folder.write("now/run.sh", "#!/bin/sh\n", true);
  folder.write("now/turns", "a file");
  folder.write("now/e\u00e9 \"q\".txt", "");
  const MountDiff diff =
      diff_mount(0, example_mount(folder, "now", "tree/w/p", "/w/p"), Redactor());
  folder.write("change.patch", diff.patch);
  const std::string command = "cd '" + (folder / "tree").string() +
                              "' && GIT_CEILING_DIRECTORIES=/ git apply -p1 ../change.patch";
  ASSERT_EQ(std::system(command.c_str()), 0) << diff.patch;
  EXPECT_EQ(test::files_below(folder / "tree/w/p"), test::files_below(folder / "now"));
}

// WPC-ART-012
TEST(MountDiff, IsSkippedWithoutABaseline) {
  const ScratchFolder folder;
  const MountDiff diff = diff_mount(0, example_mount(folder, "now", "", "/w"), Redactor());
  EXPECT_EQ(diff.entry.status, ArtifactMountDiffStatus::skipped);
  EXPECT_EQ(diff.entry.reason, "missing-baseline-source");
  EXPECT_TRUE(diff.patch.empty());
}

// WPC-ART-012
TEST(MountDiff, FailsWithADiagnosticWhenAFolderIsGone) {
  const ScratchFolder folder;
  const MountSpec mount = example_mount(folder, "now", "base", "/w");
  std::filesystem::remove_all(folder / "base");
  const MountDiff diff = diff_mount(1, mount, Redactor());
  EXPECT_EQ(diff.entry.status, ArtifactMountDiffStatus::failed);
  EXPECT_EQ(diff.entry.reason, "diff-extraction-failed");
  ASSERT_THAT(types_of(diff), ElementsAre("mount-diff-extraction-failed"));
  EXPECT_EQ(diff.diagnostics[0].id, "mount-1-diff-extraction-failed");
  EXPECT_EQ(diff.diagnostics[0].severity, ArtifactDiagnosticSeverity::error);
}

// WPC-ART-014, WPC-ART-015
TEST(MountDiff, ReportsWhatThePatchLeavesOut) {
  const ScratchFolder folder;
  const std::string nul(1, '\0');
  folder.write("base/same.bin", nul);
  folder.write("now/same.bin", nul);
  folder.write("base/turned", "text");
  folder.write("now/turned", nul);
  folder.write("now/picture.png", nul + "new");
  folder.write("now/huge.txt", std::string((16U << 20U) + 1, 'x'));
  const MountDiff diff = diff_mount(0, example_mount(folder, "now", "base", "/w"), Redactor());
  EXPECT_EQ(diff.entry.status, ArtifactMountDiffStatus::unchanged);
  EXPECT_THAT(types_of(diff),
              ElementsAre("patch-file-too-large", "patch-binary-file", "patch-binary-file"));
  EXPECT_EQ(diff.diagnostics[0].path, "/w/huge.txt");
}

// WPC-ART-014
TEST(MountDiff, SeesNothingThroughLinks) {
  const ScratchFolder outside;
  outside.write("canary", "canary");
  const ScratchFolder folder;
  const MountSpec mount = example_mount(folder, "now", "base", "/w");
  std::filesystem::create_symlink(outside / "canary", folder / "now/link");
  std::filesystem::create_directory_symlink(outside.path(), folder / "now/folder");
  EXPECT_TRUE(diff_mount(0, mount, Redactor()).patch.empty());
}

TEST(MountDiff, IsTakenOfRedactedText) {
  const ScratchFolder folder;
  const Redactor redactor(json::Dictionary<std::string>{{"S_", "hunter22hunter"}});
  folder.write("base/a.txt", "x=hunter22hunter\n");
  folder.write("base/b.txt", "x=hunter22hunter\n");
  folder.write("now/a.txt", "x=[REDACTED:configured-secret-value]\n");
  folder.write("now/b.txt", "y=hunter22hunter\n");
  const MountDiff diff = diff_mount(0, example_mount(folder, "now", "base", "/w"), redactor);
  EXPECT_THAT(changes_of(diff), ElementsAre("modified /w/b.txt"));
  EXPECT_THAT(types_of(diff), ElementsAre("patch-redacted-change"));
  EXPECT_EQ(diff.patch.find("hunter22"), std::string::npos);
}

TEST(MountDiff, LooksAtReadwriteMountsOnly) {
  const ScratchFolder folder;
  folder.write("now/a.txt", "x");
  MountSpec readonly = example_mount(folder, "now", "base", "/r");
  readonly.mode = MountMode::readonly;
  const auto diffs =
      diff_mounts({readonly, example_mount(folder, "now", "base", "/w")}, Redactor());
  ASSERT_EQ(diffs.size(), 1U);
  EXPECT_EQ(diffs[0].entry.mountIndex, 1);
  EXPECT_EQ(changed_files_document(diffs).files.size(), 1U);
}

TEST(MountDiff, JoinsPatchesWithABlankLine) {
  MountDiff first;
  first.patch = "a\n";
  const MountDiff none;
  MountDiff second;
  second.patch = "b\n";
  EXPECT_EQ(joined_patch({none, first, none, second}), "a\n\nb\n");
  EXPECT_EQ(joined_patch({none}), "");
}

TEST(WorkspacePatch, TakesTextsFromTheMountsMetadata) {
  const ScratchFolder folder;
  folder.write("now/a.txt", "x");
  MountSpec mount = example_mount(folder, "now", "base", "/w");
  mount.metadata->append("kind") = json::Value::string("plugin");
  mount.metadata->append("mountRole") = json::Value::string("");
  mount.metadata->append("default_branch") = json::Value::string("main");
  mount.metadata->append("repo") = json::Value::number(5);
  const auto diffs = diff_mounts({mount}, Redactor());
  ArtifactContentDigest digest;
  digest.value = std::string(64, 'a');
  const WorkspacePatch patch = workspace_patch_document("t", digest, std::nullopt, {mount}, diffs);
  ASSERT_EQ(patch.workspaces.size(), 1U);
  EXPECT_EQ(patch.workspaces[0].mountRole, "plugin");
  EXPECT_EQ(patch.workspaces[0].gitRef, "main");
  EXPECT_EQ(patch.workspaces[0].defaultBranch, "main");
  EXPECT_EQ(patch.workspaces[0].repo, std::nullopt);
  EXPECT_EQ(patch.summary.added, 1);
  EXPECT_TRUE(patch.summary.changed);
  ASSERT_EQ(patch.promotion.files.size(), 1U);
  EXPECT_EQ(patch.promotion.files[0].path, "/w/a.txt");
}

}  // namespace
