#include "conformance/host/canary_listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

std::uint16_t local_port(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    fail("cannot read the port of a socket");
  }
  return ntohs(address.sin_port);
}

int bound_socket() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) fail("cannot make a socket");
  const sockaddr_in address = loopback(0);
  if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    ::close(socket);
    fail("cannot bind a loopback socket");
  }
  return socket;
}

}  // namespace

CanaryListener::CanaryListener() : socket_(bound_socket()) {
  port_ = local_port(socket_);
  if (::listen(socket_, 64) != 0) {
    ::close(socket_);
    fail("cannot listen on the loopback");
  }
  thread_ = std::thread([this] { serve(); });
}

CanaryListener::~CanaryListener() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  ::shutdown(socket_, SHUT_RDWR);  // Wakes the thread up in accept.
  thread_.join();
  ::close(socket_);
}

void CanaryListener::serve() {
  while (true) {
    sockaddr_in peer{};
    socklen_t size = sizeof(peer);
    const int connection =
        ::accept4(socket_, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_CLOEXEC);
    const int error = errno;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) {
        if (connection >= 0) ::close(connection);
        return;
      }
      if (connection >= 0 && own_ports_.erase(ntohs(peer.sin_port)) == 0) ++hits_;
      accepted_.notify_all();
    }
    if (connection < 0) {
      if (error == EINTR || error == ECONNABORTED) continue;
      return;
    }
    constexpr std::string_view answer = "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\ncanary";
    [[maybe_unused]] const ssize_t sent =
        ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
    ::close(connection);
  }
}

std::size_t CanaryListener::hits() {
  const int probe = bound_socket();
  std::unique_lock lock(mutex_);
  const std::uint16_t own = local_port(probe);
  own_ports_.insert(own);
  lock.unlock();
  const sockaddr_in address = loopback(port_);
  const int connected =
      ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
  lock.lock();
  if (connected != 0) {
    own_ports_.erase(own);
    ::close(probe);
    fail("the canary listener does not answer");
  }
  accepted_.wait(lock, [&] { return own_ports_.count(own) == 0; });
  const std::size_t count = hits_;
  lock.unlock();
  ::close(probe);
  return count;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
