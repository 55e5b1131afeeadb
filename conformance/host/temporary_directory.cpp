#include "conformance/host/temporary_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
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
  std::string pattern = (base / ("wp-codebox-" + std::string(purpose) + "-XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr) fail("cannot make a temporary directory", base, errno);
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  if (!fs::exists(path_, ignored)) return;
  open_up(path_);
  fs::remove_all(path_, ignored);
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
