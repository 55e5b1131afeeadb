#include "conformance/host/temporary_directory.hpp"

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
