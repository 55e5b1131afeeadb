#include "wp_codebox/artifacts/mount_capture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "bundle_example.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace {

using namespace wp_codebox;
using test::example_mount;
using test::ScratchFolder;
using testing::ElementsAre;

std::vector<std::string> files_of(const MountCapture& capture) {
  std::vector<std::string> paths;
  for (const CapturedFile& file : capture.files) paths.push_back(file.record.relativePath);
  return paths;
}

std::vector<std::string> skipped_of(const MountCapture& capture) {
  std::vector<std::string> entries;
  for (const ArtifactSkippedFile& file : capture.document.skipped) {
    entries.push_back(file.relativePath + " " + std::string(json::enum_text(file.reason)));
  }
  return entries;
}

TEST(MountCapture, WalksFoldersInByteOrderWhereTheyStand) {
  const ScratchFolder folder;
  for (const char* name : {"b/x", "b.txt", "a/z", "c", "B"})
    folder.write(std::string("now/") + name, "1");
  const MountCapture capture =
      capture_mounts({example_mount(folder, "now", "", "/w/")}, Redactor());
  EXPECT_THAT(files_of(capture), ElementsAre("B", "a/z", "b/x", "b.txt", "c"));
  EXPECT_EQ(capture.files[1].record.target, "/w/a/z");
  EXPECT_EQ(capture.files[1].record.artifactPath, "files/mounts/0/a/z");
  EXPECT_EQ(capture.files[1].record.sha256, sha256_hex("1"));
}

// WPC-ART-014
TEST(MountCapture, SkipsFoldersOfGitAndNodeModulesButNotFilesOfThoseNames) {
  const ScratchFolder folder;
  folder.write("now/.git/config", "x");
  folder.write("now/sub/node_modules", "a file");
  folder.write("now/node_modules/m.js", "x");
  const MountCapture capture = capture_mounts({example_mount(folder, "now", "", "/w")}, Redactor());
  EXPECT_THAT(files_of(capture), ElementsAre("sub/node_modules"));
  EXPECT_THAT(skipped_of(capture),
              ElementsAre(".git directory-skipped", "node_modules directory-skipped"));
}

TEST(MountCapture, KeepsToItsLimitsOverAllMounts) {
  const ScratchFolder folder;
  folder.write("one/a", "1");
  folder.write("one/b", std::string(11, 'x'));
  folder.write("one/c", std::string(10, 'x'));
  folder.write("two/d", "1");
  folder.write("two/e", "1");
  const MountCapture capture = capture_mounts(
      {example_mount(folder, "one", "", "/1"), example_mount(folder, "two", "", "/2")}, Redactor(),
      {.max_files = 3, .max_file_bytes = 10});
  EXPECT_THAT(files_of(capture), ElementsAre("a", "c", "d"));
  EXPECT_THAT(skipped_of(capture),
              ElementsAre("b max-file-bytes-exceeded", "e max-files-exceeded"));
  EXPECT_EQ(capture.document.limits.maxFiles, 3);
}

// WPC-ART-016
TEST(MountCapture, HasTheContractsLimits) {
  const ScratchFolder folder;
  for (int i = 0; i < 201; ++i) folder.write("now/" + std::to_string(1000 + i), "x");
  folder.write("big/exact", std::string(1024U * 1024U, 'x'));
  folder.write("big/over", std::string(1024U * 1024U + 1, 'x'));
  EXPECT_THAT(skipped_of(capture_mounts({example_mount(folder, "now", "", "/w")}, Redactor())),
              ElementsAre("1200 max-files-exceeded"));
  EXPECT_THAT(skipped_of(capture_mounts({example_mount(folder, "big", "", "/w")}, Redactor())),
              ElementsAre("over max-file-bytes-exceeded"));
}

// WPC-ART-017, WPC-RED-010
TEST(MountCapture, RedactsTextAndCopiesBinaryFiles) {
  const ScratchFolder folder;
  const std::string nul(1, '\0');
  folder.write("now/a.txt", "x=hunter22hunter");
  folder.write("now/b.bin", nul + "data");
  folder.write("now/c.bin", nul + "hunter22hunter");
  const Redactor redactor(json::Dictionary<std::string>{{"S_", "hunter22hunter"}});
  const MountCapture capture = capture_mounts({example_mount(folder, "now", "", "/w")}, redactor);
  ASSERT_THAT(files_of(capture), ElementsAre("a.txt", "b.bin"));
  EXPECT_EQ(capture.files[0].bytes, "x=[REDACTED:configured-secret-value]");
  EXPECT_EQ(capture.files[0].record.size, static_cast<double>(capture.files[0].bytes.size()));
  EXPECT_TRUE(capture.files[0].record.replayable);
  EXPECT_EQ(capture.files[1].bytes, nul + "data");
  EXPECT_EQ(capture.files[1].record.contentType, "application/octet-stream");
  EXPECT_THAT(skipped_of(capture), ElementsAre("c.bin secret-detected"));
  ASSERT_EQ(capture.diagnostics.size(), 1U);
  EXPECT_EQ(capture.diagnostics[0].type, "secret-detected");
}

TEST(MountCapture, TakesASingleFileAtExactlyItsTarget) {
  const ScratchFolder folder;
  folder.write("note.txt", "x");
  MountSpec mount = example_mount(folder, "unused", "", "/w/renamed.txt");
  mount.type = KnownMountType::file;
  mount.source = (folder / "note.txt").string();
  const MountCapture capture = capture_mounts({mount}, Redactor());
  ASSERT_EQ(capture.files.size(), 1U);
  EXPECT_EQ(capture.files[0].record.target, "/w/renamed.txt");
  EXPECT_EQ(capture.files[0].record.relativePath, "note.txt");
  EXPECT_EQ(capture.files[0].record.source, mount.source);
}

TEST(MountCapture, FollowsNoLinksAndEndsOnCycles) {
  const ScratchFolder outside;
  outside.write("canary", "canary");
  const ScratchFolder folder;
  const MountSpec mount = example_mount(folder, "now", "", "/w");
  std::filesystem::create_directory_symlink(folder / "now", folder / "now/cycle");
  std::filesystem::create_symlink(outside / "canary", folder / "now/link");
  const MountCapture capture = capture_mounts({mount}, Redactor());
  EXPECT_TRUE(capture.files.empty());
  EXPECT_TRUE(capture.document.skipped.empty());
}

TEST(MountCapture, ReportsAMountThatIsGone) {
  const ScratchFolder folder;
  folder.write("now/a.txt", "x");
  const MountSpec gone = example_mount(folder, "gone", "", "/g");
  std::filesystem::remove_all(folder / "gone");
  const MountCapture capture =
      capture_mounts({gone, example_mount(folder, "now", "", "/w")}, Redactor());
  EXPECT_THAT(files_of(capture), ElementsAre("a.txt"));
  ASSERT_EQ(capture.diagnostics.size(), 1U);
  EXPECT_EQ(capture.diagnostics[0].type, "mount-capture-failed");
  EXPECT_EQ(capture.diagnostics[0].path, "/g");
}

/// Root may read every file; while this lives, the process is somebody else, who owns the folder.
class NotRoot {
 public:
  explicit NotRoot(const std::filesystem::path& folder) {
    if (!was_root_) return;
    own(folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) own(entry);
    EXPECT_EQ(seteuid(nobody), 0);
  }
  NotRoot(const NotRoot&) = delete;
  NotRoot& operator=(const NotRoot&) = delete;
  ~NotRoot() {
    if (was_root_) {
      EXPECT_EQ(seteuid(0), 0);
    }
  }

 private:
  static constexpr uid_t nobody = 65534;
  static void own(const std::filesystem::path& path) {
    EXPECT_EQ(lchown(path.c_str(), nobody, static_cast<gid_t>(-1)), 0) << path;
  }
  const bool was_root_ = geteuid() == 0;
};

TEST(MountCapture, GoesOnAfterAFileThatCannotBeRead) {
  const ScratchFolder folder;
  folder.write("now/a.txt", "x");
  folder.write("now/b.txt", "x");
  folder.write("now/sub/c.txt", "x");
  const MountSpec mount = example_mount(folder, "now", "", "/w");
  const NotRoot not_root(folder.path());
  std::filesystem::permissions(folder / "now/a.txt", std::filesystem::perms::none);
  std::filesystem::permissions(folder / "now/sub", std::filesystem::perms::none);
  const MountCapture capture = capture_mounts({mount}, Redactor());
  std::filesystem::permissions(folder / "now/sub", std::filesystem::perms::owner_all);
  EXPECT_THAT(files_of(capture), ElementsAre("b.txt"));
  ASSERT_EQ(capture.diagnostics.size(), 2U);
  EXPECT_EQ(capture.diagnostics[0].type, "mount-file-unreadable");
  EXPECT_EQ(capture.diagnostics[1].type, "mount-folder-unreadable");
}

TEST(MountCapture, LeavesReadonlyMountsOut) {
  const ScratchFolder folder;
  folder.write("now/a.txt", "x");
  MountSpec mount = example_mount(folder, "now", "", "/w");
  mount.mode = MountMode::readonly;
  EXPECT_TRUE(capture_mounts({mount}, Redactor()).files.empty());
}

}  // namespace
