#include "conformance/report/run_file.hpp"

#include <string>
#include <utility>

#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

RunResult read_run_file(const std::filesystem::path& path) {
  auto decoded = json::from_json<RunResult>(read_file(path));
  if (!decoded.ok()) {
    throw RunFileInvalid(path.string() + " is not a report of the kit: " + decoded.message());
  }
  return std::move(decoded.value);
}

RunResult without_times(RunResult run) {
  run.startedAt.clear();
  run.durationMs = 0;
  for (CaseResult& result : run.cases) result.durationMs = 0;
  return run;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
