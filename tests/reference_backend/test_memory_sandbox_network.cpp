#include "reference_backend/memory/sandbox_network.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

#include "memory_runtime.hpp"

namespace wp_codebox {
namespace {

/// A listener on the host's loopback that counts who comes.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(socket_, 8), 0);
    socklen_t size = sizeof address;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] std::string port() const { return std::to_string(port_); }
  [[nodiscard]] int connections() const {
    int count = 0;
    for (int peer = accept(socket_, nullptr, nullptr); peer >= 0;
         peer = accept(socket_, nullptr, nullptr)) {
      close(peer);
      ++count;
    }
    return count;
  }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

class MemoryNetwork : public test::MemoryRuntimeTest {
 protected:
  std::string connect(const std::string& host) {
    return run("probe.connect", {"host=" + host, "port=" + listener.port()}, 60'000);
  }

  Listener listener;
};

TEST_F(MemoryNetwork, AllowReachesTheHost) {
  spec.policy.network = NetworkMode::allow;
  EXPECT_EQ(connect("127.0.0.1"), "connected");
  EXPECT_EQ(connect("localhost"), "connected");
  EXPECT_EQ(listener.connections(), 2);
  EXPECT_EQ(connect("::1"), "refused");
  EXPECT_EQ(connect("no-name-service.example.org"), "refused");
}

TEST_F(MemoryNetwork, DenyReachesNothing) {
  spec.policy.network = NetworkMode::deny;
  for (const char* const host : {"127.0.0.1", "localhost", "0.0.0.0", "127.1"}) {
    EXPECT_EQ(connect(host), "refused");
  }
  EXPECT_EQ(listener.connections(), 0);
}

TEST_F(MemoryNetwork, OnlyListedHostsAreReached) {
  spec.policy.network = NetworkPolicy::to_hosts({"LocalHost", "example.org"});
  EXPECT_EQ(connect("127.0.0.1"), "refused");
  EXPECT_EQ(connect("localhost.example.org"), "refused");
  EXPECT_EQ(listener.connections(), 0);
  EXPECT_EQ(connect("localhost"), "connected");
  EXPECT_EQ(listener.connections(), 1);
}

TEST(MemorySandboxNetwork, TheListDecidesByWholeNamesInAnyCase) {
  const NetworkPolicy listed = NetworkPolicy::to_hosts({"Example.org"});
  EXPECT_TRUE(memory::is_host_allowed(listed, "example.ORG"));
  EXPECT_FALSE(memory::is_host_allowed(listed, "www.example.org"));
  EXPECT_FALSE(memory::is_host_allowed(listed, "example.or"));
  EXPECT_FALSE(memory::is_host_allowed(NetworkPolicy::to_hosts({}), "example.org"));
  EXPECT_FALSE(memory::is_host_allowed(NetworkMode::deny, "example.org"));
  EXPECT_TRUE(memory::is_host_allowed(NetworkMode::allow, "example.org"));
}

TEST(MemorySandboxNetwork, AStoppedSandboxConnectsNowhere) {
  const memory::StopSignal stop;
  EXPECT_EQ(memory::connect_to("192.0.2.1", 9, stop, std::chrono::steady_clock::now()) ==
                memory::Connected::yes,
            false);
}

}  // namespace
}  // namespace wp_codebox
