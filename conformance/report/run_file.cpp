#include "conformance/report/run_file.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "conformance/events/run_assembly.hpp"
#include "conformance/events/run_event.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/masked_text.hpp"
#include "conformance/report/transcripts.hpp"
#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace {

/// The first line of an event file is a JSON document of its own; a report is one over many lines.
bool is_event_file(std::string_view text) {
  const auto first = json::from_json<RunEvent>(text.substr(0, text.find('\n')));
  return first.ok();
}

RunResult result_in(const std::string& text) {
  if (is_event_file(text)) return read_events(text);
  auto decoded = json::from_json<RunResult>(text);
  if (!decoded.ok()) throw RunFileInvalid(decoded.message());
  return std::move(decoded.value);
}

}  // namespace

RunResult read_run_file(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  try {
    RunResult run = result_in(text);
    find_transcripts(run, std::filesystem::absolute(path).parent_path());
    return run;
  } catch (const std::runtime_error& error) {
    throw RunFileInvalid(path.string() + " is not a report of the kit: " + error.what());
  }
}

RunResult without_times(RunResult run) {
  run.startedAt.clear();
  run.durationMs = 0;
  if (run.interrupted) run.interrupted = masked_text(*run.interrupted);
  for (CaseResult& result : run.cases) {
    result.durationMs = 0;
    result.transcript.reset();  // It holds times and ids in every line.
    for (Finding& finding : result.findings) {
      for (std::string* text : {&finding.what, &finding.expected, &finding.got}) {
        *text = masked_text(*text);
      }
    }
  }
  for (std::string& fault : run.endFaults) fault = masked_text(fault);
  return run;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
