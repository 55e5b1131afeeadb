#include "reference_backend/playground/run_folder.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "playground_sandbox.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

TEST(PlaygroundRunFolder, GoesWithItsOwner) {
  fs::path path;
  {
    const RunFolder folder("runtime-test-owned");
    path = folder.path();
    EXPECT_TRUE(fs::is_directory(folder.site()));
    EXPECT_EQ(fs::status(path).permissions() & fs::perms::mask, fs::perms::owner_all);
    RunFolder::remove_orphans();
    EXPECT_TRUE(fs::exists(folder.scripts())) << "its owner lives";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(PlaygroundRunFolder, IsRemovedAtTheNextBootWhenItsOwnerWasKilled) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t owner = ::fork();
  if (owner == 0) {
    const RunFolder folder("runtime-test-killed");
    write_whole_file(folder.site() / "file.php", "left");
    static_cast<void>(!::write(ends[1], "x", 1));
    ::pause();
    ::_exit(1);
  }
  char ready = 0;
  ASSERT_EQ(::read(ends[0], &ready, 1), 1);
  ::close(ends[0]);
  ::close(ends[1]);
  RunFolder::remove_orphans();
  EXPECT_EQ(leftover_folders("killed").size(), 1U) << "its owner lives";
  ::kill(owner, SIGKILL);
  int status = 0;
  ::waitpid(owner, &status, 0);
  EXPECT_EQ(leftover_folders("killed").size(), 1U);
  RunFolder::remove_orphans();
  EXPECT_EQ(leftover_folders("killed").size(), 0U);
}

TEST(PlaygroundRunFolder, LeavesFoldersOfOthersAlone) {
  const TestFolder other;  // has our prefix, but no lock
  const fs::path file = fs::temp_directory_path() / "wp-codebox-runtime-test-file";
  std::ofstream(file) << "a file";
  const fs::path link = fs::temp_directory_path() / "wp-codebox-runtime-test-link";
  fs::remove(link);
  other.write("inner/owner.lock", "");
  fs::create_directory_symlink(other.path() / "inner", link);
  RunFolder::remove_orphans();
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_TRUE(fs::exists(other.path() / "inner/owner.lock"));
  EXPECT_TRUE(fs::exists(file));
  fs::remove(link);
  fs::remove(file);
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
