#include "conformance/host/canary_listener.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

namespace wp_codebox::conformance {
namespace {

bool connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const bool connected =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  ::close(socket);
  return connected;
}

TEST(CanaryListener, CountsNobodyWhenNobodyCame) {
  CanaryListener canary;
  EXPECT_EQ(canary.hits(), 0U);
  EXPECT_EQ(canary.hits(), 0U);
}

TEST(CanaryListener, CountsEveryConnectionThatWasMadeBefore) {
  CanaryListener canary;
  for (std::size_t i = 1; i <= 50; ++i) {
    ASSERT_TRUE(connect_to(canary.port()));
    EXPECT_EQ(canary.hits(), i);
  }
}

TEST(CanaryListener, CountsConnectionsFromManyThreads) {
  CanaryListener canary;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) {
        connect_to(canary.port());
        (void)canary.hits();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(canary.hits(), 160U);
}

}  // namespace
}  // namespace wp_codebox::conformance
