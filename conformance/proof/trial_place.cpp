#include "conformance/proof/trial_place.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <ostream>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

/// What `std::filesystem::temp_directory_path` looks at.
bool environment_names_a_place() {
  constexpr const char* names[] = {"TMPDIR", "TMP", "TEMP", "TEMPDIR"};
  return std::any_of(std::begin(names), std::end(names),
                     [](const char* name) { return std::getenv(name) != nullptr; });
}

bool is_roomy(const fs::path& folder, std::uintmax_t least_free) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return false;
  if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0) return false;
  struct statvfs room {};
  if (::statvfs(folder.c_str(), &room) != 0) return false;
  return std::uintmax_t{room.f_bavail} * room.f_frsize >= least_free;
}

}  // namespace

fs::path trial_place(const fs::path& memory, std::uintmax_t least_free) {
  if (!environment_names_a_place() && is_roomy(memory, least_free)) return memory;
  return fs::temp_directory_path();
}

void print_trial_place(std::ostream& out, const fs::path& place) {
  out << "folders in " << place.string() << "; TMPDIR says where else" << std::endl;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
