#include "reference_backend/playground/run_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

/// Scripts are seen once; they would only fill the OPcache.
constexpr std::string_view opcache_blacklist = "/codebox/run/*\n";

constexpr std::string_view folder_prefix = "wp-codebox-";
constexpr const char* lock_name = "owner.lock";

/// Whether the folder has a lock that nobody holds.
bool is_orphan(const fs::path& folder) {
  struct stat status {};
  if (::lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) ||
      status.st_uid != ::geteuid()) {
    return false;
  }
  const int lock = ::open((folder / lock_name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0) return false;  // not ours, or still without an owner
  const bool free = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
  ::close(lock);
  return free;
}

}  // namespace

RunFolder::RunFolder(std::string_view runtime_id) {
  std::string name = (fs::temp_directory_path() /
                      (std::string(folder_prefix) + std::string(runtime_id) + "-XXXXXX"))
                         .string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw fs::filesystem_error("cannot make a folder for the runtime", name,
                               std::error_code(errno, std::generic_category()));
  }
  path_ = fs::canonical(name);
  lock();
  for (const fs::path& folder : {site(), scripts(), temporary(), home(), walls().parent_path()}) {
    fs::create_directories(folder);
  }
  write_whole_file(codebox() / "opcache-blacklist", opcache_blacklist);
}

RunFolder::~RunFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
  unlock();
}

/// The lock gets its name when it is held: who looks for orphans never meets one that is free.
void RunFolder::lock() {
  const fs::path unnamed = path_ / "owner.new";
  lock_ = ::open(unnamed.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    unlock();
    throw fs::filesystem_error("cannot lock the folder of the runtime", path_,
                               std::error_code(error, std::generic_category()));
  }
  fs::rename(unnamed, path_ / lock_name);
}

void RunFolder::unlock() noexcept {
  if (lock_ >= 0) ::close(lock_);
  lock_ = -1;
}

void RunFolder::remove_orphans() noexcept {
  try {
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::temp_directory_path())) {
      const bool ours = entry.path().filename().string().starts_with(folder_prefix);
      std::error_code ignored;
      if (ours && is_orphan(entry.path())) fs::remove_all(entry.path(), ignored);
    }
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): the next boot tries again.
  }
}

void RunFolder::clear_temporary() const {
  fs::remove_all(temporary());
  fs::create_directories(temporary());
}

void RunFolder::remove() {
  fs::remove_all(path_);
  path_.clear();
  unlock();
}

void write_whole_file(const fs::path& path, std::string_view bytes) {
  const fs::path beside = path.string() + ".new";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      throw fs::filesystem_error("cannot write", beside,
                                 std::error_code(errno, std::generic_category()));
    }
  }
  fs::rename(beside, path);
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
