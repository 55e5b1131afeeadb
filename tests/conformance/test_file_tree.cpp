#include "conformance/host/file_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FileTrees : public testing::Test {
 protected:
  FileTrees() {
    write_file(root() / "a.txt", "text");
    write_file(root() / "folder/b.txt", "text");
    fs::create_symlink("a.txt", root() / "link");
  }
  [[nodiscard]] const fs::path& root() const { return directory_.path(); }
  [[nodiscard]] std::vector<std::string> changes() const {
    return before_.differences(FileTree::of(root()));
  }
  void look() { before_ = FileTree::of(root()); }

 private:
  TemporaryDirectory directory_{"test"};
  FileTree before_;
};

TEST_F(FileTrees, AreTheSameWhileNothingHappens) {
  look();
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(FileTrees, ShowChangedBytesOfEqualLengthAndTime) {
  const auto time = fs::last_write_time(root() / "a.txt");
  look();
  write_file(root() / "a.txt", "TEXT");
  fs::last_write_time(root() / "a.txt", time);
  EXPECT_THAT(changes(), ElementsAre("changed a.txt (bytes)"));
}

TEST_F(FileTrees, ShowModesTimesAndTargetsOfLinks) {
  look();
  fs::permissions(root() / "a.txt", fs::perms::owner_read);
  EXPECT_THAT(changes(), ElementsAre("changed a.txt (mode)"));
  look();
  fs::last_write_time(root() / "a.txt", fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_THAT(changes(), ElementsAre("changed a.txt (modification time)"));
  look();
  fs::remove(root() / "link");
  fs::create_symlink("folder", root() / "link");
  EXPECT_THAT(changes(), Contains(HasSubstr("changed link (bytes")));
}

TEST_F(FileTrees, ShowWhatCameAndWent) {
  look();
  fs::remove_all(root() / "folder");
  write_file(root() / "new/c.txt", "");
  const auto lines = changes();
  EXPECT_THAT(lines, Contains("removed folder"));
  EXPECT_THAT(lines, Contains("removed folder/b.txt"));
  EXPECT_THAT(lines, Contains("added new/c.txt"));
}

TEST_F(FileTrees, DoNotFollowLinks) {
  const TemporaryDirectory outside("test");
  fs::create_directory_symlink(outside.path(), root() / "out");
  fs::create_directory_symlink(".", root() / "circle");
  look();
  write_file(outside.path() / "file.txt", "text");
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(FileTrees, OfAnAbsentPathAreEmpty) {
  EXPECT_EQ(FileTree::of(root() / "not-there").size(), 0U);
}

}  // namespace
}  // namespace wp_codebox::conformance
