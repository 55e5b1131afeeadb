#include "conformance/report/report_file.hpp"

#include <unistd.h>

#include <string>

#include "conformance/host/temporary_directory.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

void write_report(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::path temporary = path;
  temporary += ".part-" + std::to_string(::getpid());
  write_file(temporary, bytes);
  std::filesystem::rename(temporary, path);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
