#include "conformance/host/process_table.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

struct Process {
  int parent = 0;
  char state = '?';
  std::string name;
};

std::optional<int> number_in(std::string_view text, int base = 10) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `pid (name) state parent …`; the name may hold anything, so its end is the last parenthesis.
std::optional<Process> parse_stat(const std::string& line) {
  const std::size_t open = line.find('(');
  const std::size_t close = line.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return std::nullopt;
  Process process;
  process.name = line.substr(open + 1, close - open - 1);
  std::istringstream rest(line.substr(close + 1));
  if (!(rest >> process.state >> process.parent)) return std::nullopt;
  return process;
}

std::map<int, Process> all_processes() {
  std::map<int, Process> processes;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc", ignored)) {
    const auto id = number_in(entry.path().filename().string());
    if (!id) continue;
    std::ifstream file(entry.path() / "stat");
    std::string line;
    if (!std::getline(file, line, '\0')) continue;  // It ended meanwhile.
    if (const auto process = parse_stat(line)) processes.emplace(*id, *process);
  }
  return processes;
}

std::map<int, std::string> descendants_of(int root) {
  const std::map<int, Process> all = all_processes();
  std::map<int, std::string> found;
  std::set<int> family = {root};
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [id, process] : all) {
      if (family.count(process.parent) == 0 || !family.insert(id).second) continue;
      grown = true;
      if (process.state != 'Z' && process.state != 'X') found.emplace(id, process.name);
    }
  }
  return found;
}

/// Inodes of the sockets that a process holds.
void collect_sockets(int process, std::set<std::string>& inodes) {
  std::error_code ignored;
  for (const auto& entry :
       fs::directory_iterator("/proc/" + std::to_string(process) + "/fd", ignored)) {
    const std::string target = fs::read_symlink(entry.path(), ignored).string();
    constexpr std::string_view prefix = "socket:[";
    if (target.starts_with(prefix)) {
      inodes.insert(target.substr(prefix.size(), target.size() - prefix.size() - 1));
    }
  }
}

/// Whether an address as /proc/net prints it is 127.0.0.0/8, also mapped into IPv6, or ::1. Each
/// group of 32 bits is printed as this machine holds it, so its first byte stands last.
bool is_loopback(std::string_view address) {
  constexpr std::string_view loopback_byte = "7F";
  if (address.size() == 8) return address.substr(6) == loopback_byte;
  const bool mapped = address.starts_with("0000000000000000FFFF0000");
  return (mapped && address.substr(30) == loopback_byte) ||
         address == "00000000000000000000000001000000";
}

/// Adds the listening sockets in a table of /proc/net.
void collect_listening(const char* table, const std::set<std::string>& inodes,
                       std::set<ListeningSocket>& sockets) {
  constexpr std::string_view listening = "0A";
  std::ifstream file(table);
  std::string line;
  std::getline(file, line);  // Headings.
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::string slot;
    std::string local;
    std::string remote;
    std::string state;
    std::string skipped;
    std::string inode;
    words >> slot >> local >> remote >> state;
    for (int i = 0; i < 5; ++i) words >> skipped;
    words >> inode;
    if (state != listening || inodes.count(inode) == 0) continue;
    const std::size_t colon = local.rfind(':');
    if (colon == std::string::npos) continue;
    if (const auto port = number_in(std::string_view(local).substr(colon + 1), 16)) {
      sockets.insert({static_cast<std::uint16_t>(*port),
                      is_loopback(std::string_view(local).substr(0, colon))});
    }
  }
}

}  // namespace

HostUse HostUse::now(const std::vector<fs::path>& directories) {
  HostUse use;
  const int self = ::getpid();
  use.processes_ = descendants_of(self);
  std::set<std::string> inodes;
  collect_sockets(self, inodes);
  for (const auto& [id, name] : use.processes_) collect_sockets(id, inodes);
  collect_listening("/proc/net/tcp", inodes, use.listening_);
  collect_listening("/proc/net/tcp6", inodes, use.listening_);
  std::error_code ignored;
  for (const fs::path& directory : directories) {
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
      use.entries_.insert(entry.path().string());
    }
  }
  return use;
}

std::vector<std::string> HostUse::beyond(const HostUse& earlier) const {
  std::vector<std::string> lines;
  for (const auto& [id, name] : processes_) {
    if (earlier.processes_.count(id) == 0) {
      lines.push_back("process " + std::to_string(id) + " (" + name + ")");
    }
  }
  for (const ListeningSocket& socket : listening_) {
    if (earlier.listening_.count(socket) == 0) {
      lines.push_back("listening port " + std::to_string(socket.port));
    }
  }
  for (const std::string& entry : entries_) {
    if (earlier.entries_.count(entry) == 0) lines.push_back("file " + entry);
  }
  return lines;
}

std::vector<std::string> leftovers_after(const HostUse& earlier,
                                         const std::vector<fs::path>& directories,
                                         std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (true) {
    std::vector<std::string> left = HostUse::now(directories).beyond(earlier);
    if (left.empty() || std::chrono::steady_clock::now() >= deadline) return left;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

void adopt_orphans() { ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
