#include "conformance/command/stable_command.hpp"

#include <filesystem>
#include <istream>
#include <iterator>
#include <ostream>
#include <string>

#include "conformance/command/program.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

int stable_command(const std::string& file, std::istream& in, std::ostream& out,
                   std::ostream& err) {
  std::string text;
  if (file == "-") {
    text.assign(std::istreambuf_iterator<char>(in), {});
  } else {
    try {
      text = read_file(file);
    } catch (const std::filesystem::filesystem_error& error) {
      err << "wp-codebox-conformance: " << file << ": " << error.code().message() << "\n";
      return exit_code::usage;
    }
  }
  json::Document document;
  if (const auto error = document.read(text)) {
    err << (file == "-" ? "standard input" : file) << ":" << error->line << ":" << error->column
        << ": expected " << error->expected << " (" << error->code << ")\n";
    return exit_code::findings;
  }
  out << json::stable_json(document.root()) << std::flush;
  return out ? exit_code::conformant : exit_code::failed;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
