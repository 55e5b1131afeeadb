#include "reference_backend/memory/sandbox_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <deque>
#include <iterator>
#include <mutex>
#include <utility>

#include "reference_backend/memory/file_error.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

constexpr int max_links = 40;

std::string joined(const std::string& directory, const std::string& name) {
  return directory == "/" ? "/" + name : directory + "/" + name;
}

std::deque<std::string> segments_of(std::string_view path) {
  std::deque<std::string> segments;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0 && path.substr(0, slash) != ".") segments.emplace_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return segments;
}

struct stat status_of(const FileDescriptor& handle, const std::string& path) {
  struct stat status {};
  if (::fstat(handle.number(), &status) != 0) throw FileError(errno, path);
  return status;
}

std::string proc_path(const FileDescriptor& handle) {
  return "/proc/self/fd/" + std::to_string(handle.number());
}

// A descriptor for reading or writing of what an O_PATH descriptor points at: the same file, with
// no name in between that could have changed.
FileDescriptor reopen(const FileDescriptor& handle, int flags, const std::string& path) {
  const std::string name = proc_path(handle);
  constexpr int always = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  if ((flags & O_ACCMODE) == O_RDONLY) {
    FileDescriptor quiet(::open(name.c_str(), flags | always | O_NOATIME));
    if (quiet) return quiet;  // Only the owner may ask for O_NOATIME.
  }
  FileDescriptor opened(::open(name.c_str(), flags | always));
  if (!opened) throw FileError(errno, path);
  return opened;
}

std::string link_target(const FileDescriptor& link, const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  const auto length = ::readlinkat(link.number(), "", buffer.data(), buffer.size());
  if (length < 0) throw FileError(errno, path);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

void write_all(const FileDescriptor& file, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const auto written = ::write(file.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw FileError(errno, path);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void require_regular(const FileDescriptor& file, const std::string& path) {
  const struct stat status = status_of(file, path);
  if (S_ISDIR(status.st_mode)) throw FileError(EISDIR, path);
  // A FIFO or device of a mounted folder could block or do more than hold bytes.
  if (!S_ISREG(status.st_mode)) throw FileError(EINVAL, path);
}

// Opens a resolved path of the host; a link anywhere in it came after it was resolved.
FileDescriptor open_source(const std::string& source) {
  open_how how{};
  how.flags = O_PATH | O_CLOEXEC;
  how.resolve = RESOLVE_NO_SYMLINKS;
  const auto opened = ::syscall(SYS_openat2, AT_FDCWD, source.c_str(), &how, sizeof how);
  if (opened >= 0) return FileDescriptor(static_cast<int>(opened));
  // Some container runtimes deny calls that they do not know.
  if (errno != ENOSYS && errno != EPERM) throw FileError(errno, source);
  FileDescriptor handle(::open(source.c_str(), O_PATH | O_CLOEXEC | O_NOFOLLOW));
  if (!handle) throw FileError(errno, source);
  return handle;
}

}  // namespace

SandboxTree::SandboxTree(const std::filesystem::path& root, SandboxTreeFaults faults)
    : faults_(faults) {
  for (const char* const name : {"root", "workspace", "tmp"}) {
    const std::filesystem::path folder = root / name;
    std::filesystem::create_directory(folder);
    const std::string target = std::string_view(name) == "root" ? "/" : joined("/", name);
    mount(std::filesystem::canonical(folder), target, true, false);
  }
}

void SandboxTree::mount(const std::string& source, const std::string& target, bool directory,
                        bool readonly) {
  auto handle = std::make_shared<const FileDescriptor>(open_source(source));
  const struct stat status = status_of(*handle, source);
  if (S_ISDIR(status.st_mode) != directory) throw FileError(directory ? ENOTDIR : EISDIR, source);
  std::string path = "/";
  for (const std::string& segment : segments_of(target)) path = joined(path, segment);
  const std::unique_lock lock(mutex_);
  mounts_.insert_or_assign(std::move(path), Mount{std::move(handle), readonly});
}

SandboxTree::Place SandboxTree::root() const {
  const Mount& mount = mounts_.at("/");
  return {"/", mount.source, mount.readonly, true};
}

bool SandboxTree::has_mount_below(const std::string& path) const {
  const std::string prefix = path == "/" ? path : path + "/";
  const auto next = mounts_.upper_bound(prefix);
  return next != mounts_.end() && next->first.starts_with(prefix);
}

bool SandboxTree::is_inside_mount(const std::string& path) const {
  return std::any_of(mounts_.begin(), mounts_.end(), [&path](const auto& mount) {
    const std::string& target = mount.first;
    return target != "/" && path.starts_with(target) &&
           (path.size() == target.size() || path[target.size()] == '/');
  });
}

// One name down from a directory, without following a link.
std::optional<SandboxTree::Place> SandboxTree::step(const Place& parent,
                                                    const std::string& name) const {
  std::string path = joined(parent.path, name);
  const bool hidden = faults_.outer_mount_wins && is_inside_mount(parent.path);
  if (const auto mount = mounts_.find(path); mount != mounts_.end() && !hidden) {
    return Place{std::move(path), mount->second.source, mount->second.readonly, true};
  }
  const bool leads_to_mount = has_mount_below(path);
  if (parent.handle) {
    FileDescriptor opened(
        ::openat(parent.handle->number(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    if (!opened && errno != ENOENT && !leads_to_mount) throw FileError(errno, path);
    if (opened && (!leads_to_mount || S_ISDIR(status_of(opened, path).st_mode))) {
      auto handle = std::make_shared<const FileDescriptor>(std::move(opened));
      return Place{std::move(path), std::move(handle), parent.readonly, false};
    }
  }
  if (leads_to_mount) return Place{std::move(path), nullptr, true, false};
  return std::nullopt;
}

SandboxTree::Location SandboxTree::locate(std::string_view path, LastLink last_link,
                                          Parents parents) const {
  if (path.find('\0') != std::string_view::npos) throw FileError(EINVAL, path);
  std::vector<Place> places{root()};
  std::deque<std::string> pending = segments_of(path);
  int links = 0;
  while (!pending.empty()) {
    const std::string name = std::move(pending.front());
    pending.pop_front();
    if (name == "..") {
      if (places.size() > 1) places.pop_back();
      continue;
    }
    std::optional<Place> next = step(places.back(), name);
    if (!next && !pending.empty() && parents == Parents::make) {
      require_writable(places.back());
      if (::mkdirat(places.back().handle->number(), name.c_str(), 0755) != 0 && errno != EEXIST) {
        throw FileError(errno, joined(places.back().path, name));
      }
      next = step(places.back(), name);
    }
    if (!next) {
      if (!pending.empty()) throw FileError(ENOENT, joined(places.back().path, name));
      return {places.back(), name, std::nullopt};
    }
    const bool is_link = next->handle && S_ISLNK(status_of(*next->handle, next->path).st_mode);
    if (is_link && (!pending.empty() || last_link == LastLink::follow)) {
      if (++links > max_links) throw FileError(ELOOP, next->path);
      const std::string target = link_target(*next->handle, next->path);
      if (target.starts_with('/')) {
        if (faults_.follows_host_links) {
          FileDescriptor host(::open(target.c_str(), O_PATH | O_CLOEXEC));
          if (host) {
            next->handle = std::make_shared<const FileDescriptor>(std::move(host));
            if (pending.empty()) return {places.back(), name, std::move(next)};
            places.push_back(std::move(*next));
            continue;
          }
        }
        places.resize(1);
      }
      std::deque<std::string> followed = segments_of(target);
      pending.insert(pending.begin(), followed.begin(), followed.end());
      continue;
    }
    if (pending.empty()) return {places.back(), name, std::move(next)};
    places.push_back(std::move(*next));
  }
  return {places.back(), "", places.back()};
}

SandboxTree::Place SandboxTree::existing(std::string_view path, LastLink last_link) const {
  Location location = locate(path, last_link);
  if (!location.entry) throw FileError(ENOENT, path);
  return std::move(*location.entry);
}

void SandboxTree::require_writable(const Place& place) const {
  if (!place.handle) throw FileError(EROFS, place.path);
  if (place.readonly && !faults_.writes_through_readonly) throw FileError(EROFS, place.path);
}

std::string SandboxTree::read(std::string_view path) const {
  const std::shared_lock lock(mutex_);
  const Place place = existing(path, LastLink::follow);
  if (!place.handle) throw FileError(EISDIR, path);
  require_regular(*place.handle, place.path);
  const FileDescriptor file = reopen(*place.handle, O_RDONLY, place.path);
  std::string text;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw FileError(errno, path);
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

void SandboxTree::write(std::string_view path, std::string_view text) {
  const std::shared_lock lock(mutex_);
  // A file that appears between the look and the open is found by the next round.
  for (;;) {
    const Location location = locate(path, LastLink::follow, Parents::make);
    if (location.entry) {
      require_writable(*location.entry);
      require_regular(*location.entry->handle, location.entry->path);
      write_all(reopen(*location.entry->handle, O_WRONLY | O_TRUNC, location.entry->path), text,
                location.entry->path);
      return;
    }
    require_writable(location.parent);
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const FileDescriptor file(
        ::openat(location.parent.handle->number(), location.name.c_str(), flags, 0644));
    if (!file && errno == EEXIST) continue;
    if (!file) throw FileError(errno, path);
    write_all(file, text, std::string(path));
    return;
  }
}

void SandboxTree::require_removable(const Location& location, std::string_view path) const {
  if (!location.entry) throw FileError(ENOENT, path);
  if (location.name.empty() || location.entry->mount_point || !location.entry->handle ||
      has_mount_below(location.entry->path)) {
    throw FileError(EBUSY, path);
  }
  require_writable(location.parent);
}

void SandboxTree::remove(std::string_view path) {
  const std::shared_lock lock(mutex_);
  const Location location = locate(path, LastLink::keep);
  require_removable(location, path);
  const bool directory = S_ISDIR(status_of(*location.entry->handle, location.entry->path).st_mode);
  if (directory) remove_children(*location.entry);
  if (::unlinkat(location.parent.handle->number(), location.name.c_str(),
                 directory ? AT_REMOVEDIR : 0) != 0) {
    throw FileError(errno, path);
  }
}

void SandboxTree::remove_children(const Place& directory) const {
  for (const std::string& name : names_of(directory)) {
    const std::optional<Place> child = step(directory, name);
    if (!child) continue;
    const bool is_directory = S_ISDIR(status_of(*child->handle, child->path).st_mode);
    if (is_directory) remove_children(*child);
    if (::unlinkat(directory.handle->number(), name.c_str(), is_directory ? AT_REMOVEDIR : 0) !=
        0) {
      throw FileError(errno, child->path);
    }
  }
}

void SandboxTree::rename(std::string_view path, std::string_view to) {
  const std::shared_lock lock(mutex_);
  const Location from = locate(path, LastLink::keep);
  require_removable(from, path);
  const Location target = locate(to, LastLink::keep);
  if (target.entry) require_removable(target, to);
  require_writable(target.parent);
  if (::renameat(from.parent.handle->number(), from.name.c_str(), target.parent.handle->number(),
                 target.name.c_str()) != 0) {
    throw FileError(errno, to);
  }
}

void SandboxTree::chmod(std::string_view path, unsigned mode) {
  const std::shared_lock lock(mutex_);
  const Place place = existing(path, LastLink::follow);
  if (!faults_.changes_modes_through_readonly) require_writable(place);
  if (::chmod(proc_path(*place.handle).c_str(), static_cast<mode_t>(mode & 0777)) != 0) {
    throw FileError(errno, path);
  }
}

void SandboxTree::make_directory(std::string_view path) {
  const std::shared_lock lock(mutex_);
  const Location location = locate(path, LastLink::follow, Parents::make);
  if (location.entry) {
    if (location.entry->handle &&
        !S_ISDIR(status_of(*location.entry->handle, location.entry->path).st_mode)) {
      throw FileError(EEXIST, path);
    }
    return;
  }
  require_writable(location.parent);
  if (::mkdirat(location.parent.handle->number(), location.name.c_str(), 0755) != 0) {
    throw FileError(errno, path);
  }
}

void SandboxTree::make_link(std::string_view path, std::string_view to) {
  const std::shared_lock lock(mutex_);
  if (to.find('\0') != std::string_view::npos) throw FileError(EINVAL, path);
  const Location location = locate(path, LastLink::keep);
  if (location.entry) throw FileError(EEXIST, path);
  require_writable(location.parent);
  if (::symlinkat(std::string(to).c_str(), location.parent.handle->number(),
                  location.name.c_str()) != 0) {
    throw FileError(errno, path);
  }
}

std::optional<struct stat> SandboxTree::status(std::string_view path) const {
  const std::shared_lock lock(mutex_);
  try {
    const Location location = locate(path, LastLink::keep);
    if (!location.entry) return std::nullopt;
    if (location.entry->handle) return status_of(*location.entry->handle, location.entry->path);
  } catch (const FileError& error) {
    const int number = error.code().value();
    if (number == ENOENT || number == ENOTDIR || number == ELOOP) return std::nullopt;
    throw;
  }
  struct stat directory {};
  directory.st_mode = S_IFDIR | 0555;
  return directory;
}

// Names in a directory, those of mounts included.
std::vector<std::string> SandboxTree::names_of(const Place& directory) const {
  std::vector<std::string> names;
  if (directory.handle) {
    FileDescriptor opened = reopen(*directory.handle, O_RDONLY | O_DIRECTORY, directory.path);
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(opened.number()), &::closedir);
    if (!stream) throw FileError(errno, directory.path);
    static_cast<void>(opened.release());
    while (const dirent* entry = ::readdir(stream.get())) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
    }
  }
  const std::string prefix = directory.path == "/" ? "/" : directory.path + "/";
  for (auto mount = mounts_.upper_bound(prefix);
       mount != mounts_.end() && mount->first.starts_with(prefix); ++mount) {
    std::string name = mount->first.substr(prefix.size());
    name.resize(std::min(name.find('/'), name.size()));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> SandboxTree::list(std::string_view path) const {
  const std::shared_lock lock(mutex_);
  const Place place = existing(path, LastLink::follow);
  if (place.handle && !S_ISDIR(status_of(*place.handle, place.path).st_mode)) {
    return {place.path.substr(place.path.rfind('/') + 1)};
  }
  return names_of(place);
}

bool SandboxTree::InUtf16Order::operator()(const std::string& left,
                                           const std::string& right) const {
  return json::compare_utf16(left, right) < 0;
}

void SandboxTree::collect(const Place& directory, const std::string& prefix, std::size_t limit,
                          Found& found) const {
  for (const std::string& name : names_of(directory)) {
    const std::string path = prefix + name;
    // Everything below comes after its directory, so a full map needs no look further down.
    if (found.size() >= limit && json::compare_utf16(path, found.rbegin()->first) > 0) continue;
    const std::optional<Place> child = step(directory, name);
    if (!child) continue;
    struct stat status {};
    status.st_mode = S_IFDIR | 0555;
    if (child->handle) status = status_of(*child->handle, child->path);
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !S_ISLNK(status.st_mode)) continue;
    found.emplace(path, status);
    if (found.size() > limit) found.erase(std::prev(found.end()));
    if (S_ISDIR(status.st_mode)) collect(*child, path + "/", limit, found);
  }
}

std::vector<SandboxEntry> SandboxTree::walk(std::string_view path, std::size_t limit) const {
  const std::shared_lock lock(mutex_);
  const Place place = existing(path, LastLink::follow);
  if (place.handle && !S_ISDIR(status_of(*place.handle, place.path).st_mode)) {
    throw FileError(ENOTDIR, path);
  }
  Found found;
  if (limit > 0) collect(place, "", limit, found);
  std::vector<SandboxEntry> entries;
  entries.reserve(found.size());
  for (const auto& [name, status] : found) entries.push_back({name, status});
  return entries;
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
