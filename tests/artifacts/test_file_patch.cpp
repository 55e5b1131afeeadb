#include "wp_codebox/artifacts/file_patch.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "../scratch_folder.hpp"

namespace wpc = wp_codebox;
using wpc::FileVersion;
using wpc::PatchForm;

namespace {

std::string strict(const std::optional<FileVersion>& before,
                   const std::optional<FileVersion>& after) {
  return wpc::file_patch(PatchForm::strict, "/w/a.txt", before ? &*before : nullptr,
                         after ? &*after : nullptr);
}

TEST(FilePatch, WritesAHunkWithThreeLinesOfContext) {
  EXPECT_EQ(strict(FileVersion{"1\n2\n3\n4\n5\n6\n7\n8\n9\n"},
                   FileVersion{"1\n2\n3\n4\nfive\n6\n7\n8\n9\n"}),
            "diff --git a/w/a.txt b/w/a.txt\n--- a/w/a.txt\n+++ b/w/a.txt\n@@ -2,7 +2,7 @@\n"
            " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(FilePatch, MarksAMissingFinalNewline) {
  EXPECT_EQ(strict(FileVersion{"x\ny"}, FileVersion{"x\ny\n"}),
            "diff --git a/w/a.txt b/w/a.txt\n--- a/w/a.txt\n+++ b/w/a.txt\n@@ -1,2 +1,2 @@\n"
            " x\n-y\n\\ No newline at end of file\n+y\n");
}

TEST(FilePatch, HasNoHunkForEmptyFilesAndModes) {
  EXPECT_EQ(strict(std::nullopt, FileVersion{"", true}),
            "diff --git a/w/a.txt b/w/a.txt\nnew file mode 100755\n");
  EXPECT_EQ(strict(FileVersion{""}, std::nullopt),
            "diff --git a/w/a.txt b/w/a.txt\ndeleted file mode 100644\n");
  EXPECT_EQ(strict(FileVersion{"x"}, FileVersion{"x", true}),
            "diff --git a/w/a.txt b/w/a.txt\nold mode 100644\nnew mode 100755\n");
  EXPECT_EQ(strict(FileVersion{"x"}, FileVersion{"x"}), "");
}

TEST(FilePatch, KeepsCarriageReturns) {
  EXPECT_EQ(strict(FileVersion{"x\r\n"}, FileVersion{"x\n"}),
            "diff --git a/w/a.txt b/w/a.txt\n--- a/w/a.txt\n+++ b/w/a.txt\n@@ -1,1 +1,1 @@\n"
            "-x\r\n+x\n");
}

TEST(FilePatch, QuotesPathsAsGitDoes) {
  EXPECT_EQ(wpc::git_quoted_path("a/w/plain file.txt"), "a/w/plain file.txt");
  EXPECT_EQ(wpc::git_quoted_path("a/\"x\"\\\t\x01\x7F\u00e9"),
            "\"a/\\\"x\\\"\\\\\\t\\001\\177\\303\\251\"");
}

TEST(FilePatch, OfTheReferenceFormIgnoresLineEndsAndModes) {
  const FileVersion unix_lines{"x\ny\n", false};
  const FileVersion dos_lines{"x\r\ny\r", true};
  EXPECT_FALSE(wpc::differ(PatchForm::reference, unix_lines, dos_lines));
  EXPECT_TRUE(wpc::differ(PatchForm::strict, unix_lines, dos_lines));
  const FileVersion empty;
  EXPECT_EQ(wpc::file_patch(PatchForm::reference, "/w/a b", nullptr, &empty),
            "diff --git a/w/a b b/w/a b\nnew file mode 100644\n--- /dev/null\n+++ b/w/a b\n"
            "@@ -0,0 +1,0 @@\n");
}

/// A random tree and its changed copy, as `git apply` has to take one to the other.
class RandomTrees {
 public:
  explicit RandomTrees(unsigned seed) : random_(seed) {}

  using Tree = std::map<std::string, FileVersion>;

  Tree tree() {
    Tree files;
    for (int i = 0; i < 25; ++i) files["d" + std::to_string(i % 4) + "/" + name(i)] = version();
    return files;
  }

  Tree changed(const Tree& before) {
    Tree after;
    for (const auto& [path, file] : before) {
      switch (pick(6)) {
        case 0:
          break;  // Deleted.
        case 1:
          after[path] = version();
          break;
        case 2:
          after[path] = {file.bytes, !file.executable};
          break;
        case 3:
          after[path] = edited(file);
          break;
        default:
          after[path] = file;
      }
    }
    for (int i = 0; i < 6; ++i) after["new/" + name(100 + i)] = version();
    return after;
  }

 private:
  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  std::string name(int number) {
    const char* const names[] = {"plain",        "with space",  " lead", "trail ",
                                 "q\"uote",      "back\\slash", "t\tab", "l\nine",
                                 "\u00e9\u6f22", "-dash",       "b b",   "a.txt"};
    return std::to_string(number) + names[pick(12)];
  }

  std::string line() {
    const char* const lines[] = {"a",
                                 "b",
                                 "",
                                 "-- sql",
                                 "++ plus",
                                 "@@ -1,1 +1,1 @@",
                                 "diff --git a/x b/x",
                                 "\\ No newline",
                                 " indented",
                                 "\u00e9"};
    const char* const ends[] = {"\n", "\n", "\n", "\r\n", "\r"};
    return std::string(lines[pick(10)]) + ends[pick(5)];
  }

  FileVersion version() {
    FileVersion file{"", pick(4) == 0};
    const int count = pick(4) == 0 ? 0 : pick(14);
    for (int i = 0; i < count; ++i) file.bytes += line();
    if (pick(3) == 0) file.bytes += "last without newline";
    return file;
  }

  FileVersion edited(FileVersion file) {
    const std::size_t at = file.bytes.empty() ? 0 : file.bytes.find('\n') + 1;
    if (at <= file.bytes.size()) file.bytes.insert(at, line());
    if (pick(2) == 0 && file.bytes.ends_with('\n')) file.bytes.pop_back();
    return file;
  }

  std::mt19937 random_;
};

std::string patch_of(const RandomTrees::Tree& before, const RandomTrees::Tree& after) {
  std::map<std::string, std::pair<const FileVersion*, const FileVersion*>> paths;
  for (const auto& [path, file] : before) paths[path].first = &file;
  for (const auto& [path, file] : after) paths[path].second = &file;
  std::string patch;
  for (const auto& [path, versions] : paths) {
    const std::string part =
        wpc::file_patch(PatchForm::strict, "/w/x/" + path, versions.first, versions.second);
    if (part.empty()) continue;
    if (!patch.empty()) patch += '\n';
    patch += part;
  }
  return patch;
}

void write_tree(const wpc::test::ScratchFolder& folder, const std::string& root,
                const RandomTrees::Tree& tree) {
  std::filesystem::create_directories(folder / root);
  for (const auto& [path, file] : tree) {
    folder.write(root + "/" + path, file.bytes, file.executable);
  }
}

TEST(FilePatch, IsAppliedByGitToTheByte) {
  ASSERT_EQ(std::system("git --version > /dev/null"), 0) << "this test needs git";
  for (unsigned seed = 0; seed < 40; ++seed) {
    RandomTrees random(seed);
    const auto before = random.tree();
    const auto after = random.changed(before);
    const wpc::test::ScratchFolder folder;
    write_tree(folder, "base/w/x", before);
    write_tree(folder, "wanted", after);
    const std::string patch = patch_of(before, after);
    folder.write("change.patch", patch);
    const std::string command = "cd '" + (folder / "base").string() +
                                "' && GIT_CEILING_DIRECTORIES=/ git apply -p1 "
                                "--whitespace=nowarn ../change.patch 2>../errors";
    ASSERT_EQ(std::system(command.c_str()), 0) << "seed " << seed << "\n"
                                               << folder.read("errors") << patch;
    EXPECT_EQ(wpc::test::files_below(folder / "base/w/x"),
              wpc::test::files_below(folder / "wanted"))
        << "seed " << seed << "\n"
        << patch;
  }
}

}  // namespace
