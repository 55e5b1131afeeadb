#pragma once

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "../scratch_folder.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What this process and those that it started hold on this machine.

namespace WP_CODEBOX_NAMESPACE {

/// A picture of it, for comparing.
struct HostResources {
  std::set<std::string> processes;  ///< Children and their children, and the ids of our threads.
  std::size_t descriptors = 0;      ///< Of this process.
  std::set<std::string> listeners;  ///< Sockets of ours that listen.
  std::set<std::string> folders;    ///< Run folders of runtimes, below the temporary folder.

  bool operator==(const HostResources&) const = default;

  static HostResources now() {
    namespace fs = std::filesystem;
    HostResources held;
    collect_processes(std::to_string(::getpid()), held.processes);
    std::set<std::string> sockets;
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator("/proc/self/fd", gone)) {
      ++held.descriptors;
      sockets.insert(fs::read_symlink(entry.path(), gone).string());
    }
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
      std::ifstream file(table);
      std::string line;
      while (std::getline(file, line)) {
        std::istringstream columns(line);
        const std::vector<std::string> words{std::istream_iterator<std::string>(columns), {}};
        if (words.size() < 10 || words[3] != "0A") continue;
        if (sockets.contains("socket:[" + words[9] + "]")) held.listeners.insert(words[1]);
      }
    }
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("wp-codebox-runtime-") && fs::exists(entry.path() / "owner.lock")) {
        held.folders.insert(name);
      }
    }
    return held;
  }

  [[nodiscard]] std::string text() const {
    std::string text = std::to_string(descriptors) + " descriptors;";
    for (const auto* names : {&processes, &listeners, &folders}) {
      for (const std::string& name : *names) text += " " + name;
      text += ";";
    }
    return text;
  }

 private:
  static void collect_processes(const std::string& pid, std::set<std::string>& found) {
    namespace fs = std::filesystem;
    std::error_code gone;
    for (const auto& thread : fs::directory_iterator("/proc/" + pid + "/task", gone)) {
      found.insert(pid + "/" + thread.path().filename().string());
      std::ifstream children(thread.path() / "children");
      for (std::string child; children >> child;) collect_processes(child, found);
    }
  }
};

inline void PrintTo(const HostResources& held, std::ostream* out) { *out << held.text(); }

/// The temporary folder of a test that counts what is in it: nobody else's.
class OwnTemporaryFolder {
 public:
  OwnTemporaryFolder() { ::setenv("TMPDIR", folder_.path().c_str(), 1); }
  ~OwnTemporaryFolder() {
    if (before_.empty()) {
      ::unsetenv("TMPDIR");
    } else {
      ::setenv("TMPDIR", before_.c_str(), 1);
    }
  }
  OwnTemporaryFolder(const OwnTemporaryFolder&) = delete;
  OwnTemporaryFolder& operator=(const OwnTemporaryFolder&) = delete;

 private:
  std::string before_ = std::getenv("TMPDIR") != nullptr ? std::getenv("TMPDIR") : "";
  test::ScratchFolder folder_;
};

/// How often a leak test goes round: what the environment variable says, else `fallback`.
inline int rounds(const char* variable, int fallback) {
  const char* const text = std::getenv(variable);
  return text != nullptr ? std::max(1, std::atoi(text)) : fallback;
}

}  // namespace WP_CODEBOX_NAMESPACE
