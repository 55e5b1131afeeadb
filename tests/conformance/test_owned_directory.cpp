#include "conformance/host/owned_directory.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;

class Abandoned : public testing::Test {
 protected:
  /// What a process leaves that is killed while it owns a directory.
  fs::path left_by_a_killed_owner() {
    int ends[2] = {};
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      const OwnedDirectory directory("run", base_.path());
      write_file(directory.path() / "closed/file.txt", "text");
      fs::permissions(directory.path() / "closed", fs::perms::none);
      const std::string name = directory.path().filename().string();
      if (::write(ends[1], name.data(), name.size()) < 0) ::_exit(1);
      ::raise(SIGKILL);
    }
    ::close(ends[1]);
    std::string name(100, '\0');
    const ssize_t length = ::read(ends[0], name.data(), name.size());
    ::close(ends[0]);
    name.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status));
    last_owner_ = child;
    return base_.path() / name;
  }

  const TemporaryDirectory base_{"test"};
  pid_t last_owner_ = 0;
};

TEST_F(Abandoned, ADirectoryGoesWhenTheNextIsMade) {
  const fs::path left = left_by_a_killed_owner();
  ASSERT_TRUE(fs::is_directory(left));
  const OwnedDirectory next("run", base_.path());
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::is_directory(next.path()));
}

TEST_F(Abandoned, AnyPurposeClearsUpAfterAnyOther) {
  const fs::path left = left_by_a_killed_owner();
  const OwnedDirectory next("mutants", base_.path());
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(Abandoned, WhatALivingOwnerHasStays) {
  const OwnedDirectory mine("run", base_.path());
  write_file(mine.path() / "file.txt", "text");
  clear_abandoned(base_.path());
  EXPECT_EQ(read_file(mine.path() / "file.txt"), "text");
}

TEST_F(Abandoned, ALockThatIsHeldCountsMoreThanADeadProcess) {
  // As from a container that shares the folder and has process ids of its own.
  const OwnedDirectory mine("run", base_.path());
  (void)left_by_a_killed_owner();
  write_file(mine.path() / ".owner", std::to_string(last_owner_) + "\n");
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(mine.path()));
}

TEST_F(Abandoned, AProcessThatLivesCountsMoreThanALockThatIsFree) {
  const fs::path left = left_by_a_killed_owner();
  write_file(left / ".owner", std::to_string(::getpid()) + "\n");
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(left));
}

TEST_F(Abandoned, WhatDoesNotNameItsOwnerStays) {
  for (const std::string text : {"", "12", "x\n", "-1\n", "0\n", "99999999999999999999\n"}) {
    const fs::path folder = base_.path() / "wp-codebox-run-abcdef";
    write_file(folder / ".owner", text);
    clear_abandoned(base_.path());
    EXPECT_TRUE(fs::exists(folder)) << "'" << text << "'";
  }
  fs::create_directory(base_.path() / "wp-codebox-run-abcxyz");
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(base_.path() / "wp-codebox-run-abcxyz"));
}

TEST_F(Abandoned, WhatDoesNotGoAtOnceKeepsItsOwnerForTheNextTime) {
  const fs::path left = left_by_a_killed_owner();
  const fs::path busy = left / "busy";
  fs::create_directory(busy);
  constexpr int most = 5000;
  std::thread other([&] {  // As a process that the dead owner had started.
    for (int i = 0; i < most && ::mkdir((busy / std::to_string(i)).c_str(), 0700) == 0; ++i) {
    }
  });
  clear_abandoned(base_.path());
  EXPECT_TRUE(!fs::exists(left) || fs::exists(left / ".owner"));
  other.join();
  clear_abandoned(base_.path());
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(Abandoned, OtherNamesStay) {
  const fs::path left = left_by_a_killed_owner();
  fs::rename(left, base_.path() / "my-folder");
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(base_.path() / "my-folder"));
}

TEST_F(Abandoned, LinksAreNotFollowed) {
  const TemporaryDirectory outside("test");
  const fs::path left = left_by_a_killed_owner();
  fs::rename(left, outside.path() / "there");
  fs::create_directory_symlink(outside.path() / "there", left);
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(outside.path() / "there/.owner"));

  // A link inside goes, and what it points at stays.
  const fs::path second = left_by_a_killed_owner();
  fs::create_directory_symlink(outside.path(), second / "link");
  clear_abandoned(base_.path());
  EXPECT_FALSE(fs::exists(second));
  EXPECT_TRUE(fs::exists(outside.path() / "there/.owner"));
}

TEST_F(Abandoned, AnOwnerFileThatIsALinkOrAPipeProvesNothing) {
  const fs::path left = left_by_a_killed_owner();
  fs::rename(left / ".owner", base_.path() / "owner.txt");
  fs::create_symlink(base_.path() / "owner.txt", left / ".owner");
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(left));
  fs::remove(left / ".owner");
  ASSERT_EQ(::mkfifo((left / ".owner").c_str(), 0600), 0);
  clear_abandoned(base_.path());
  EXPECT_TRUE(fs::exists(left));
}

}  // namespace
}  // namespace wp_codebox::conformance
