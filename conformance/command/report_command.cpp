#include "conformance/command/report_command.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <ostream>

#include "conformance/command/program.hpp"
#include "conformance/report/run_file.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr const char* footer =
    "Example, two backends side by side on one page:\n"
    "  wp-codebox-conformance report memory.json playground.json --html conformance.html\n\n"
    "Exit codes: 0 written (whatever the runs found), 1 a file is not a report of the kit,\n"
    "2 wrong arguments or no such file.";

int refuse(std::ostream& err, const std::string& message) {
  err << "wp-codebox-conformance: " << message << "\n";
  return exit_code::usage;
}

}  // namespace

void ReportRequest::describe(CLI::App& command) {
  command.add_option("run", runs, "JSON reports or event files of runs; several are compared")
      ->required();
  command.add_flag("--mask-times", mask_times,
                   "Leave out times and made-up ids: what found the same looks the same");
  reports.describe(command);
  command.footer(footer);
}

int report_command(const ReportRequest& request, std::ostream& out, std::ostream& err) {
  if (!request.reports.any()) return refuse(err, "nothing to write; name a report, such as --html");
  if (const auto single = request.reports.of_one_run();
      request.runs.size() > 1 && !single.empty()) {
    return refuse(err, single.front() + " is about one run, and here are " +
                           std::to_string(request.runs.size()));
  }
  std::vector<RunResult> runs;
  for (const std::string& file : request.runs) {
    if (!std::filesystem::is_regular_file(file)) return refuse(err, "there is no file " + file);
    try {
      runs.push_back(read_run_file(file));
    } catch (const RunFileInvalid& error) {
      err << error.what() << "\n";
      return exit_code::findings;
    }
    if (request.mask_times) runs.back() = without_times(std::move(runs.back()));
  }
  for (const std::string& line : request.reports.write(runs, Register::embedded(), out)) {
    err << line << "\n";
  }
  return out.flush() ? exit_code::conformant : exit_code::failed;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
