#include "wp_codebox/validation/host_directory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"

namespace wpc = wp_codebox;
using wpc::test::ScratchFolder;

namespace {

std::vector<std::string> paths(const std::vector<wpc::HostFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(file.path);
  return names;
}

TEST(HostDirectory, ListsRegularFilesInUtf16OrderOfTheirPaths) {
  const ScratchFolder folder;
  // U+FF5E sorts after U+1F600 by UTF-16 unit, before it by byte.
  for (const char* name : {"b/a.txt", "b.txt", "a/x", "\uFF5E", "\U0001F600"})
    folder.write(name, "");
  const wpc::HostDirectory directory(folder.path().string());
  EXPECT_EQ(paths(wpc::list_host_files(directory)),
            (std::vector<std::string>{"a/x", "b.txt", "b/a.txt", "\U0001F600", "\uFF5E"}));
}

TEST(HostDirectory, PassesOverGitNodeModulesLinksAndPipes) {
  const ScratchFolder folder;
  folder.write(".git/config", "x");
  folder.write("node_modules/m.js", "x");
  folder.write("sub/.git", "a file of that name");
  folder.write("sub/kept", "x", true);
  std::filesystem::create_symlink("/etc/hostname", folder / "link");
  std::filesystem::create_directory_symlink(folder.path(), folder / "sub/cycle");
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  const wpc::HostDirectory directory(folder.path().string());
  const auto files = wpc::list_host_files(directory);
  ASSERT_EQ(paths(files), std::vector<std::string>{"sub/kept"});
  EXPECT_TRUE(files[0].executable);
  EXPECT_EQ(files[0].size, 1U);
}

TEST(HostDirectory, ReadsRegularFilesOnly) {
  const ScratchFolder folder;
  folder.write("file", "content");
  std::filesystem::create_symlink(folder / "file", folder / "link");
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  const wpc::HostDirectory directory(folder.path().string());
  EXPECT_EQ(directory.read_file("file", 7), "content");
  EXPECT_EQ(directory.read_file("file", 6), std::nullopt) << "longer than the limit";
  EXPECT_EQ(directory.read_file("link", 100), std::nullopt);
  EXPECT_EQ(directory.read_file("pipe", 100), std::nullopt);
  EXPECT_EQ(directory.read_file("absent", 100), std::nullopt);
  EXPECT_EQ(wpc::read_host_file((folder / "file").string(), 100), "content");
  EXPECT_EQ(wpc::read_host_file((folder / "link").string(), 100), std::nullopt);
}

TEST(HostDirectory, DoesNotLeaveTheFolderWhenAPartBecomesALink) {
  const ScratchFolder outside;
  outside.write("canary", "secret");
  const ScratchFolder folder;
  folder.write("sub/canary", "inside");
  const wpc::HostDirectory directory(folder.path().string());
  EXPECT_EQ(wpc::read_below(directory, "sub/canary", 100), "inside");
  std::filesystem::rename(folder / "sub", folder / "was");
  std::filesystem::create_directory_symlink(outside.path(), folder / "sub");
  EXPECT_EQ(wpc::read_below(directory, "sub/canary", 100), std::nullopt);
}

TEST(HostDirectory, RefusesARootThatIsAbsentOrALinkOrAFile) {
  const ScratchFolder folder;
  folder.write("file", "");
  std::filesystem::create_directory_symlink(folder.path(), folder / "link");
  for (const char* name : {"absent", "file", "link"}) {
    try {
      const wpc::HostDirectory directory((folder / name).string());
      FAIL() << name;
    } catch (const wpc::HostReadError& error) {
      EXPECT_EQ(error.code(), "host-read-failed");
      EXPECT_NE(error.error_number(), 0) << name;
    }
  }
}

}  // namespace
