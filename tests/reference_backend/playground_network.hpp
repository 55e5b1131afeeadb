#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <fstream>
#include <set>
#include <string>
#include <thread>

#include "wp_codebox/version.hpp"

/// \file
/// A listener that counts who comes, and a small HTTP client.

namespace WP_CODEBOX_NAMESPACE::playground {

/// Listens on 127.0.0.1 at a free port, answers every connection with a short HTTP response that
/// says `canary`, and counts them.
class Canary {
 public:
  Canary() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listener_, 64);
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  Canary(const Canary&) = delete;
  Canary& operator=(const Canary&) = delete;
  ~Canary() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] int hits() const { return hits_; }

 private:
  void serve() {
    for (;;) {
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) return;
      ++hits_;
      char request[4096];
      const timeval limit{.tv_sec = 2, .tv_usec = 0};
      ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
      if (::recv(client, request, sizeof request, 0) >= 0) {
        const std::string answer = "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\ncanary";
        ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
      }
      ::close(client);
    }
  }

  int listener_;
  int port_ = 0;
  std::atomic<int> hits_{0};
  std::thread thread_;
};

/// The whole response to a GET, or "" when nobody listens.
inline std::string http_get(int port, const std::string& target = "/") {
  const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  std::string response;
  if (::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    const std::string request =
        "GET " + target + " HTTP/1.0\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n\r\n";
    ::send(client, request.data(), request.size(), MSG_NOSIGNAL);
    char buffer[65536];
    for (ssize_t size = 0; (size = ::recv(client, buffer, sizeof buffer, 0)) > 0;) {
      response.append(buffer, static_cast<std::size_t>(size));
    }
  }
  ::close(client);
  return response;
}

inline int port_of(const std::string& url) { return std::stoi(url.substr(url.rfind(':') + 1)); }

/// The local addresses that listen at a port, as the kernel prints them (0100007F is 127.0.0.1).
inline std::set<std::string> listening_addresses(int port) {
  std::set<std::string> addresses;
  for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::ifstream file(table);
    std::string number, local, remote, state, rest;
    std::getline(file, rest);
    while (file >> number >> local >> remote >> state && std::getline(file, rest)) {
      const std::size_t colon = local.find(':');
      const bool listens = state == "0A";
      if (listens && std::stoi(local.substr(colon + 1), nullptr, 16) == port) {
        addresses.insert(local.substr(0, colon));
      }
    }
  }
  return addresses;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
