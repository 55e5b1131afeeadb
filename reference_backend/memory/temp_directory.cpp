#include "reference_backend/memory/temp_directory.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

constexpr std::string_view name_start = "wp-codebox-memory-";

FileDescriptor locked(const std::filesystem::path& folder) {
  FileDescriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (handle && ::flock(handle.number(), LOCK_EX | LOCK_NB) != 0) handle.reset();
  return handle;
}

// Removes a tree in which a sandbox may have taken away permissions, even its owner's.
void remove_tree(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (!error) return;
  using std::filesystem::perm_options;
  using std::filesystem::perms;
  std::error_code ignored;
  std::filesystem::recursive_directory_iterator entry(folder, ignored);
  while (!ignored && entry != std::filesystem::recursive_directory_iterator()) {
    // The owner's bits of a directory have to be there before the walk goes into it.
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
      std::filesystem::permissions(entry->path(), perms::owner_all, perm_options::add, ignored);
    }
    ignored.clear();
    entry.increment(ignored);
  }
  std::filesystem::remove_all(folder);
}

// The process id in the name of a folder.
std::optional<pid_t> owner_of(std::string_view name) {
  if (!name.starts_with(name_start)) return std::nullopt;
  name.remove_prefix(name_start.size());
  pid_t owner = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), owner);
  if (error != std::errc() || owner <= 0 || end == name.data() + name.size() || *end != '-') {
    return std::nullopt;
  }
  return owner;
}

bool is_running(pid_t process) { return ::kill(process, 0) == 0 || errno != ESRCH; }

}  // namespace

TempDirectory::TempDirectory() {
  const std::filesystem::path parent =
      std::filesystem::canonical(std::filesystem::temp_directory_path());
  static std::once_flag swept;
  std::call_once(swept, [&parent] { remove_stale(parent); });
  constexpr int tries = 10;
  for (int i = 0; i < tries; ++i) {
    std::string name = (parent / name_start).string() + std::to_string(::getpid()) + "-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) break;
    // Another process may have taken it for stale before it was locked.
    lock_ = locked(name);
    struct stat status {};
    if (lock_ && ::lstat(name.c_str(), &status) == 0) {
      path_ = name;
      return;
    }
  }
  throw std::system_error(errno, std::generic_category(),
                          "Cannot make a temporary folder in " + parent.string());
}

TempDirectory::~TempDirectory() {
  try {
    remove();
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): who cares calls remove.
  }
}

void TempDirectory::remove() {
  if (path_.empty()) return;
  const std::filesystem::path folder = std::exchange(path_, {});
  const FileDescriptor lock = std::move(lock_);
  remove_tree(folder);
}

void TempDirectory::remove_stale(const std::filesystem::path& parent) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(parent, error)) {
    const std::optional<pid_t> owner = owner_of(entry.path().filename().string());
    if (!owner || is_running(*owner)) continue;
    const FileDescriptor lock = locked(entry.path());
    struct stat status {};
    if (!lock || ::fstat(lock.number(), &status) != 0 || status.st_uid != ::geteuid()) continue;
    try {
      remove_tree(entry.path());
    } catch (
        const std::exception&) {  // NOLINT(bugprone-empty-catch): the next process tries again.
    }
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
