#include "wp_codebox/runtime/record_files.hpp"

#include <gtest/gtest.h>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace wp_codebox {
namespace {

using Files = std::map<std::string, std::string>;

RecordedFile file(std::string path, std::string bytes) {
  return {std::move(path), "observation-artifact", "text/plain", std::move(bytes)};
}

TEST(RecordFiles, LieUnderTheirNamesAndSayWhere) {
  const test::ScratchFolder folder;
  const auto written = write_record_files(
      folder.path(), {file("files/a/one.txt", std::string("o\0ne", 4)), file("files/two.txt", "")});
  EXPECT_EQ(test::files_below(folder.path()),
            (Files{{"files/a/one.txt", std::string("-:o\0ne", 6)}, {"files/two.txt", "-:"}}));
  ASSERT_EQ(written.size(), 2U);
  EXPECT_EQ(written[0].host_file, (folder / "files/a/one.txt").string());
  EXPECT_EQ(written[0].path, "files/a/one.txt");
  EXPECT_EQ(written[0].bytes, "");
}

TEST(RecordFiles, AreAllThereOrNone) {
  const test::ScratchFolder folder;
  folder.write("taken", "x");
  try {
    (void)write_record_files(folder.path(), {file("one.txt", "1"), file("taken/two.txt", "2")});
    FAIL() << "a file cannot be a directory";
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "runtime-artifacts-failed");
  }
  EXPECT_EQ(test::files_below(folder.path()), (Files{{"taken", "-:x"}}));
}

TEST(RecordFiles, AFullDiskLeavesNoPart) {
  const test::ScratchFolder folder;
  // What is written there fails as on a full disk.
  std::filesystem::create_symlink("/dev/full", folder / "two.txt.partial");
  EXPECT_THROW(
      (void)write_record_files(folder.path(), {file("one.txt", "1"), file("two.txt", "2")}),
      RuntimeError);
  EXPECT_FALSE(std::filesystem::exists(folder / "one.txt"));
  EXPECT_FALSE(std::filesystem::exists(folder / "two.txt"));
}

}  // namespace
}  // namespace wp_codebox
