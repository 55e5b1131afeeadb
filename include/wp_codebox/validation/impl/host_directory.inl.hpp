#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/validation/host_directory.hpp"
#include "wp_codebox/validation/impl/open_descriptor.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace host_reading {

inline constexpr std::size_t deepest_folder = 1000;

/// Whether an error means that the entry is not, or no longer, what was looked for.
inline bool is_absence(int error_number) {
  return error_number == ENOENT || error_number == ENOTDIR || error_number == ELOOP ||
         error_number == ENXIO || error_number == ENODEV;
}

/// The rest of an open file, at most `limit` bytes; none when there is more.
inline std::optional<std::string> read_all(int descriptor, const std::string& name,
                                           std::uint64_t size, std::uint64_t limit) {
  if (size > limit) return std::nullopt;
  std::string bytes;
  // One byte more than the file says it has shows whether it grew.
  std::size_t room = static_cast<std::size_t>(size) + 1;
  while (true) {
    const std::size_t filled = bytes.size();
    bytes.resize(filled + room);
    const ssize_t count = ::read(descriptor, bytes.data() + filled, room);
    const int error_number = errno;
    bytes.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && error_number == EINTR) continue;
    if (count < 0) throw HostReadError("cannot read " + name, error_number);
    if (count == 0) return bytes;
    if (bytes.size() > limit) return std::nullopt;
    room = std::max<std::size_t>(4096, static_cast<std::size_t>(size) + 1 - bytes.size());
    room = bytes.size() > size ? 65536 : room;
  }
}

/// Reads a regular file relative to an open folder (or the working directory).
inline std::optional<std::string> read_regular(int folder, const std::string& name,
                                               std::uint64_t limit) {
  // A pipe must not block.
  const OpenDescriptor file = open_below(folder, name.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (file.get() < 0) {
    if (is_absence(errno)) return std::nullopt;
    throw HostReadError("cannot open " + name, errno);
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw HostReadError("cannot examine " + name, errno);
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return read_all(file.get(), name, static_cast<std::uint64_t>(status.st_size), limit);
}

inline void list_below(const HostDirectory& folder, const std::string& prefix, std::size_t depth,
                       std::vector<HostFile>& files) {
  if (depth > deepest_folder) throw HostReadError("folders are nested too deep", ELOOP);
  for (const HostEntry& entry : folder.entries()) {
    if (is_skipped_name(entry.name)) continue;
    const std::string path = prefix + entry.name;
    if (entry.type == HostEntryType::file) files.push_back({path, entry.size, entry.executable});
    if (entry.type != HostEntryType::directory) continue;
    if (const auto inner = folder.open_directory(entry.name)) {
      list_below(*inner, path + "/", depth + 1, files);
    }
  }
}

}  // namespace host_reading

WP_CODEBOX_INLINE HostReadError::HostReadError(const std::string& what, int error_number)
    : std::runtime_error(what + ": " + std::generic_category().message(error_number)),
      error_number_(error_number) {}

WP_CODEBOX_INLINE HostDirectory::HostDirectory(const std::string& path)
    : descriptor_(open_below(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY).release()) {
  if (descriptor_ < 0) throw HostReadError("cannot open " + path, errno);
}

WP_CODEBOX_INLINE HostDirectory::~HostDirectory() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WP_CODEBOX_INLINE HostDirectory::HostDirectory(HostDirectory&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WP_CODEBOX_INLINE HostDirectory& HostDirectory::operator=(HostDirectory&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

WP_CODEBOX_INLINE std::vector<HostEntry> HostDirectory::entries() const {
  // A descriptor of its own, because reading a directory moves the descriptor's position.
  OpenDescriptor own = open_below(descriptor_, ".", O_RDONLY | O_DIRECTORY);
  if (own.get() < 0) throw HostReadError("cannot open a folder", errno);
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(own.get()), &::closedir);
  if (stream == nullptr) throw HostReadError("cannot list a folder", errno);
  own.release();
  std::vector<HostEntry> entries;
  while (true) {
    errno = 0;
    const dirent* const entry = ::readdir(stream.get());
    if (entry == nullptr) {
      if (errno != 0) throw HostReadError("cannot list a folder", errno);
      break;
    }
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat status {};
    if (::fstatat(descriptor_, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      if (host_reading::is_absence(errno)) continue;
      throw HostReadError("cannot examine " + name, errno);
    }
    HostEntryType type = HostEntryType::other;
    if (S_ISREG(status.st_mode)) type = HostEntryType::file;
    if (S_ISDIR(status.st_mode)) type = HostEntryType::directory;
    entries.push_back({name, type, static_cast<std::uint64_t>(status.st_size),
                       (status.st_mode & S_IXUSR) != 0, S_ISLNK(status.st_mode),
                       static_cast<std::uint64_t>(status.st_nlink)});
  }
  std::sort(entries.begin(), entries.end(),
            [](const HostEntry& left, const HostEntry& right) { return left.name < right.name; });
  return entries;
}

WP_CODEBOX_INLINE std::optional<HostDirectory> HostDirectory::open_directory(
    const std::string& name) const {
  const int inner = open_below(descriptor_, name.c_str(), O_RDONLY | O_DIRECTORY).release();
  if (inner >= 0) return HostDirectory(inner);
  if (host_reading::is_absence(errno)) return std::nullopt;
  throw HostReadError("cannot open " + name, errno);
}

WP_CODEBOX_INLINE std::optional<std::string> HostDirectory::read_file(const std::string& name,
                                                                      std::uint64_t limit) const {
  return host_reading::read_regular(descriptor_, name, limit);
}

WP_CODEBOX_INLINE std::optional<std::string> read_host_file(const std::string& path,
                                                            std::uint64_t limit) {
  return host_reading::read_regular(AT_FDCWD, path, limit);
}

WP_CODEBOX_INLINE std::vector<HostFile> list_host_files(const HostDirectory& folder) {
  std::vector<HostFile> files;
  host_reading::list_below(folder, "", 0, files);
  std::sort(files.begin(), files.end(), [](const HostFile& left, const HostFile& right) {
    return json::compare_utf16(left.path, right.path) < 0;
  });
  return files;
}

WP_CODEBOX_INLINE std::optional<std::string> read_below(const HostDirectory& folder,
                                                        std::string_view path,
                                                        std::uint64_t limit) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return folder.read_file(std::string(path), limit);
  const auto inner = folder.open_directory(std::string(path.substr(0, slash)));
  if (!inner) return std::nullopt;
  return read_below(*inner, path.substr(slash + 1), limit);
}

}  // namespace WP_CODEBOX_NAMESPACE
