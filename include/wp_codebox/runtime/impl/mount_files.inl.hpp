#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <deque>
#include <filesystem>
#include <memory>
#include <system_error>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/runtime/mount_files.hpp"
#include "wp_codebox/validation/impl/open_descriptor.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace mount_files {

inline constexpr int most_links = 40;
inline constexpr std::size_t deepest_folder = 1000;

/// The name of an error number, as errors of the contract carry it.
inline std::string_view error_name(int number) {
  constexpr std::pair<int, std::string_view> names[] = {
      {ENOENT, "ENOENT"}, {ENOTDIR, "ENOTDIR"}, {EISDIR, "EISDIR"},
      {EEXIST, "EEXIST"}, {EACCES, "EACCES"},   {EPERM, "EPERM"},
      {ELOOP, "ELOOP"},   {EFBIG, "EFBIG"},     {ENAMETOOLONG, "ENAMETOOLONG"},
      {ENOSPC, "ENOSPC"}, {EROFS, "EROFS"},     {EMFILE, "EMFILE"},
      {ENFILE, "ENFILE"}, {EBUSY, "EBUSY"},     {ENOTEMPTY, "ENOTEMPTY"},
      {EDQUOT, "EDQUOT"}, {EINVAL, "EINVAL"},   {ENOMEM, "ENOMEM"}};
  for (const auto& [known, name] : names) {
    if (known == number) return name;
  }
  return "EIO";
}

[[noreturn]] inline void fail(int number, std::string_view path) {
  throw RuntimeError(error_name(number), "Error",
                     std::string(error_name(number)) + ": " +
                         std::generic_category().message(number) + ", '" + std::string(path) + "'",
                     {});
}

inline OpenDescriptor open_folder(int folder, const std::string& name) {
  OpenDescriptor opened = open_below(folder, name.c_str(), O_RDONLY | O_DIRECTORY);
  if (opened.get() < 0) fail(errno, name);
  return opened;
}

/// What an entry is, itself and not what it points at.
enum class Kind { absent, file, folder, link, special };

inline Kind kind_of(int folder, const std::string& name) {
  struct stat status {};
  if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return Kind::absent;
    fail(errno, name);
  }
  if (S_ISREG(status.st_mode)) return Kind::file;
  if (S_ISDIR(status.st_mode)) return Kind::folder;
  return S_ISLNK(status.st_mode) ? Kind::link : Kind::special;
}

inline std::string link_target(int folder, const std::string& name) {
  std::string target(PATH_MAX, '\0');
  const ssize_t length = ::readlinkat(folder, name.c_str(), target.data(), target.size());
  if (length < 0) fail(errno, name);
  target.resize(static_cast<std::size_t>(length));
  return target;
}

/// Names of a folder, without `.` and `..`.
inline std::vector<std::string> names_in(int folder) {
  OpenDescriptor own = open_folder(folder, ".");
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(own.get()), &::closedir);
  if (stream == nullptr) fail(errno, ".");
  own.release();
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* const entry = ::readdir(stream.get())) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
    errno = 0;
  }
  if (errno != 0) fail(errno, ".");
  return names;
}

inline void write_all(int file, std::string_view bytes, std::string_view path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno, path);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

inline std::string read_all(int file, std::string_view path) {
  std::string bytes;
  constexpr std::size_t chunk = 65536;
  while (true) {
    const std::size_t filled = bytes.size();
    bytes.resize(filled + chunk);
    const ssize_t count = ::read(file, bytes.data() + filled, chunk);
    const int number = errno;
    bytes.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && number == EINTR) continue;
    if (count < 0) fail(number, path);
    if (count == 0) return bytes;
    if (bytes.size() > MountFiles::longest_file) fail(EFBIG, path);
  }
}

/// Removes an entry with all that it holds; links in it are removed, never followed.
inline void remove_entry(int folder, const std::string& name, std::size_t depth) {
  if (depth > deepest_folder) fail(ELOOP, name);
  const bool is_folder = kind_of(folder, name) == Kind::folder;
  if (is_folder) {
    const OpenDescriptor inner = open_folder(folder, name);
    for (const std::string& child : names_in(inner.get())) {
      remove_entry(inner.get(), child, depth + 1);
    }
  }
  if (::unlinkat(folder, name.c_str(), is_folder ? AT_REMOVEDIR : 0) != 0) fail(errno, name);
}

/// A name for a file that nobody has yet.
inline std::string temporary_name() {
  static std::atomic<unsigned> count = 0;
  return ".wp-codebox-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
}

/// Puts bytes into a new file that then takes the name; the mode of a file that had it stays.
inline void replace_file(int folder, const std::string& name, std::string_view bytes) {
  struct stat status {};
  const bool known = ::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
  constexpr mode_t everyone = 0666;
  constexpr mode_t permissions = 07777;
  const std::string temporary = temporary_name();
  const OpenDescriptor file =
      open_below(folder, temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL, everyone);
  if (file.get() < 0) fail(errno, name);
  try {
    if (known && ::fchmod(file.get(), status.st_mode & permissions) != 0) fail(errno, name);
    write_all(file.get(), bytes, name);
    if (::renameat(folder, temporary.c_str(), folder, name.c_str()) != 0) fail(errno, name);
  } catch (...) {
    ::unlinkat(folder, temporary.c_str(), 0);
    throw;
  }
}

}  // namespace mount_files

/// Goes along a path from folder to folder.
class MountFiles::Walk {
 public:
  explicit Walk(const MountFiles& mount) : mount_(mount) {
    folders_.push_back(mount_files::open_folder(mount.root_, "."));
  }

  /// Goes to the end of `path`, as far as there is something. A file on the way is `ENOTDIR`; to
  /// one that is to make its folders first, a file in the place of the last folder is `EEXIST`.
  void go(std::string_view path, bool for_writing = false) {
    push_front(path);
    if (!mount_.file_.empty()) enter_file();
    while (!rest_.empty()) {
      const std::string part = rest_.front();
      rest_.pop_front();
      if (part == "..") {
        leave_folder();
      } else if (!enter(part, for_writing)) {
        return;
      }
    }
  }

  /// What stands at the end; the mount's own folder is one.
  [[nodiscard]] mount_files::Kind kind() const { return kind_; }
  /// The folder that holds the end, or is it.
  [[nodiscard]] int folder() const { return folders_.back().get(); }
  /// The end's name in `folder`; empty when the end is that folder.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Names below `name` that are not there either.
  [[nodiscard]] const std::deque<std::string>& rest() const { return rest_; }

  /// Makes the folders that are missing before the last name, and stands there.
  void make_folders() {
    constexpr mode_t everyone = 0777;
    while (!rest_.empty()) {
      if (rest_.front() == "..") mount_files::fail(ENOENT, name_);
      if (::mkdirat(folder(), name_.c_str(), everyone) != 0 && errno != EEXIST) {
        mount_files::fail(errno, name_);
      }
      folders_.push_back(mount_files::open_folder(folder(), name_));
      name_ = rest_.front();
      rest_.pop_front();
    }
  }

 private:
  /// Splits a path and puts its parts before what is left.
  void push_front(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string_view part = path.substr(0, slash);
      if (!part.empty() && part != ".") parts.emplace_back(part);
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
    rest_.insert(rest_.begin(), parts.begin(), parts.end());
  }

  /// In a mount that is one file, the empty path is that file and there is nothing else.
  void enter_file() {
    name_ = mount_.file_;
    kind_ = mount_files::kind_of(folder(), name_);
    if (kind_ != mount_files::Kind::file) throw MountEscapeError("the mount is no file any more");
    if (!rest_.empty()) mount_files::fail(ENOTDIR, name_);
  }

  void leave_folder() {
    if (folders_.size() == 1) throw MountEscapeError("a link leads out of the mount");
    folders_.pop_back();
  }

  /// One step. False when the way ends here.
  bool enter(const std::string& part, bool for_writing) {
    using mount_files::Kind;
    const Kind kind = mount_files::kind_of(folder(), part);
    if (kind == Kind::folder) {
      folders_.push_back(mount_files::open_folder(folder(), part));
      kind_ = Kind::folder;
      return true;
    }
    if (kind == Kind::link) {
      follow(mount_files::link_target(folder(), part));
      return true;
    }
    name_ = part;
    kind_ = kind;
    if (kind != Kind::absent && !rest_.empty()) {
      mount_files::fail(for_writing && rest_.size() == 1 ? EEXIST : ENOTDIR, part);
    }
    return false;
  }

  void follow(const std::string& target) {
    if (++links_ > mount_files::most_links) mount_files::fail(ELOOP, target);
    kind_ = mount_files::Kind::folder;
    if (!target.starts_with('/')) return push_front(target);
    const std::string& root = mount_.real_root_;
    const bool inside = target == root || target.starts_with(root + "/");
    if (!inside) throw MountEscapeError("a link leads out of the mount");
    folders_.erase(folders_.begin() + 1, folders_.end());
    push_front(std::string_view(target).substr(root.size()));
  }

  const MountFiles& mount_;
  std::vector<OpenDescriptor> folders_;
  std::deque<std::string> rest_;
  std::string name_;
  mount_files::Kind kind_ = mount_files::Kind::folder;
  int links_ = 0;
};

WP_CODEBOX_INLINE MountFiles::MountFiles(const MountSpec& mount) {
  std::error_code error;
  std::filesystem::path source = std::filesystem::canonical(mount.source, error);
  if (error) mount_files::fail(error.value(), mount.target);
  if (std::filesystem::is_regular_file(source, error)) {
    file_ = source.filename().string();
    source = source.parent_path();
  }
  real_root_ = source.string();
  root_ = open_below(AT_FDCWD, real_root_.c_str(), O_RDONLY | O_DIRECTORY).release();
  if (root_ < 0) mount_files::fail(errno, mount.target);
}

WP_CODEBOX_INLINE MountFiles::~MountFiles() {
  if (root_ >= 0) ::close(root_);
}

WP_CODEBOX_INLINE void MountFiles::assert_exists(std::string_view path) const {
  Walk walk(*this);
  walk.go(path);
  if (walk.kind() == mount_files::Kind::absent) mount_files::fail(ENOENT, path);
}

WP_CODEBOX_INLINE void MountFiles::assert_reachable(std::string_view path) const {
  Walk walk(*this);
  walk.go(path, true);
}

WP_CODEBOX_INLINE std::vector<FilesystemEntry> MountFiles::list(std::string_view path) const {
  using mount_files::Kind;
  Walk walk(*this);
  walk.go(path);
  if (walk.kind() == Kind::absent) mount_files::fail(ENOENT, path);
  if (walk.kind() != Kind::folder) mount_files::fail(ENOTDIR, path);
  std::vector<FilesystemEntry> entries;
  for (std::string& name : mount_files::names_in(walk.folder())) {
    const Kind kind = mount_files::kind_of(walk.folder(), name);
    if (kind == Kind::absent) continue;
    FilesystemEntry entry;
    entry.type = kind == Kind::file     ? FilesystemEntryType::file
                 : kind == Kind::folder ? FilesystemEntryType::directory
                                        : FilesystemEntryType::other;
    entry.name = std::move(name);
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(),
            [](const FilesystemEntry& left, const FilesystemEntry& right) {
              return json::compare_utf16(left.name, right.name) < 0;
            });
  return entries;
}

WP_CODEBOX_INLINE std::string MountFiles::read(std::string_view path) const {
  using mount_files::Kind;
  Walk walk(*this);
  walk.go(path);
  if (walk.kind() == Kind::absent) mount_files::fail(ENOENT, path);
  if (walk.kind() == Kind::folder) mount_files::fail(EISDIR, path);
  if (walk.kind() != Kind::file) throw MountEscapeError("this is no regular file");
  // A pipe that took the file's place must not block.
  const OpenDescriptor file =
      open_below(walk.folder(), walk.name().c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (file.get() < 0) mount_files::fail(errno, path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) mount_files::fail(errno, path);
  if (!S_ISREG(status.st_mode)) throw MountEscapeError("this is no regular file");
  return mount_files::read_all(file.get(), path);
}

WP_CODEBOX_INLINE void MountFiles::write(std::string_view path, std::string_view bytes) const {
  using mount_files::Kind;
  Walk walk(*this);
  walk.go(path, true);
  if (walk.kind() == Kind::folder) mount_files::fail(EISDIR, path);
  if (walk.kind() == Kind::special) throw MountEscapeError("this is no regular file");
  if (file_.empty()) {
    walk.make_folders();
    return mount_files::replace_file(walk.folder(), walk.name(), bytes);
  }
  const OpenDescriptor file =
      open_below(walk.folder(), walk.name().c_str(), O_WRONLY | O_TRUNC | O_NONBLOCK);
  if (file.get() < 0) mount_files::fail(errno, path);
  mount_files::write_all(file.get(), bytes, path);
}

WP_CODEBOX_INLINE void MountFiles::remove(std::string_view path) const {
  using mount_files::Kind;
  assert_exists(path);
  const std::size_t end = path.find_last_not_of('/');
  if (end == std::string_view::npos) throw MountEscapeError("the mount itself cannot be removed");
  path = path.substr(0, end + 1);
  const std::size_t slash = path.rfind('/');
  const std::size_t name_at = slash == std::string_view::npos ? 0 : slash + 1;
  Walk walk(*this);
  walk.go(path.substr(0, slash == std::string_view::npos ? 0 : slash));
  if (walk.kind() != Kind::folder) mount_files::fail(ENOTDIR, path);
  mount_files::remove_entry(walk.folder(), std::string(path.substr(name_at)), 0);
}

}  // namespace WP_CODEBOX_NAMESPACE
