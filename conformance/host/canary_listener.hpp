#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "wp_codebox/version.hpp"

/// \file
/// A canary: a listener on the loopback that counts who connects.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Listens on a free port of 127.0.0.1 and answers each connection as a web server would. Safe to
/// use from several threads.
class CanaryListener {
 public:
  /// Throws `std::system_error`.
  CanaryListener();
  ~CanaryListener();
  CanaryListener(const CanaryListener&) = delete;
  CanaryListener& operator=(const CanaryListener&) = delete;

  [[nodiscard]] static std::string host() { return "127.0.0.1"; }
  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// How many connections were made before this call. Exact without waiting for a while: the
  /// listener connects to itself and takes everyone who stood in the queue before. Throws
  /// `std::system_error`.
  [[nodiscard]] std::size_t hits();

 private:
  void serve();

  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable accepted_;
  std::size_t hits_ = 0;
  std::set<std::uint16_t> own_ports_;  ///< Of connections that `hits` made and waits for.
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
