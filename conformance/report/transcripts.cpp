#include "conformance/report/transcripts.hpp"

#include <fstream>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

constexpr std::streamoff limit = 65'536;

/// Neither a link nor a pipe, which would be waited for.
bool is_plain_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(fs::symlink_status(path, ignored));
}

std::string end_of_file(const fs::path& path) {
  if (!is_plain_file(path)) return "(its file is not here)";
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file.tellg();
  const std::streamoff begin = size > limit ? size - limit : 0;
  file.seekg(begin);
  std::string text(static_cast<std::size_t>(size - begin), '\0');
  file.read(text.data(), size - begin);
  if (!file) return "(its file cannot be read)";
  return begin == 0 ? text : "(" + std::to_string(begin) + " bytes before) … " + text;
}

}  // namespace

std::map<std::string, std::string> transcripts_of(const RunResult& run) {
  std::map<std::string, std::string> transcripts;
  for (const CaseResult& result : run.cases) {
    if (result.transcript) transcripts[result.name] = end_of_file(*result.transcript);
  }
  return transcripts;
}

void find_transcripts(RunResult& run, const fs::path& folder) {
  for (CaseResult& result : run.cases) {
    if (!result.transcript) continue;
    const fs::path named = *result.transcript;
    const fs::path parent = named.parent_path().filename();
    const bool up = parent.empty() || parent == ".." || parent == "." || named.filename() == "..";
    const fs::path here = folder / parent / named.filename();
    const bool link = !up && fs::is_symlink(folder / parent);
    result.transcript = up || link ? "" : here.string();
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
