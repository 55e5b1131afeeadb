#include "conformance/command/merge_command.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <ostream>
#include <span>

#include "conformance/command/program.hpp"
#include "conformance/command/run_command.hpp"
#include "conformance/events/run_assembly.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/console.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr const char* footer =
    "Example, four shards of a CI matrix become one verdict:\n"
    "  wp-codebox-conformance merge shard-*.events.jsonl --json report.json --html report.html\n\n"
    "Exit codes: as `run`, for all runs together; 2 when the files do not belong together.";

int refuse(std::ostream& err, const std::string& message) {
  err << "wp-codebox-conformance: " << message << "\n";
  return exit_code::usage;
}

}  // namespace

void MergeRequest::describe(CLI::App& command) {
  command.add_option("events", event_files, "Event files of runs")->required()->type_name("FILE");
  reports.describe(command);
  command.footer(footer);
}

int merge_command(const MergeRequest& request, std::ostream& out, std::ostream& err) {
  std::vector<RecordedRun> runs;
  for (const std::string& file : request.event_files) {
    try {
      runs.push_back(read_recorded_run(read_file(file)));
    } catch (const std::filesystem::filesystem_error& error) {
      return refuse(err, file + ": " + error.code().message());
    } catch (const EventsInvalid& error) {
      return refuse(err, file + ": " + error.what());
    }
  }
  RunResult merged;
  try {
    merged = merge_runs(runs);
  } catch (const EventsInvalid& error) {
    return refuse(err, error.what());
  }
  const std::vector<std::string> lines =
      request.reports.write(std::span(&merged, 1), Register::embedded(), out);
  out << console_summary(merged, Register::embedded(), lines) << std::flush;
  return exit_code_of(merged);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
