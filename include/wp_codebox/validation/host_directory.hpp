#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Reads folders of the host without ever leaving them: every step is taken from an open directory
/// and no link is followed, so that a sandbox which changes its mounts meanwhile gains nothing
/// (WPC-MNT-008, WPC-MNT-009).

namespace WP_CODEBOX_NAMESPACE {

/// A file or folder of the host could not be read.
class HostReadError : public std::runtime_error {
 public:
  /// `error_number` is an `errno`.
  HostReadError(const std::string& what, int error_number);
  /// Stable code: `host-read-failed`.
  [[nodiscard]] std::string_view code() const { return "host-read-failed"; }
  /// The `errno` behind it.
  [[nodiscard]] int error_number() const { return error_number_; }

 private:
  int error_number_;
};

/// What an entry of a folder is; links, sockets and the like are `other`.
enum class HostEntryType : std::uint8_t { file, directory, other };

/// An entry of a folder. Names are bytes, of whatever encoding the host uses.
struct HostEntry {
  std::string name;                           ///< Without the folder's path.
  HostEntryType type = HostEntryType::other;  ///< A link is `other`, whatever it leads to.
  std::uint64_t size = 0;                     ///< In bytes, of a file.
  bool executable = false;                    ///< Whether the owner of a file may execute it.
  bool is_link = false;                       ///< Whether an `other` entry is a symbolic link.
  std::uint64_t links = 1;                    ///< Number of names that the entry has.
};

/// An open folder. Movable; one thread at a time.
class HostDirectory {
 public:
  /// Opens a folder by its path; the last part of it may not be a link. Throws `HostReadError`.
  explicit HostDirectory(const std::string& path);
  ~HostDirectory();
  HostDirectory(HostDirectory&& other) noexcept;
  HostDirectory& operator=(HostDirectory&& other) noexcept;
  HostDirectory(const HostDirectory&) = delete;
  HostDirectory& operator=(const HostDirectory&) = delete;

  /// The entries by byte order of their names, without `.` and `..`. Throws `HostReadError`.
  [[nodiscard]] std::vector<HostEntry> entries() const;

  /// Opens a folder in this one; none when it is gone or no folder any more. Throws
  /// `HostReadError`.
  [[nodiscard]] std::optional<HostDirectory> open_directory(const std::string& name) const;

  /// The bytes of a regular file in this folder, at most `limit`; none when it is gone, no regular
  /// file any more or longer. Throws `HostReadError`.
  [[nodiscard]] std::optional<std::string> read_file(const std::string& name,
                                                     std::uint64_t limit) const;

 private:
  explicit HostDirectory(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

/// The bytes of a regular file by its path, at most `limit`; the last part of it may not be a link.
/// None when there is no such regular file or it is longer. Throws `HostReadError`.
[[nodiscard]] std::optional<std::string> read_host_file(const std::string& path,
                                                        std::uint64_t limit);

/// One regular file somewhere below a folder.
struct HostFile {
  std::string path;         ///< Relative, `/` between the parts.
  std::uint64_t size = 0;   ///< In bytes.
  bool executable = false;  ///< Whether its owner may execute it.
};

/// All regular files below a folder, in UTF-16 order of their paths. Entries named `.git` or
/// `node_modules` are passed over, whatever they are. Throws `HostReadError`, also when folders are
/// nested more than 1,000 deep.
[[nodiscard]] std::vector<HostFile> list_host_files(const HostDirectory& folder);

/// The bytes of the file at a relative path below a folder, by the rules of
/// `HostDirectory::read_file`.
[[nodiscard]] std::optional<std::string> read_below(const HostDirectory& folder,
                                                    std::string_view path, std::uint64_t limit);

/// Whether entries of that name are left out of captures and patches.
[[nodiscard]] inline bool is_skipped_name(std::string_view name) {
  return name == ".git" || name == "node_modules";
}

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/host_directory.inl.hpp"
#endif
