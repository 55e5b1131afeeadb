#include "wp_codebox/validation/bundle_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"

namespace {

using wp_codebox::BundleFolder;
using wp_codebox::is_safe_bundle_path;

TEST(BundleFolder, KnowsThePathRule) {
  for (const auto* path : {"a", "a/b.txt", "./a", "a..b", "..a/b", "files//x", "é", ":a", "1a:b"}) {
    EXPECT_TRUE(is_safe_bundle_path(path)) << path;
  }
  for (const auto* path : {"", "/a", "a\\b", "..", "a/..", "../a", "a/../b", "http://x", "c:a",
                           "file:x", "a+b-c.d:e"}) {
    EXPECT_FALSE(is_safe_bundle_path(path)) << path;
  }
}

TEST(BundleFolder, ReadsRegularFilesInside) {
  const wp_codebox::test::ScratchFolder scratch;
  scratch.write("a/b.txt", "text");
  const BundleFolder folder(scratch.path());
  EXPECT_EQ(folder.read("a/b.txt"), "text");
  EXPECT_EQ(folder.read("a"), std::nullopt);
  EXPECT_EQ(folder.read("../x"), std::nullopt);
  EXPECT_EQ(folder.read("absent"), std::nullopt);
  const auto status = folder.status("a/b.txt");
  EXPECT_TRUE(status.exists && status.regular && status.inside);
  EXPECT_EQ(status.links, 1U);
}

TEST(BundleFolder, FollowsALinkThatStaysInsideOnly) {
  const wp_codebox::test::ScratchFolder scratch;
  const wp_codebox::test::ScratchFolder outside;
  scratch.write("real", "in");
  outside.write("file", "out");
  std::filesystem::create_symlink("real", scratch / "inner");
  std::filesystem::create_symlink(outside / "file", scratch / "outer");
  const BundleFolder folder(scratch.path());
  EXPECT_EQ(folder.read("inner"), "in");
  EXPECT_EQ(folder.read("outer"), std::nullopt);
  EXPECT_FALSE(folder.status("inner").regular);
  EXPECT_FALSE(folder.status("outer").inside);
}

TEST(BundleFolder, ListsEverythingThatIsNoFolderByCodeUnit) {
  const wp_codebox::test::ScratchFolder scratch;
  scratch.write("b/x", "");
  scratch.write(".hidden", "");
  scratch.write("\xEF\xBF\xBD", "");
  scratch.write("\xF0\x9F\x98\x80", "");
  std::filesystem::create_symlink("nowhere", scratch / "link");
  std::filesystem::create_directory(scratch / "empty");
  EXPECT_EQ(
      BundleFolder(scratch.path()).list(),
      (std::vector<std::string>{".hidden", "b/x", "link", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}));
}

TEST(BundleFolder, SaysWhenThereIsNoSuchFolder) {
  const BundleFolder folder("/nonexistent/folder");
  EXPECT_FALSE(folder.is_open());
  EXPECT_EQ(folder.read("a"), std::nullopt);
  EXPECT_TRUE(folder.list().empty());
}

}  // namespace
