#include "reference_backend/memory/sandbox_network.hpp"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_host(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

Connected try_address(const addrinfo& address, const StopSignal& stop, const Deadline& deadline) {
  const FileDescriptor socket(
      ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) return Connected::refused;
  if (::connect(socket.number(), address.ai_addr, address.ai_addrlen) == 0) return Connected::yes;
  if (errno != EINPROGRESS) return Connected::refused;
  switch (stop.wait(deadline, socket.number())) {
    case Woken::stopped:
      return Connected::stopped;
    case Woken::time_over:
      return Connected::time_over;
    case Woken::ready:
      break;
  }
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0 ? Connected::yes : Connected::refused;
}

}  // namespace

bool is_host_allowed(const NetworkPolicy& policy, std::string_view host) {
  if (policy.allows_all()) return true;
  const std::vector<std::string>* const hosts = policy.hosts();
  return hosts != nullptr && std::any_of(hosts->begin(), hosts->end(), [host](const auto& listed) {
           return same_host(listed, host);
         });
}

Connected connect_to(const std::string& host, std::uint16_t port, const StopSignal& stop,
                     const Deadline& deadline) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  const bool local = same_host(host, "localhost");
  for (const std::string& name :
       local ? std::vector<std::string>{"127.0.0.1", "::1"} : std::vector<std::string>{host}) {
    addrinfo* found = nullptr;
    if (::getaddrinfo(name.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) continue;
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, &::freeaddrinfo);
    const Connected result = try_address(*addresses, stop, deadline);
    if (result != Connected::refused) return result;
  }
  return Connected::refused;
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
