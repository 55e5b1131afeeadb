#include "conformance/host/process_table.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "conformance/host/canary_listener.hpp"
#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A child that does nothing until it is ended.
class IdleChild {
 public:
  IdleChild() : id_(::fork()) {
    if (id_ == 0) {
      while (true) ::pause();
    }
  }
  ~IdleChild() { end(); }
  void end() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
    id_ = 0;
  }
  [[nodiscard]] int id() const { return id_; }

 private:
  pid_t id_;
};

TEST(HostUse, ShowsProcessesPortsAndFilesThatCame) {
  const TemporaryDirectory directory("test");
  const HostUse before = HostUse::now({directory.path()});
  IdleChild child;
  const CanaryListener listener;
  write_file(directory.path() / "left.txt", "");
  const auto lines = HostUse::now({directory.path()}).beyond(before);
  EXPECT_THAT(lines, Contains(HasSubstr("process " + std::to_string(child.id()))));
  EXPECT_THAT(lines, Contains("listening port " + std::to_string(listener.port())));
  EXPECT_THAT(lines, Contains("file " + (directory.path() / "left.txt").string()));
}

TEST(HostUse, TellsTheLoopbackFromTheRest) {
  const CanaryListener loopback;
  const int open = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  socklen_t size = sizeof(address);
  ASSERT_EQ(::bind(open, reinterpret_cast<const sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(open, 1), 0);
  ASSERT_EQ(::getsockname(open, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const HostUse use = HostUse::now();
  EXPECT_EQ(use.listening().count({loopback.port(), true}), 1U);
  EXPECT_EQ(use.listening().count({ntohs(address.sin_port), false}), 1U);
  ::close(open);
}

TEST(HostUse, ForgetsWhatHasGone) {
  const HostUse before = HostUse::now();
  {
    IdleChild child;
    const CanaryListener listener;
    EXPECT_EQ(HostUse::now().beyond(before).size(), 2U);
    child.end();
  }
  EXPECT_THAT(leftovers_after(before, {}, std::chrono::seconds(30)), IsEmpty());
}

TEST(HostUse, DoesNotCountTheDead) {
  const HostUse before = HostUse::now();
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  // It stays in the table until it is waited for, but runs no more.
  EXPECT_THAT(leftovers_after(before, {}, std::chrono::seconds(30)), IsEmpty());
  ::waitpid(child, nullptr, 0);
}

TEST(HostUse, GivesWhatIsStillThereAtTheDeadline) {
  const HostUse before = HostUse::now();
  const IdleChild child;
  EXPECT_THAT(leftovers_after(before, {}, std::chrono::milliseconds(0)),
              ElementsAre(HasSubstr("process " + std::to_string(child.id()))));
}

TEST(HostUse, KeepsDetachedProcessesInSight) {
  adopt_orphans();
  const HostUse before = HostUse::now();
  int ready[2] = {};
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t middle = ::fork();
  if (middle == 0) {
    const pid_t grandchild = ::fork();
    if (grandchild == 0) {
      while (true) ::pause();
    }
    [[maybe_unused]] const ssize_t told = ::write(ready[1], &grandchild, sizeof(grandchild));
    ::_exit(0);
  }
  ::waitpid(middle, nullptr, 0);
  pid_t grandchild = 0;
  ASSERT_EQ(::read(ready[0], &grandchild, sizeof(grandchild)),
            static_cast<ssize_t>(sizeof(grandchild)));
  EXPECT_EQ(HostUse::now().processes().count(grandchild), 1U);
  ::kill(grandchild, SIGKILL);
  ::waitpid(grandchild, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
}

}  // namespace
}  // namespace wp_codebox::conformance
