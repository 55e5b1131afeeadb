#include "conformance/attachment/socket_relay.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ostream>
#include <string_view>
#include <system_error>
#include <thread>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::string_view scheme = "unix:";
constexpr int closed_by_other = 1;
constexpr int no_connection = 3;

/// The connected socket; -1 with `errno` set.
int connect_to(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    return descriptor;
  }
  const int error = errno;
  ::close(descriptor);
  errno = error;
  return -1;
}

/// Passes bytes on until one side is at its end.
void pass_on(int from, int to) {
  std::array<char, 65536> bytes;
  while (true) {
    const ssize_t size = ::read(from, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    std::string_view rest(bytes.data(), static_cast<std::size_t>(size));
    while (!rest.empty()) {
      const ssize_t written = ::write(to, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }
}

}  // namespace

int relay_socket(const std::string& address, std::ostream& err) {
  ::signal(SIGPIPE, SIG_IGN);  // NOLINT(bugprone-unused-return-value,cert-err33-c)
  const std::string path = address.substr(scheme.size());
  const int socket = connect_to(path);
  if (socket < 0) {
    err << "there is no connection to " << address << ": " << std::generic_category().message(errno)
        << std::endl;
    return no_connection;
  }
  std::atomic<bool> input_ended{false};
  std::thread sender([socket, &input_ended] {
    pass_on(STDIN_FILENO, socket);
    input_ended = true;
    // The other side sees the end of its input, and has a moment for its own.
    ::shutdown(socket, SHUT_WR);
    constexpr int moment_ms = 1000;
    pollfd end{socket, POLLRDHUP, 0};
    ::poll(&end, 1, moment_ms);
    ::shutdown(socket, SHUT_RDWR);
  });
  pass_on(socket, STDOUT_FILENO);
  if (input_ended) {
    sender.join();
    return 0;
  }
  err << "the program at " << address << " closed the connection" << std::endl;
  ::_exit(closed_by_other);  // The other thread waits for input that nobody reads.
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
