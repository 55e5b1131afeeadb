#pragma once

#include <filesystem>
#include <string_view>

#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Temporary directories that are cleared away even when their owner was killed.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A temporary directory that says whose it is, in a file `.owner` that is locked as long as this
/// lives. Whoever makes the next one takes away what dead owners left. Not to be shared between
/// threads.
class OwnedDirectory {
 public:
  /// Makes the directory in `parent`, or in the system's temporary directory, and clears up there.
  /// Throws `std::filesystem::filesystem_error`.
  explicit OwnedDirectory(std::string_view purpose, const std::filesystem::path& parent = {});
  ~OwnedDirectory();
  OwnedDirectory(const OwnedDirectory&) = delete;
  OwnedDirectory& operator=(const OwnedDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return directory_.path(); }

 private:
  TemporaryDirectory directory_;
  int lock_ = -1;
};

/// Takes away the owned directories in `parent` whose owner is gone: this user's own, no links, the
/// process in `.owner` is dead, and nobody holds the lock. Everything else stays, above all what a
/// run that lives has, also one that lives in another container.
void clear_abandoned(const std::filesystem::path& parent);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
