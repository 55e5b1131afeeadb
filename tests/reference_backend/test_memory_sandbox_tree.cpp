// The walls of the sandbox's file system.

#include "reference_backend/memory/sandbox_tree.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "../scratch_folder.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;
using memory::FileError;
using memory::SandboxTree;

class MemoryTree : public testing::Test {
 protected:
  MemoryTree() {
    fs::create_directories(folder / "sandbox");
    tree.emplace(folder / "sandbox");
  }

  /// A folder of the host with a file, a link out of it and a cycle.
  std::string host_folder(const std::string& name) {
    folder.write("outside/secret.txt", "canary");
    folder.write(name + "/file.txt", "host");
    folder.write(name + "/sub/deep.txt", "deep");
    fs::create_symlink(folder / "outside", folder / (name + "/absolute"));
    fs::create_symlink("../outside", folder / (name + "/relative"));
    fs::create_symlink(".", folder / (name + "/cycle"));
    fs::create_symlink(folder / "outside/secret.txt", folder / (name + "/leak"));
    return fs::canonical(folder / name).string();
  }

  /// The errno that the function fails with, 0 when it does not.
  static int error_of(const std::function<void()>& function) {
    try {
      function();
    } catch (const FileError& error) {
      return error.code().value();
    }
    return 0;
  }

  /// Everything that a sandbox could change of a folder, as one text.
  static std::string state_of(const fs::path& root) {
    std::map<std::string, std::string> entries;
    const auto add = [&entries](const fs::path& path) {
      struct stat status {};
      ASSERT_EQ(lstat(path.c_str(), &status), 0);
      std::string line = std::to_string(status.st_mode) + " " + std::to_string(status.st_nlink);
      // Reading a link touches its access time; no flag of the system prevents that.
      const timespec read_at = S_ISLNK(status.st_mode) ? timespec{} : status.st_atim;
      for (const timespec& time : {status.st_mtim, status.st_ctim, read_at}) {
        line += " " + std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec);
      }
      if (S_ISREG(status.st_mode)) line += " " + std::to_string(status.st_size);
      entries[path.string()] = line;
    };
    add(root);
    for (const auto& entry : fs::recursive_directory_iterator(root)) add(entry.path());
    std::string text;
    for (const auto& [path, line] : entries) text += path + " " + line + "\n";
    return text;
  }

  test::ScratchFolder folder;
  std::optional<SandboxTree> tree;
};

TEST_F(MemoryTree, ReadonlyMountsStayAsTheyAreWhateverIsTried) {
  const std::string source = host_folder("in");
  tree->mount(source, "/in", true, true);
  (void)state_of(source);  // Reading the folder here touches its access times; not afterwards.
  const std::string before = state_of(source);
  EXPECT_EQ(tree->read("/in/file.txt"), "host");
  EXPECT_EQ(tree->list("/in").size(), 6U);
  EXPECT_EQ(tree->walk("/in", 100).size(), 7U);
  EXPECT_EQ(error_of([&] { tree->write("/in/file.txt", "x"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->write("/in/new.txt", "x"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->write("/in/new/new.txt", "x"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->write("/in/cycle/cycle/file.txt", "x"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->remove("/in/file.txt"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->remove("/in/sub"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->remove("/in/cycle"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->rename("/in/file.txt", "/workspace/f"); }), EROFS);
  tree->write("/workspace/mine", "x");
  EXPECT_EQ(error_of([&] { tree->rename("/workspace/mine", "/in/file.txt"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->chmod("/in/file.txt", 0777); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->chmod("/in", 0777); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->make_directory("/in/dir"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->make_link("/in/link", "x"); }), EROFS);
  tree->make_link("/workspace/way-in", "/in/file.txt");
  EXPECT_EQ(error_of([&] { tree->write("/workspace/way-in", "x"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->chmod("/workspace/way-in", 0777); }), EROFS);
  EXPECT_EQ(state_of(source), before);
}

TEST_F(MemoryTree, ReadwriteMountsLandOnTheHost) {
  const std::string source = host_folder("in");
  tree->mount(source, "/in", true, false);
  tree->write("/in/file.txt", "changed");
  tree->write("/in/new/new.txt", "new");
  tree->remove("/in/sub");
  tree->chmod("/in/file.txt", 0600);
  EXPECT_EQ(folder.read("in/file.txt"), "changed");
  EXPECT_EQ(folder.read("in/new/new.txt"), "new");
  EXPECT_FALSE(fs::exists(folder / "in/sub"));
  EXPECT_EQ(fs::status(folder / "in/file.txt").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(MemoryTree, NoLinkLeadsOut) {
  const std::string source = host_folder("in");
  const std::string outside = fs::canonical(folder / "outside").string();
  for (const bool readonly : {true, false}) {
    tree->mount(source, "/in", true, readonly);
    for (const std::string& path :
         {std::string("/in/leak"), std::string("/in/absolute/secret.txt"),
          std::string("/in/relative/secret.txt"), std::string("/in/../../outside/secret.txt"),
          outside + "/secret.txt", "/../../../../../../.." + outside + "/secret.txt"}) {
      EXPECT_EQ(error_of([&] { (void)tree->read(path); }), ENOENT) << path;
    }
    tree->make_link("/workspace/out" + std::to_string(readonly ? 1 : 0), outside + "/secret.txt");
    tree->make_link("/workspace/up" + std::to_string(readonly ? 1 : 0),
                    "../../../../../.." + outside);
  }
  EXPECT_EQ(error_of([&] { (void)tree->read("/workspace/out0"); }), ENOENT);
  EXPECT_EQ(error_of([&] { (void)tree->read("/workspace/up0/secret.txt"); }), ENOENT);
  // Writing through a link makes the file inside, where the link leads.
  tree->write("/workspace/out0", "mine");
  EXPECT_EQ(tree->read(outside + "/secret.txt"), "mine");
  tree->write("/in/absolute/planted", "mine");
  EXPECT_EQ(test::files_below(folder / "outside"),
            (std::map<std::string, std::string>{{"secret.txt", "-:canary"}}));
}

TEST_F(MemoryTree, CyclesOfLinksEnd) {
  tree->mount(host_folder("in"), "/in", true, true);
  EXPECT_EQ(tree->read("/in/cycle/cycle/cycle/file.txt"), "host");
  tree->make_link("/workspace/a", "b");
  tree->make_link("/workspace/b", "a");
  EXPECT_EQ(error_of([&] { (void)tree->read("/workspace/a"); }), ELOOP);
  EXPECT_FALSE(tree->status("/workspace/a/x"));
}

TEST_F(MemoryTree, AFileMountIsExactlyItsTarget) {
  folder.write("one.txt", "one");
  folder.write("two.txt", "two");
  tree->mount(fs::canonical(folder / "one.txt"), "/data/file.txt", false, true);
  EXPECT_EQ(tree->read("/data/file.txt"), "one");
  EXPECT_TRUE(S_ISREG(tree->status("/data/file.txt")->st_mode));
  EXPECT_TRUE(S_ISDIR(tree->status("/data")->st_mode));
  EXPECT_EQ(tree->list("/data"), std::vector<std::string>{"file.txt"});
  EXPECT_EQ(error_of([&] { tree->write("/data/file.txt", "x"); }), EROFS);
  EXPECT_EQ(error_of([&] { tree->write("/data/other.txt", "x"); }), EROFS);
  tree->mount(fs::canonical(folder / "two.txt"), "/data/file.txt", false, false);
  tree->write("/data/file.txt", "changed");
  EXPECT_EQ(folder.read("two.txt"), "changed");
  EXPECT_EQ(folder.read("one.txt"), "one");
}

TEST_F(MemoryTree, TheLongestTargetWins) {
  host_folder("outer");
  folder.write("inner/file.txt", "inner");
  tree->mount(fs::canonical(folder / "outer"), "/m", true, true);
  tree->mount(fs::canonical(folder / "inner"), "/m/sub/in", true, false);
  EXPECT_EQ(tree->read("/m/file.txt"), "host");
  EXPECT_EQ(tree->read("/m/sub/deep.txt"), "deep");
  EXPECT_EQ(tree->read("/m/sub/in/file.txt"), "inner");
  EXPECT_EQ(tree->list("/m/sub").size(), 2U);
  tree->write("/m/sub/in/new", "x");
  EXPECT_EQ(folder.read("inner/new"), "x");
  EXPECT_FALSE(fs::exists(folder / "outer/sub/in"));
  EXPECT_EQ(error_of([&] { tree->write("/m/sub/new", "x"); }), EROFS);
}

TEST_F(MemoryTree, MountPointsCannotBeRemovedOrMoved) {
  fs::create_directories(folder / "in");
  tree->mount(fs::canonical(folder / "in"), "/workspace/a/b", true, false);
  for (const char* const path : {"/workspace/a/b", "/workspace/a", "/workspace", "/"}) {
    EXPECT_EQ(error_of([&] { tree->remove(path); }), EBUSY) << path;
    EXPECT_EQ(error_of([&] { tree->rename(path, "/tmp/x"); }), EBUSY) << path;
  }
  tree->make_directory("/tmp/dir");
  EXPECT_EQ(error_of([&] { tree->rename("/tmp/dir", "/workspace/a/b"); }), EBUSY);
}

TEST_F(MemoryTree, TheRootCanBeMountedAndKeepsItsWorkFolders) {
  folder.write("root/file.txt", "r");
  tree->mount(fs::canonical(folder / "root"), "/", true, true);
  EXPECT_EQ(tree->read("/file.txt"), "r");
  tree->write("/workspace/x", "x");
  EXPECT_EQ(tree->read("/workspace/x"), "x");
  EXPECT_EQ(error_of([&] { tree->write("/new", "x"); }), EROFS);
}

TEST_F(MemoryTree, SpecialFilesNeitherBlockNorOpen) {
  fs::create_directories(folder / "in");
  ASSERT_EQ(mkfifo((folder / "in/fifo").c_str(), 0600), 0);
  tree->mount(fs::canonical(folder / "in"), "/in", true, false);
  EXPECT_EQ(error_of([&] { (void)tree->read("/in/fifo"); }), EINVAL);
  EXPECT_EQ(error_of([&] { tree->write("/in/fifo", "x"); }), EINVAL);
  EXPECT_TRUE(tree->walk("/in", 10).empty());
}

TEST_F(MemoryTree, ASourceThatBecameALinkIsNotMounted) {
  folder.write("outside/secret.txt", "canary");
  fs::create_symlink(folder / "outside", folder / "in");
  EXPECT_NE(error_of([&] { tree->mount((folder / "in").string(), "/in", true, true); }), 0);
  EXPECT_FALSE(tree->status("/in"));
}

TEST_F(MemoryTree, WalkGivesTheFirstEntriesInUtf16OrderWithoutFollowing) {
  for (const char* const name : {"a.txt", "a/b", "B", "z/\xF0\x9F\x98\x80", "z/\xEF\xBF\xBD"}) {
    tree->write("/workspace/" + std::string(name), "x");
  }
  tree->make_link("/workspace/link", "/workspace/a");
  std::vector<std::string> paths;
  for (const auto& entry : tree->walk("/workspace", 100)) paths.push_back(entry.path);
  const std::vector<std::string> all = {
      "B", "a", "a.txt", "a/b", "link", "z", "z/\xF0\x9F\x98\x80", "z/\xEF\xBF\xBD"};
  EXPECT_EQ(paths, all);
  for (std::size_t limit = 0; limit < all.size(); ++limit) {
    const auto first = tree->walk("/workspace", limit);
    ASSERT_EQ(first.size(), limit);
    for (std::size_t i = 0; i < limit; ++i) EXPECT_EQ(first[i].path, all[i]);
  }
  EXPECT_EQ(error_of([&] { (void)tree->walk("/workspace/B", 1); }), ENOTDIR);
}

TEST_F(MemoryTree, AnEntryThatIsExchangedWhileItIsWalkedNeverLeadsOut) {
  folder.write("outside/secret.txt", "canary");
  folder.write("in/door/secret.txt", "inside");
  const fs::path door = folder / "in/door";
  const fs::path spare = folder / "in/spare";
  const fs::path link = folder / "in/link";
  fs::create_symlink(folder / "outside", link);
  tree->mount(fs::canonical(folder / "in"), "/in", true, false);
  std::atomic<bool> over = false;
  std::thread host([&] {
    while (!over) {
      fs::rename(door, spare);
      fs::rename(link, door);
      fs::rename(door, link);
      fs::rename(spare, door);
    }
  });
  int found = 0;
  for (int i = 0; i < 3000 || found == 0; ++i) {
    try {
      EXPECT_EQ(tree->read("/in/door/secret.txt"), "inside");
      ++found;
    } catch (const FileError&) {
      continue;  // Just away.
    }
  }
  over = true;
  host.join();
}

TEST_F(MemoryTree, ManyThreadsWorkInOneTree) {
  folder.write("in/file.txt", "host");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      const std::string name = "/workspace/" + std::to_string(i);
      for (int n = 0; n < 100; ++n) {
        tree->write(name + "/file", std::to_string(n));
        EXPECT_EQ(tree->read(name + "/file"), std::to_string(n));
        (void)tree->walk("/workspace", 10);
        tree->remove(name);
      }
    });
  }
  tree->mount(fs::canonical(folder / "in"), "/late", true, true);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(tree->read("/late/file.txt"), "host");
  EXPECT_TRUE(tree->list("/workspace").empty());
}

}  // namespace
}  // namespace wp_codebox
