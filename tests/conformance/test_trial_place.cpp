#include "conformance/proof/trial_place.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <sstream>
#include <string>

#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;

/// With an environment that says nothing about temporary files.
class TrialPlace : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* const name : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"}) {
      const char* const value = std::getenv(name);
      before_[name] = value == nullptr ? std::nullopt : std::optional<std::string>(value);
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (const auto& [name, value] : before_) {
      ::unsetenv(name.c_str());
      if (value) ::setenv(name.c_str(), value->c_str(), 1);
    }
  }

  const TemporaryDirectory directory_{"test"};
  const fs::path memory_ = directory_.path();

 private:
  std::map<std::string, std::optional<std::string>> before_;
};

TEST_F(TrialPlace, IsTheFolderInMemoryWhenNobodySaysAnotherOne) {
  EXPECT_EQ(trial_place(memory_, 1), memory_);
}

TEST_F(TrialPlace, IsWhereTheEnvironmentSays) {
  const TemporaryDirectory other("test");
  for (const char* const name : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"}) {
    ::setenv(name, other.path().c_str(), 1);
    EXPECT_EQ(trial_place(memory_, 1), other.path()) << name;
    ::unsetenv(name);
  }
}

TEST_F(TrialPlace, AFolderWithLittleRoomIsLeftAlone) {
  EXPECT_EQ(trial_place(memory_, std::numeric_limits<std::uintmax_t>::max()),
            fs::temp_directory_path());
}

TEST_F(TrialPlace, WhatIsNoFolderIsLeftAlone) {
  write_file(memory_ / "file", "text");
  EXPECT_EQ(trial_place(memory_ / "file", 1), fs::temp_directory_path());
  EXPECT_EQ(trial_place(memory_ / "not-there", 1), fs::temp_directory_path());
}

TEST_F(TrialPlace, AFolderInWhichNobodyElseMayWriteIsLeftAlone) {
  fs::permissions(memory_, fs::perms(0555));
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && ::seteuid(nobody) != 0) ::_exit(2);
    ::_exit(trial_place(memory_, 1) == memory_ ? 1 : 0);
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  fs::permissions(memory_, fs::perms(0700));
}

TEST_F(TrialPlace, ALineSaysItAndHowToChangeIt) {
  std::ostringstream out;
  print_trial_place(out, "/dev/shm");
  EXPECT_EQ(out.str(), "folders in /dev/shm; TMPDIR says where else\n");
}

}  // namespace
}  // namespace wp_codebox::conformance
