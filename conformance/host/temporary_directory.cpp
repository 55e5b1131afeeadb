#include "conformance/host/temporary_directory.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

std::string random_name() {
  constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::size_t length = 6;
  std::random_device source;
  std::uniform_int_distribution<std::size_t> any(0, characters.size() - 1);
  std::string name;
  while (name.size() < length) name += characters[any(source)];
  return name;
}

/// Lets the owner into every directory, so that removal can go on; links are not followed.
void open_up(const fs::path& path) {
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_all, fs::perm_options::add, ignored);
  for (const fs::directory_entry& entry : fs::directory_iterator(path, ignored)) {
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) open_up(entry.path());
  }
}

}  // namespace

TemporaryDirectory::TemporaryDirectory(std::string_view purpose, const fs::path& parent) {
  const fs::path base = fs::canonical(parent.empty() ? fs::temp_directory_path() : parent);
  const fs::path begin = base / ("wp-codebox-" + std::string(purpose) + "-");
  constexpr int tries = 100;
  constexpr mode_t only_owner = 0700;
  for (int i = 0; i < tries; ++i) {
    path_ = begin.string() + random_name();
    if (::mkdir(path_.c_str(), only_owner) == 0) return;
    if (errno != EEXIST) break;
  }
  fail("cannot make a temporary directory", path_, errno);
}

TemporaryDirectory::~TemporaryDirectory() { remove_with_everything(path_); }

void remove_with_everything(const fs::path& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
  if (!fs::exists(path, ignored)) return;
  open_up(path);
  fs::remove_all(path, ignored);
}

void write_file(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) fail("cannot write the file", path, EIO);
}

std::string read_file(const fs::path& path) {
  if (fs::is_directory(path)) fail("cannot read the file", path, EISDIR);
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot open the file", path, errno != 0 ? errno : ENOENT);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) fail("cannot read the file", path, EIO);
  return bytes;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
