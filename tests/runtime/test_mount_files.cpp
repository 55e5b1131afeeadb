#include "wp_codebox/runtime/mount_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class MountFilesTest : public testing::Test {
 protected:
  MountFilesTest() {
    folder.write("mount/a.txt", "hello");
    folder.write("mount/b/c.txt", "deep");
    folder.write("outside/secret.txt", "canary");
    mount.type = KnownMountType::directory;
    mount.source = (folder.path() / "mount").string();
    mount.target = "/workspace";
  }

  [[nodiscard]] fs::path inside(const std::string& path) const {
    return folder.path() / "mount" / path;
  }
  [[nodiscard]] std::string outside() const { return (folder.path() / "outside").string(); }

  template <class Function>
  static std::string failure(Function function) {
    try {
      function();
    } catch (const MountEscapeError&) {
      return "escape";
    } catch (const ContractError& error) {
      EXPECT_EQ(error.name(), "Error");
      return error.code();
    }
    return "none";
  }

  test::ScratchFolder folder;
  MountSpec mount;
};

TEST_F(MountFilesTest, ListsReadsWritesAndRemoves) {
  const MountFiles files(mount);
  const auto entries = files.list("");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name, "a.txt");
  EXPECT_EQ(entries[0].type, FilesystemEntryType::file);
  EXPECT_EQ(entries[1].type, FilesystemEntryType::directory);
  EXPECT_EQ(files.read("b/c.txt"), "deep");
  files.write("x/y/z.txt", "new");
  EXPECT_EQ(folder.file_bytes(inside("x/y/z.txt").string()), "new");
  files.remove("b");
  EXPECT_FALSE(fs::exists(inside("b")));
  files.remove("x/y/");
  EXPECT_TRUE(fs::is_empty(inside("x")));
}

TEST_F(MountFilesTest, GivesTheSystemsCodes) {
  const MountFiles files(mount);
  EXPECT_EQ(failure([&] { (void)files.read("none"); }), "ENOENT");
  EXPECT_EQ(failure([&] { (void)files.read("none/deeper"); }), "ENOENT");
  EXPECT_EQ(failure([&] { (void)files.read("b"); }), "EISDIR");
  EXPECT_EQ(failure([&] { (void)files.read("a.txt/x"); }), "ENOTDIR");
  EXPECT_EQ(failure([&] { (void)files.list("a.txt"); }), "ENOTDIR");
  EXPECT_EQ(failure([&] { files.write("b", ""); }), "EISDIR");
  EXPECT_EQ(failure([&] { files.write("", ""); }), "EISDIR");
  EXPECT_EQ(failure([&] { files.write("a.txt/x", ""); }), "EEXIST");
  EXPECT_EQ(failure([&] { files.write("a.txt/x/y", ""); }), "ENOTDIR");
  EXPECT_EQ(failure([&] { files.remove("none"); }), "ENOENT");
  mount.source += "-gone";
  EXPECT_EQ(failure([&] { const MountFiles gone(mount); }), "ENOENT");
}

// WPC-FS-002
TEST_F(MountFilesTest, LinksThatLeaveTheMountAreNotFollowed) {
  fs::create_directory_symlink(outside(), inside("absolute"));
  fs::create_directory_symlink("../outside", inside("relative"));
  fs::create_symlink("../outside/secret.txt", inside("file"));
  fs::create_symlink("b/../../outside/secret.txt", inside("winding"));
  fs::create_symlink("../outside/new.txt", inside("dangling"));
  const MountFiles files(mount);
  for (const char* const path :
       {"absolute/secret.txt", "relative/secret.txt", "file", "winding", "dangling"}) {
    EXPECT_EQ(failure([&] { (void)files.read(path); }), "escape") << path;
    EXPECT_EQ(failure([&] { (void)files.list(path); }), "escape") << path;
    EXPECT_EQ(failure([&] { files.write(path, "x"); }), "escape") << path;
    EXPECT_EQ(failure([&] { files.remove(path); }), "escape") << path;
    EXPECT_EQ(failure([&] { files.assert_reachable(path); }), "escape") << path;
    EXPECT_EQ(failure([&] { files.assert_exists(path); }), "escape") << path;
  }
  EXPECT_EQ(folder.file_bytes(outside() + "/secret.txt"), "canary");
  EXPECT_FALSE(fs::exists(outside() + "/new.txt"));
}

TEST_F(MountFilesTest, LinksThatStayInsideAreFollowed) {
  fs::create_symlink("b/../a.txt", inside("relative"));
  fs::create_symlink(inside("b"), inside("absolute"));
  fs::create_symlink("b/new.txt", inside("dangling"));
  const MountFiles files(mount);
  EXPECT_EQ(files.read("relative"), "hello");
  EXPECT_EQ(files.read("absolute/c.txt"), "deep");
  EXPECT_EQ(files.list("absolute").size(), 1U);
  files.write("relative", "changed");
  EXPECT_EQ(files.read("a.txt"), "changed");
  EXPECT_TRUE(fs::is_symlink(inside("relative")));
  EXPECT_EQ(failure([&] { (void)files.read("dangling"); }), "ENOENT");
  files.write("dangling", "made");
  EXPECT_EQ(files.read("b/new.txt"), "made");
}

TEST_F(MountFilesTest, RemovingALinkLeavesWhatItPointsAt) {
  fs::create_directory_symlink("b", inside("link"));
  const MountFiles files(mount);
  files.remove("link");
  EXPECT_FALSE(fs::exists(fs::symlink_status(inside("link"))));
  EXPECT_EQ(files.read("b/c.txt"), "deep");
  // Inside of a folder that goes, links go and their targets stay, also outside.
  fs::create_directory_symlink(outside(), inside("b/out"));
  files.remove("b");
  EXPECT_FALSE(fs::exists(inside("b")));
  EXPECT_EQ(folder.file_bytes(outside() + "/secret.txt"), "canary");
}

TEST_F(MountFilesTest, LinksThatGoRoundEnd) {
  fs::create_symlink("two", inside("one"));
  fs::create_symlink("one", inside("two"));
  const MountFiles files(mount);
  EXPECT_EQ(failure([&] { (void)files.read("one"); }), "ELOOP");
  EXPECT_EQ(failure([&] { files.write("one", "x"); }), "ELOOP");
}

TEST_F(MountFilesTest, WhatIsNoRegularFileIsNotOpened) {
  ASSERT_EQ(::mkfifo(inside("pipe").c_str(), 0600), 0);
  const MountFiles files(mount);
  EXPECT_EQ(files.list("").back().type, FilesystemEntryType::other);
  EXPECT_EQ(failure([&] { (void)files.read("pipe"); }), "escape");
  EXPECT_EQ(failure([&] { files.write("pipe", "x"); }), "escape");
  files.remove("pipe");
  EXPECT_FALSE(fs::exists(inside("pipe")));
}

TEST_F(MountFilesTest, WritingKeepsTheModeAndLeavesOtherNamesOfTheFileAlone) {
  fs::permissions(inside("a.txt"), fs::perms::owner_all);
  fs::create_hard_link(inside("a.txt"), folder.path() / "outside/other-name");
  const MountFiles files(mount);
  files.write("a.txt", "changed");
  EXPECT_EQ(fs::status(inside("a.txt")).permissions(), fs::perms::owner_all);
  EXPECT_EQ(folder.file_bytes(outside() + "/other-name"), "hello");
  std::vector<std::string> names;
  for (const FilesystemEntry& entry : files.list("")) names.push_back(entry.name);
  EXPECT_THAT(names, ElementsAre("a.txt", "b")) << "nothing is left beside it";
}

// WPC-FS-005
TEST_F(MountFilesTest, TheMountItselfIsNotRemoved) {
  const MountFiles files(mount);
  EXPECT_EQ(failure([&] { files.remove(""); }), "escape");
  EXPECT_EQ(failure([&] { files.remove("/"); }), "escape");
  EXPECT_TRUE(fs::exists(inside("a.txt")));
}

TEST_F(MountFilesTest, AMountOfOneFileHoldsThatFileOnly) {
  mount.type = KnownMountType::file;
  mount.source = inside("a.txt").string();
  const MountFiles files(mount);
  EXPECT_EQ(files.read(""), "hello");
  files.write("", "in place");
  EXPECT_EQ(files.read(""), "in place");
  EXPECT_EQ(failure([&] { (void)files.read("b"); }), "ENOTDIR");
  EXPECT_EQ(failure([&] { (void)files.list(""); }), "ENOTDIR");
  EXPECT_EQ(failure([&] { files.remove(""); }), "escape");
}

TEST_F(MountFilesTest, AFileThatIsTooLongIsNotRead) {
  fs::resize_file(inside("a.txt"), MountFiles::longest_file + 1);
  const MountFiles files(mount);
  EXPECT_EQ(failure([&] { (void)files.read("a.txt"); }), "EFBIG");
}

}  // namespace
}  // namespace wp_codebox
