// Mounts of RecordingRuntime.

#include <gtest/gtest.h>

#include <sys/stat.h>

#include "fake_engine.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;

class RecordingMounts : public test::FakeRuntimeTest {
 protected:
  std::string mounts_of(Runtime& runtime) {
    return runtime.observe(observation("mounts")).data.text();
  }
};

TEST_F(RecordingMounts, TheSourceIsResolvedAndRecordedWithEverythingElse) {
  MountSpec mount = directory_mount("/a");
  mount.metadata = json::Dictionary<json::Value>{{"role", json::Value::string("input")}};
  fs::create_symlink(mount.source, folder.path() / "link");
  const std::string real = mount.source;
  mount.source = (folder.path() / "link").string();
  const auto runtime = create();
  runtime->mount(mount);
  mount.source = real;
  EXPECT_EQ(mounts_of(*runtime), "[" + json::to_json(mount) + "]");
  ASSERT_GE(heard.size(), 2U);
  EXPECT_EQ(heard[1].type.text(), "runtime.mounted");
  EXPECT_EQ(json::to_json(*heard[1].data), R"({"mount":)" + json::to_json(mount) + "}");
}

TEST_F(RecordingMounts, WhatIsWrongIsRefusedAndNotRecorded) {
  folder.write("file", "");
  const auto runtime = create();
  const auto outcome = [&](auto change) {
    MountSpec mount = directory_mount("/a");
    change(mount);
    return code_of([&] { runtime->mount(mount); });
  };
  EXPECT_EQ(outcome([](MountSpec& m) { m.source += "/missing"; }), "ENOENT");
  EXPECT_EQ(outcome([](MountSpec& m) { m.source = ""; }), "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.source += std::string("\0x", 2); }),
            "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.target = "relative"; }), "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.target = ""; }), "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.target = "/a/../b"; }), "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.target = "/.."; }), "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.target = std::string("/a\0b", 4); }),
            "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.type = MountType(std::string("volume")); }),
            "runtime-mount-invalid");
  EXPECT_EQ(outcome([](MountSpec& m) { m.type = KnownMountType::file; }), "runtime-mount-invalid");
  EXPECT_EQ(outcome([&](MountSpec& m) { m.source = (folder.path() / "file").string(); }),
            "runtime-mount-invalid");
  ASSERT_EQ(mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(outcome([&](MountSpec& m) {
              m.source = (folder.path() / "fifo").string();
              m.type = KnownMountType::file;
            }),
            "runtime-mount-invalid");
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
  EXPECT_EQ(mounts_of(*runtime), "[]");
  EXPECT_EQ(outcome([](MountSpec& m) { m.target = "/a/..b/c.."; }), "none");
}

TEST_F(RecordingMounts, TheFilesystemPolicyDecidesAboutReadwriteMounts) {
  spec.policy.filesystem = FilesystemPolicy::sandbox;
  const auto runtime = create();
  MountSpec mount = directory_mount("/a");
  mount.mode = MountMode::readwrite;
  EXPECT_EQ(code_of([&] { runtime->mount(mount); }), "runtime-mount-refused");
  EXPECT_EQ(mounts_of(*runtime), "[]");
}

TEST_F(RecordingMounts, AMountAfterTheBootIsPassedOn) {
  std::vector<std::string> late;
  sandbox->mount = [&](const MountSpec& mount) { late.push_back(mount.target); };
  const auto runtime = create();
  runtime->mount(directory_mount("/early"));
  (void)runtime->execute(command("fake.run"));
  runtime->mount(directory_mount("/late"));
  EXPECT_EQ(late, std::vector<std::string>{"/late"});
  EXPECT_EQ(sandbox->setup.mounts.size(), 1U);
}

TEST_F(RecordingMounts, AMountThatTheEngineRefusesIsNotRecorded) {
  sandbox->mount = [](const MountSpec&) { throw std::runtime_error("no"); };
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  EXPECT_EQ(code_of([&] { runtime->mount(directory_mount("/late")); }), "runtime-mount-refused");
  EXPECT_EQ(mounts_of(*runtime), "[]");
}

TEST_F(RecordingMounts, WithoutTheCapabilityALateMountIsRefused) {
  descriptor.capabilities = {};
  const auto runtime = create();
  runtime->mount(directory_mount("/early"));
  (void)runtime->execute(command("fake.run"));
  EXPECT_EQ(code_of([&] { runtime->mount(directory_mount("/late")); }), "runtime-mount-refused");
}

}  // namespace
}  // namespace wp_codebox
