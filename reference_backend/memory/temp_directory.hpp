#pragma once

#include <filesystem>

#include "reference_backend/memory/file_descriptor.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A private folder that does not outlive its owner.

namespace WP_CODEBOX_NAMESPACE::memory {

/// A folder `wp-codebox-memory-<pid>-<random>` with mode 0700 in the system's folder for temporary
/// files, removed with everything in it by `remove` or the destructor. A process that is killed
/// cannot remove its folders; the next process that makes one does (`remove_stale`). Use is not
/// synchronised.
class TempDirectory {
 public:
  /// Error: `std::system_error`.
  TempDirectory();
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;
  ~TempDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Error: `std::system_error`; what could be removed is gone then.
  void remove();

  /// Leaves the folder where it is.
  void keep() { path_.clear(); }

  /// Removes the folders of processes that are gone: those of this user whose process id is not in
  /// use and which nobody holds locked. The lock lives as long as the owner, also where processes
  /// of several containers share the folder and do not see each other's ids. The constructor calls
  /// it once a process.
  static void remove_stale(const std::filesystem::path& parent);

 private:
  std::filesystem::path path_;
  FileDescriptor lock_;
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
