#include "conformance/host/owned_directory.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

constexpr const char* owner_file = ".owner";

/// An open file, or none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

[[noreturn]] void fail(const char* what, const fs::path& path) {
  throw fs::filesystem_error(what, path, std::error_code(errno, std::generic_category()));
}

/// The lock comes before the id: who reads one finds the lock held, or an owner that is gone.
int locked_owner_file(const fs::path& directory) {
  constexpr mode_t only_owner = 0600;
  const fs::path path = directory / owner_file;
  Descriptor file(::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, only_owner));
  if (!file.is_open() || ::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    fail("cannot say whose the directory is", path);
  }
  const std::string id = std::to_string(::getpid()) + "\n";
  if (::write(file.number(), id.data(), id.size()) != static_cast<ssize_t>(id.size())) {
    fail("cannot write the file", path);
  }
  return file.release();
}

bool is_own(int file, mode_t type) {
  struct stat status {};
  return ::fstat(file, &status) == 0 && status.st_uid == ::geteuid() &&
         (status.st_mode & S_IFMT) == type;
}

/// False also when nobody knows.
bool names_a_dead_process(int file) {
  std::array<char, 17> text{};  // Ends with a zero in any case.
  const ssize_t length = ::pread(file, text.data(), text.size() - 1, 0);
  if (length <= 0) return false;
  pid_t process = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + length, process);
  if (error != std::errc() || *end != '\n' || process <= 0) return false;
  return ::kill(process, 0) != 0 && errno == ESRCH;
}

bool is_still_there(const fs::path& path, int directory) {
  struct stat named {};
  struct stat opened {};
  return ::lstat(path.c_str(), &named) == 0 && ::fstat(directory, &opened) == 0 &&
         named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

/// The file with the owner goes last: where something comes after all, from a process that the
/// owner left, the next one tries again.
void remove_contents(const fs::path& directory) {
  std::vector<fs::path> found;
  std::error_code ignored;
  fs::permissions(directory, fs::perms::owner_all, fs::perm_options::add, ignored);
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, ignored)) {
    if (entry.path().filename() != owner_file) found.push_back(entry.path());
  }
  for (const fs::path& path : found) remove_with_everything(path);
}

bool holds_only_its_owner(const fs::path& directory) {
  std::error_code error;
  const auto entries = fs::directory_iterator(directory, error);
  return !error && std::all_of(begin(entries), end(entries), [](const auto& entry) {
    return entry.path().filename() == owner_file;
  });
}

void clear_if_abandoned(const fs::path& path) {
  const Descriptor directory(::open(path.c_str(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!directory.is_open() || !is_own(directory.number(), S_IFDIR)) return;
  const Descriptor owner(
      ::openat(directory.number(), owner_file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!owner.is_open() || !is_own(owner.number(), S_IFREG)) return;
  if (!names_a_dead_process(owner.number())) return;
  // Held until it is gone, so that two who clear up do not meet.
  if (::flock(owner.number(), LOCK_EX | LOCK_NB) != 0) return;
  if (!is_still_there(path, directory.number())) return;
  remove_contents(path);
  if (holds_only_its_owner(path)) remove_with_everything(path);
}

}  // namespace

OwnedDirectory::OwnedDirectory(std::string_view purpose, const fs::path& parent)
    : directory_(purpose, parent), lock_(locked_owner_file(directory_.path())) {
  clear_abandoned(directory_.path().parent_path());
}

OwnedDirectory::~OwnedDirectory() {
  // The lock goes with the file; until the last of it is gone the owner lives.
  remove_with_everything(directory_.path());
  ::close(lock_);
}

void clear_abandoned(const fs::path& parent) {
  constexpr std::string_view begin = "wp-codebox-";
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(parent, ignored)) {
    if (entry.path().filename().string().starts_with(begin)) found.push_back(entry.path());
  }
  for (const fs::path& path : found) clear_if_abandoned(path);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
