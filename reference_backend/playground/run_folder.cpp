#include "reference_backend/playground/run_folder.hpp"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

/// Scripts are seen once; they would only fill the OPcache.
constexpr std::string_view opcache_blacklist = "/codebox/run/*\n";

}  // namespace

RunFolder::RunFolder(std::string_view runtime_id) {
  std::string name =
      (fs::temp_directory_path() / ("wp-codebox-" + std::string(runtime_id) + "-XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw fs::filesystem_error("cannot make a folder for the runtime", name,
                               std::error_code(errno, std::generic_category()));
  }
  path_ = fs::canonical(name);
  for (const fs::path& folder : {site(), scripts(), temporary(), home(), walls().parent_path()}) {
    fs::create_directories(folder);
  }
  write_whole_file(codebox() / "opcache-blacklist", opcache_blacklist);
}

RunFolder::~RunFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

void RunFolder::clear_temporary() const {
  fs::remove_all(temporary());
  fs::create_directories(temporary());
}

void RunFolder::remove() {
  fs::remove_all(path_);
  path_.clear();
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
