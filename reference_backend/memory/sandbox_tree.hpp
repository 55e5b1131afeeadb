#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "reference_backend/memory/file_descriptor.hpp"
#include "reference_backend/memory/file_error.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The file system that a sandbox sees: a private folder, with folders and files of the host
/// mounted into it.

namespace WP_CODEBOX_NAMESPACE::memory {

/// Walls that can be taken down, to see that the kit notices.
struct SandboxTreeFaults {
  bool writes_through_readonly = false;         ///< Readonly mounts can be written to.
  bool changes_modes_through_readonly = false;  ///< So can the modes of their files.
  bool follows_host_links = false;              ///< Absolute links lead out to the host's own root.
  bool outer_mount_wins = false;                ///< A mount inside another mount is not seen.
};

/// One name below a directory.
struct SandboxEntry {
  std::string path;       ///< Relative to the directory, `/` between segments.
  struct stat status {};  ///< Of the entry itself; links are not followed.
};

/// A tree of sandbox paths. Every path is absolute inside the sandbox and stays there: it is walked
/// one name at a time from open directories, links are resolved against the sandbox's own root, and
/// `..` stops at that root. Nothing is looked up twice by name, so an entry that is exchanged in
/// the meantime cannot lead out either. A readonly mount is never written to, and reading its files
/// and directories does not touch their access times where the system allows that.
///
/// Safe for several threads. Errors: `FileError`; a path with a NUL is `EINVAL`.
class SandboxTree {
 public:
  /// `root` is an existing private folder; `/workspace` and `/tmp` are made in it.
  explicit SandboxTree(const std::filesystem::path& root, SandboxTreeFaults faults = {});

  /// Makes a folder or file of the host visible at `target`, from the next operation on. The source
  /// is a resolved absolute path: links that it has gained since are refused.
  void mount(const std::string& source, const std::string& target, bool directory, bool readonly);

  [[nodiscard]] std::string read(std::string_view path) const;
  /// Makes missing parents.
  void write(std::string_view path, std::string_view text);
  /// Removes whole directories, links themselves.
  void remove(std::string_view path);
  void rename(std::string_view path, std::string_view to);
  void chmod(std::string_view path, unsigned mode);
  /// Makes missing parents; an existing directory is fine.
  void make_directory(std::string_view path);
  /// `to` is kept as it is and resolved inside the sandbox.
  void make_link(std::string_view path, std::string_view to);
  /// Of the entry itself; nothing when there is none.
  [[nodiscard]] std::optional<struct stat> status(std::string_view path) const;
  /// Names in the directory, unsorted; for a file its own name.
  [[nodiscard]] std::vector<std::string> list(std::string_view path) const;
  /// The first `limit` entries below the directory, in UTF-16 order of their paths. Entries that
  /// are neither file, directory nor link are left out.
  [[nodiscard]] std::vector<SandboxEntry> walk(std::string_view path, std::size_t limit) const;

 private:
  using Handle = std::shared_ptr<const FileDescriptor>;

  struct Mount {
    Handle source;
    bool readonly = false;
  };

  /// Where a walk stands. Without a handle it is a directory that exists only because a mount lies
  /// below it.
  struct Place {
    std::string path;
    Handle handle;
    bool readonly = false;
    bool mount_point = false;
  };

  /// An entry and the directory that it stands in; no `entry` when there is none of that name.
  struct Location {
    Place parent;
    std::string name;  ///< Empty for the root.
    std::optional<Place> entry;
  };

  struct InUtf16Order {
    bool operator()(const std::string& left, const std::string& right) const;
  };
  using Found = std::map<std::string, struct stat, InUtf16Order>;

  enum class LastLink { follow, keep };
  enum class Parents { must_exist, make };

  [[nodiscard]] Location locate(std::string_view path, LastLink last_link,
                                Parents parents = Parents::must_exist) const;
  [[nodiscard]] std::optional<Place> step(const Place& parent, const std::string& name) const;
  [[nodiscard]] Place existing(std::string_view path, LastLink last_link) const;
  [[nodiscard]] Place root() const;
  [[nodiscard]] bool has_mount_below(const std::string& path) const;
  [[nodiscard]] bool is_inside_mount(const std::string& path) const;
  [[nodiscard]] std::vector<std::string> names_of(const Place& directory) const;
  void require_writable(const Place& place) const;
  void require_removable(const Location& location, std::string_view path) const;
  void remove_children(const Place& directory) const;
  void collect(const Place& directory, const std::string& prefix, std::size_t limit,
               Found& found) const;

  SandboxTreeFaults faults_;
  mutable std::shared_mutex mutex_;  ///< Guards `mounts_`.
  std::map<std::string, Mount> mounts_;
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
