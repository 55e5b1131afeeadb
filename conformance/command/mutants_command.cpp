#include "conformance/command/mutants_command.hpp"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iterator>
#include <ostream>

#include "conformance/attachment/reference_backends.hpp"
#include "conformance/command/program.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/run_result.hpp"
#include "conformance/runner/glob.hpp"
#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

/// What became of one mutant.
struct Fate {
  bool judged = false;  ///< The run came to a verdict.
  bool killed = false;  ///< The mutant's own requirement has a finding.
  std::vector<std::string> others;
  std::string output;  ///< Of a run that came to no verdict.
};

Fate try_mutant(const Mutant& mutant, bool own_cases_only, const fs::path& directory) {
  const fs::path report = directory / "report.json";
  fs::remove(report);
  std::vector<std::string> arguments = {"run",       "--backend",     "memory",       "--mutant",
                                        mutant.name, "--report-json", report.string()};
  if (own_cases_only) {
    arguments.insert(arguments.end(), {"--filter", mutant.requirement});
  }
  const ChildResult child =
      run_child(fs::read_symlink("/proc/self/exe"), arguments, directory / "output.txt");
  Fate fate;
  fate.output = child.output;
  const bool ended_well = child.exit_code && (*child.exit_code == exit_code::conformant ||
                                              *child.exit_code == exit_code::findings);
  if (!ended_well || !fs::exists(report)) return fate;
  const auto run = json::from_json<RunResult>(read_file(report));
  fate.judged = run.ok();
  for (const Verdict& verdict : run.value.verdicts) {
    if (!is_finding(verdict.outcome)) continue;
    if (verdict.id == mutant.requirement) {
      fate.killed = true;
    } else {
      fate.others.push_back(verdict.id);
    }
  }
  return fate;
}

void print(const Mutant& mutant, const Fate& fate, std::ostream& out) {
  out << std::left << std::setw(44) << mutant.name << std::right;
  if (!fate.judged) {
    out << " NOT JUDGED:\n" << fate.output;
  } else {
    out << (fate.killed ? " noticed" : " SURVIVED");
    for (std::size_t i = 0; i < fate.others.size(); ++i) {
      out << (i == 0 ? ", also by " : " ") << fate.others[i];
    }
  }
  out << std::endl;
}

std::vector<Mutant> selected(const std::vector<std::string>& filters) {
  const std::vector<Mutant> all = reference_mutants();
  if (filters.empty()) return all;
  std::vector<Mutant> chosen;
  std::copy_if(all.begin(), all.end(), std::back_inserter(chosen), [&](const Mutant& mutant) {
    return std::any_of(filters.begin(), filters.end(), [&](const std::string& filter) {
      return glob_matches(filter, mutant.name) || glob_matches(filter, mutant.requirement);
    });
  });
  return chosen;
}

}  // namespace

int mutants_command(const MutantsRequest& request, std::ostream& out, std::ostream& err) {
  const std::vector<Mutant> mutants = selected(request.filters);
  if (mutants.empty()) {
    err << "wp-codebox-conformance: the filters select no mutant\n";
    return exit_code::usage;
  }
  if (request.list_only) {
    for (const Mutant& mutant : mutants) out << mutant.name << "\n";
    return exit_code::conformant;
  }
  const TemporaryDirectory directory("mutants");
  std::size_t killed = 0;
  bool all_judged = true;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    out << "[" << std::setw(3) << i + 1 << "/" << mutants.size() << "] " << std::flush;
    const Fate fate = try_mutant(mutants[i], request.own_cases_only, directory.path());
    print(mutants[i], fate, out);
    if (fate.killed) ++killed;
    all_judged = all_judged && fate.judged;
  }
  out << "\n"
      << killed << " of " << mutants.size()
      << " mutants were noticed by the requirement that they break\n";
  if (!all_judged) return exit_code::failed;
  return killed == mutants.size() ? exit_code::conformant : exit_code::findings;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
