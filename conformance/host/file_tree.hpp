#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// A canary: what a part of the host's file system looked like at one moment.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Names, types, modes, modification times and contents of everything below a path. Links are
/// recorded, never followed. A value; reading it from several threads is safe.
class FileTree {
 public:
  /// An absent path gives an empty tree.
  [[nodiscard]] static FileTree of(const std::filesystem::path& root);

  /// What differs in `later`, one line for each path: `changed a/b (bytes)`, `added c`, `removed
  /// d`. Empty when nothing does.
  [[nodiscard]] std::vector<std::string> differences(const FileTree& later) const;

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string type;
    std::uint32_t mode = 0;
    std::int64_t modified_ns = 0;
    std::string content;  ///< SHA-256 of a file, target of a link.
  };

  std::map<std::string, Entry> entries_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
