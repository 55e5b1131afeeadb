#include "reference_backend/memory/temp_directory.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "../scratch_folder.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;
using memory::TempDirectory;

/// The id of a process that has ended.
pid_t dead_process() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  int status = 0;
  waitpid(child, &status, 0);
  return child;
}

std::string folder_name(pid_t owner) {
  return "wp-codebox-memory-" + std::to_string(owner) + "-abcdef";
}

TEST(MemoryTempDirectory, IsPrivateAndGoneAfterwards) {
  fs::path path;
  {
    const TempDirectory folder;
    path = folder.path();
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    fs::create_directories(path / "deep/deeper");
    fs::permissions(path / "deep", fs::perms::none);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(MemoryTempDirectory, RemoveFollowsNoLink) {
  test::ScratchFolder other;
  other.write("keep.txt", "keep");
  TempDirectory folder;
  fs::create_directory_symlink(other.path(), folder.path() / "link");
  folder.remove();
  EXPECT_EQ(other.read("keep.txt"), "keep");
}

TEST(MemoryTempDirectory, FoldersOfDeadProcessesAreRemovedAndNothingElse) {
  test::ScratchFolder parent;
  const pid_t dead = dead_process();
  parent.write(folder_name(dead) + "/root/file", "x");
  parent.write(folder_name(getpid()) + "/file", "x");
  parent.write("wp-codebox-memory-" + std::to_string(dead) + "/file", "x");
  parent.write("wp-codebox-memory-x-abcdef/file", "x");
  parent.write("another-" + std::to_string(dead) + "-abcdef/file", "x");
  test::ScratchFolder elsewhere;
  elsewhere.write("keep.txt", "keep");
  const pid_t also_dead = dead_process();
  fs::create_directory_symlink(elsewhere.path(), parent / folder_name(also_dead));
  TempDirectory::remove_stale(parent.path());
  EXPECT_FALSE(fs::exists(parent / folder_name(dead)));
  EXPECT_TRUE(fs::exists(parent / folder_name(getpid())));
  EXPECT_TRUE(fs::exists(parent / ("wp-codebox-memory-" + std::to_string(dead))));
  EXPECT_TRUE(fs::exists(parent / "wp-codebox-memory-x-abcdef"));
  EXPECT_TRUE(fs::exists(parent / ("another-" + std::to_string(dead) + "-abcdef")));
  EXPECT_EQ(elsewhere.read("keep.txt"), "keep");
}

TEST(MemoryTempDirectory, AFolderThatIsLockedHasAnOwner) {
  const TempDirectory mine;
  // As another container sees it: the process id in the name is not in use there.
  const fs::path renamed = mine.path().parent_path() / folder_name(dead_process());
  fs::rename(mine.path(), renamed);
  TempDirectory::remove_stale(mine.path().parent_path());
  EXPECT_TRUE(fs::exists(renamed));
  fs::rename(renamed, mine.path());
}

}  // namespace
}  // namespace wp_codebox
