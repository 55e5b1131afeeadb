#include "wp_codebox/artifacts/staged_folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <string>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace {

using namespace wp_codebox;
using test::ScratchFolder;

std::size_t entries_of(const ScratchFolder& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    ++count;
  }
  return count;
}

TEST(StagedFolder, AppearsWhenItIsPublished) {
  const ScratchFolder folder;
  StagedFolder stage(folder / "target");
  stage.write("a/b/c.txt", "content");
  EXPECT_EQ(stage.read("a/b/c.txt"), "content");
  EXPECT_FALSE(std::filesystem::exists(folder / "target"));
  stage.publish();
  EXPECT_EQ(folder.read("target/a/b/c.txt"), "content");
}

TEST(StagedFolder, ReplacesWhatWasThereAndKeepsItsMode) {
  const ScratchFolder folder;
  folder.write("target/old.txt", "old");
  std::filesystem::permissions(folder / "target", std::filesystem::perms::owner_all);
  {
    StagedFolder stage(folder / "target");
    stage.write("new.txt", "new");
    EXPECT_EQ(folder.read("target/old.txt"), "old");
    stage.publish();
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "target/old.txt"));
  EXPECT_EQ(folder.read("target/new.txt"), "new");
  EXPECT_EQ(std::filesystem::status(folder / "target").permissions(),
            std::filesystem::perms::owner_all);
  EXPECT_EQ(entries_of(folder), 1U);
}

TEST(StagedFolder, LeavesNothingBehindWhenItIsNotPublished) {
  const ScratchFolder folder;
  { StagedFolder(folder / "target").write("a.txt", "x"); }
  EXPECT_EQ(entries_of(folder), 0U);
}

TEST(StagedFolder, FailsWithTheCodeOfArtifactsWhereItCannotWrite) {
  const ScratchFolder folder;
  try {
    const StagedFolder stage(folder / "no/such/parent/target");
    FAIL();
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "runtime-artifacts-failed");
  }
  StagedFolder stage(folder / "target");
  stage.write("a", "a file");
  EXPECT_THROW(stage.write("a/b", "below a file"), RuntimeError);
  EXPECT_THROW((void)stage.read("absent"), RuntimeError);
}

TEST(StagedFolder, SaysThatTheDiskIsFull) {
  const ScratchFolder folder;
  StagedFolder stage(folder / "target");
  // A limit on the size of files stands for the full disk.
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1024;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_THROW(stage.write("large", std::string(4096, 'x')), RuntimeError);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
}

}  // namespace
