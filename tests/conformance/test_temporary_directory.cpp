#include "conformance/host/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;

TEST(TemporaryDirectory, GoesWithItsOwnerEvenIfPartsAreClosed) {
  fs::path path;
  {
    const TemporaryDirectory directory("test");
    path = directory.path();
    EXPECT_TRUE(fs::is_directory(path));
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    write_file(path / "closed/file.txt", "text");
    fs::permissions(path / "closed", fs::perms::none);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryDirectory, HasANameWithoutCapitalsThatNoOtherHas) {
  const TemporaryDirectory parent("test");
  const TemporaryDirectory one("run", parent.path());
  const TemporaryDirectory other("run", parent.path());
  EXPECT_NE(one.path(), other.path());
  for (const TemporaryDirectory* directory : {&one, &other}) {
    EXPECT_THAT(directory->path().filename().string(),
                testing::MatchesRegex("wp-codebox-run-[a-z0-9]{6}"));
  }
}

TEST(TemporaryDirectory, LeavesAloneWhatItsLinksPointAt) {
  const TemporaryDirectory outside("test");
  write_file(outside.path() / "file.txt", "text");
  {
    const TemporaryDirectory directory("test");
    fs::create_directory_symlink(outside.path(), directory.path() / "link");
  }
  EXPECT_EQ(read_file(outside.path() / "file.txt"), "text");
}

TEST(TemporaryDirectory, FilesThatCannotBeReadAreErrors) {
  const TemporaryDirectory directory("test");
  EXPECT_THROW((void)read_file(directory.path() / "not-there"), fs::filesystem_error);
  EXPECT_THROW((void)read_file(directory.path()), fs::filesystem_error);
}

}  // namespace
}  // namespace wp_codebox::conformance
