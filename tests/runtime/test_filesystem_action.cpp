#include "wp_codebox/runtime/filesystem_action.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;

class FilesystemActions : public testing::Test {
 protected:
  FilesystemActions() {
    folder.write("outer/a.txt", "outer");
    folder.write("outer/sub/b.txt", "hidden by the mount");
    folder.write("inner/b.txt", "inner");
    folder.write("secret.txt", "canary");
    policy.mounts = {mount("outer", "/workspace"), mount("inner", "/workspace/sub/")};
  }

  [[nodiscard]] MountSpec mount(const std::string& source, std::string target) const {
    MountSpec mount;
    mount.type = KnownMountType::directory;
    mount.source = (folder.path() / source).string();
    mount.target = std::move(target);
    mount.mode = MountMode::readwrite;
    return mount;
  }

  FilesystemActionData run(FilesystemOperation operation, std::string path,
                           std::optional<std::string> content = std::nullopt) {
    FilesystemAction action;
    action.operation = operation;
    action.path = std::move(path);
    action.content = std::move(content);
    return run_filesystem_action(action, policy);
  }

  std::string code(FilesystemOperation operation, std::string path) {
    try {
      (void)run(operation, std::move(path), "x");
    } catch (const ContractError& error) {
      return error.code();
    }
    return "none";
  }

  static constexpr const char* refused = "runtime-action-policy-violation";
  test::ScratchFolder folder;
  FilesystemActionPolicy policy;
};

using enum FilesystemOperation;

TEST_F(FilesystemActions, PathsAreNormalisedAsPosixDoesIt) {
  EXPECT_EQ(action_sandbox_path("a/./b//c/.."), "/workspace/a/b");
  EXPECT_EQ(action_sandbox_path("."), "/workspace");
  EXPECT_EQ(action_sandbox_path("a/"), "/workspace/a/");
  EXPECT_EQ(action_sandbox_path("../x"), "/x");
  EXPECT_EQ(action_sandbox_path("/../../x"), "/x");
  EXPECT_EQ(action_sandbox_path("/"), "/");
  EXPECT_EQ(action_sandbox_path("../.."), "/");
}

TEST_F(FilesystemActions, GiveWhatEachOperationHas) {
  EXPECT_EQ(json::to_json(run(read, "a.txt")),
            R"({"operation":"read","path":"/workspace/a.txt","mountTarget":"/workspace",)"
            R"("mountMode":"readwrite","content":"outer","bytes":5})");
  EXPECT_EQ(json::to_json(run(write, "/workspace/n.txt", "\xC3\xA9")),
            R"({"operation":"write","path":"/workspace/n.txt","mountTarget":"/workspace",)"
            R"("mountMode":"readwrite","bytes":2})");
  EXPECT_EQ(json::to_json(run(delete_, "n.txt")),
            R"({"operation":"delete","path":"/workspace/n.txt","mountTarget":"/workspace",)"
            R"("mountMode":"readwrite","deleted":true})");
  EXPECT_EQ(run(list, ".").entries->size(), 2U);
}

// WPC-FS-001
TEST_F(FilesystemActions, PathsOutsideOfMountsAreRefusedWithTheAction) {
  for (const FilesystemOperation operation : {list, read, write, delete_}) {
    for (const std::string& path :
         {std::string(), std::string("a\0b", 3), std::string("../x"), std::string("/etc/hostname"),
          std::string("/workspaces/a.txt"), std::string("..a"), std::string("/")}) {
      EXPECT_EQ(code(operation, path), refused) << path;
    }
  }
  try {
    (void)run(read, "/etc/hostname");
    ADD_FAILURE() << "nothing was thrown";
  } catch (const RuntimeActionPolicyError& error) {
    EXPECT_EQ(error.name(), "RuntimeActionPolicyError");
    EXPECT_EQ(error.action().text(),
              R"({"type":"filesystem","operation":"read","path":"/etc/hostname"})");
  }
}

// WPC-FS-002
TEST_F(FilesystemActions, LinksOutOfAMountAreRefused) {
  fs::create_symlink("../secret.txt", folder.path() / "outer/link");
  fs::create_directory_symlink("..", folder.path() / "outer/up");
  for (const FilesystemOperation operation : {read, write, delete_}) {
    EXPECT_EQ(code(operation, "link"), refused);
    EXPECT_EQ(code(operation, "up/secret.txt"), refused);
  }
  EXPECT_EQ(code(list, "up"), refused);
  EXPECT_EQ(code(write, "up/new/file.txt"), refused);
  EXPECT_FALSE(fs::exists(folder.path() / "new"));
  EXPECT_EQ(folder.file_bytes((folder.path() / "secret.txt").string()), "canary");
}

// WPC-FS-003
TEST_F(FilesystemActions, WritingNeedsPolicyModeAndRoot) {
  policy.filesystem = FilesystemPolicy::readwrite_mounts;
  EXPECT_EQ(code(write, "a.txt"), "none");
  for (const auto lesser : {FilesystemPolicy::sandbox, FilesystemPolicy::readonly_mounts}) {
    policy.filesystem = lesser;
    EXPECT_EQ(code(write, "a.txt"), refused);
    EXPECT_EQ(code(delete_, "a.txt"), refused);
    EXPECT_EQ(code(read, "a.txt"), "none");
  }
  policy.filesystem.reset();
  policy.mounts[0].mode = MountMode::readonly;
  EXPECT_EQ(code(write, "new/file.txt"), refused);
  EXPECT_EQ(code(delete_, "a.txt"), refused);
  EXPECT_FALSE(fs::exists(folder.path() / "outer/new"));
  policy.mounts[0].mode = MountMode::readwrite;
  policy.writable_roots = {"/workspace/only/", "also"};
  EXPECT_EQ(code(write, "only/x.txt"), "none");
  EXPECT_EQ(code(write, "also"), "none");
  EXPECT_EQ(code(write, "alsonot.txt"), refused);
  EXPECT_EQ(code(delete_, "a.txt"), refused);
  policy.writable_roots = std::vector<std::string>();
  EXPECT_EQ(code(write, "a.txt"), refused);
}

TEST_F(FilesystemActions, WhatIsNotThereIsToldBeforeWhatIsNotAllowed) {
  policy.mounts[0].mode = MountMode::readonly;
  EXPECT_EQ(code(delete_, "none"), "ENOENT");
}

// WPC-FS-004
TEST_F(FilesystemActions, TheLongestMountHoldsAPath) {
  const FilesystemActionData data = run(read, "sub/b.txt");
  EXPECT_EQ(*data.content, "inner");
  EXPECT_EQ(data.mountTarget, "/workspace/sub/");
  std::swap(policy.mounts[0], policy.mounts[1]);
  EXPECT_EQ(*run(read, "sub/b.txt").content, "inner");
  EXPECT_EQ(run(read, "/workspace/a.txt").mountTarget, "/workspace");
}

// WPC-FS-005
TEST_F(FilesystemActions, AMountItselfIsNotDeleted) {
  for (const char* const path : {".", "/workspace", "/workspace/", "sub", "sub/"}) {
    EXPECT_EQ(code(delete_, path), refused) << path;
  }
  EXPECT_TRUE(fs::exists(folder.path() / "inner/b.txt"));
}

TEST_F(FilesystemActions, ContentIsUtf8) {
  folder.write("outer/bytes", std::string("A\xFFZ"));
  EXPECT_EQ(*run(read, "bytes").content,
            "A\xEF\xBF\xBD"
            "Z");
  EXPECT_EQ(*run(write, "s.txt", "\xED\xA0\x80").bytes, 3);
  EXPECT_EQ(folder.file_bytes((folder.path() / "outer/s.txt").string()), "\xEF\xBF\xBD");
  EXPECT_EQ(*run(write, "empty.txt").bytes, 0);
}

}  // namespace
}  // namespace wp_codebox
