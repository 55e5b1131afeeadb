#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Canaries: what runs, listens and lies around because of this process.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A TCP socket that waits for connections.
struct ListeningSocket {
  std::uint16_t port = 0;
  bool loopback = false;  ///< Reached from this machine only.

  auto operator<=>(const ListeningSocket&) const = default;
};

/// What belongs to this process and to everything that it started, at one moment. Linux only: it
/// reads /proc.
class HostUse {
 public:
  /// Takes the processes that descend from this one, the TCP ports that it and they listen on, and
  /// the entries of the given directories.
  [[nodiscard]] static HostUse now(const std::vector<std::filesystem::path>& directories = {});

  /// What is here and was not in `earlier`, one line each; empty when nothing is.
  [[nodiscard]] std::vector<std::string> beyond(const HostUse& earlier) const;

  /// Processes that descend from this one and still run, by id with their names.
  [[nodiscard]] const std::map<int, std::string>& processes() const { return processes_; }
  /// Where this process or a descendant listens.
  [[nodiscard]] const std::set<ListeningSocket>& listening() const { return listening_; }

 private:
  std::map<int, std::string> processes_;
  std::set<ListeningSocket> listening_;
  std::set<std::string> entries_;
};

/// Waits until nothing is left beyond `earlier`; gives what is still there at the deadline. Returns
/// at once when all is gone.
[[nodiscard]] std::vector<std::string> leftovers_after(
    const HostUse& earlier, const std::vector<std::filesystem::path>& directories,
    std::chrono::milliseconds limit);

/// Makes this process the parent of every orphan below it, so that a process which a backend
/// detached stays in sight. Once a process.
void adopt_orphans();

}  // namespace WP_CODEBOX_NAMESPACE::conformance
