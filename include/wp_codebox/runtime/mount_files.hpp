#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/runtime_action_data.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The files of a mount on the host, reached without ever leaving the mount (WPC-FS-002): every
/// step is taken from an open folder, links are followed here and not by the system, and only where
/// they stay inside. A sandbox that changes its mount meanwhile gains nothing.

namespace WP_CODEBOX_NAMESPACE {

/// A path leads out of its mount, or to something that is neither file nor folder and so may lead
/// anywhere.
class MountEscapeError : public std::exception {
 public:
  /// `message` says for people what led out.
  explicit MountEscapeError(std::string message) : message_(std::move(message)) {}
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/// The files of one mount. Paths are relative to the mount, `/` between their parts, without `.`
/// and `..`; the empty one is the mount itself. Errors of the system are `RuntimeError`s named
/// `Error`, whose code is the system's own, such as `ENOENT`, `EISDIR` or `ENOTDIR`; all members
/// also throw `MountEscapeError`. For one thread at a time.
class MountFiles {
 public:
  /// A file that is longer cannot be read: `EFBIG`. In bytes.
  static constexpr std::size_t longest_file = std::size_t{64} << 20;

  /// Opens the mount's source, a folder or a regular file. Error: `ENOENT` and the like.
  explicit MountFiles(const MountSpec& mount);
  ~MountFiles();
  MountFiles(const MountFiles&) = delete;
  MountFiles& operator=(const MountFiles&) = delete;

  /// Whether something is there, by the links on the way. Throws as the others do when it is not.
  void assert_exists(std::string_view path) const;
  /// Whether a file could be written there: the folders that exist on the way are inside.
  void assert_reachable(std::string_view path) const;

  /// The entries of a folder in UTF-16 order of their names; links are `other`.
  [[nodiscard]] std::vector<FilesystemEntry> list(std::string_view path) const;

  /// The bytes of a file.
  [[nodiscard]] std::string read(std::string_view path) const;

  /// Puts bytes into a file, and makes it and its folders when they are not there. Nobody sees it
  /// half-written, and other names of the same file keep the old bytes; only where the mount is a
  /// single file, it is written in place.
  void write(std::string_view path, std::string_view bytes) const;

  /// Removes a file, a link itself, or a folder with all it holds. The mount itself is refused with
  /// `MountEscapeError` (WPC-FS-005).
  void remove(std::string_view path) const;

 private:
  class Walk;

  int root_ = -1;          ///< The folder, or the one that holds the file.
  std::string real_root_;  ///< Its real path.
  std::string file_;       ///< Name of the file when the mount is one.
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/mount_files.inl.hpp"
#endif
