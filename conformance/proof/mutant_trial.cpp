#include "conformance/proof/mutant_trial.hpp"

#include <algorithm>
#include <exception>

#include "conformance/command/program.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

bool checks(const CaseResult& result, const std::string& id) {
  return std::find(result.requirements.begin(), result.requirements.end(), id) !=
         result.requirements.end();
}

MutantFate run_mutant(const Mutant& mutant, bool own_cases_only, const fs::path& directory) {
  fs::create_directories(directory);
  const fs::path report = directory / "report.json";
  std::vector<std::string> arguments = {"run",       "--backend",     "memory",       "--mutant",
                                        mutant.name, "--report-json", report.string()};
  if (own_cases_only) arguments.insert(arguments.end(), {"--filter", mutant.requirement});
  const ChildResult child =
      run_child(fs::read_symlink("/proc/self/exe"), arguments, directory / "output.txt");
  const bool ended_well = child.exit_code && (*child.exit_code == exit_code::conformant ||
                                              *child.exit_code == exit_code::findings);
  MutantFate fate;
  if (ended_well && fs::exists(report)) {
    const auto run = json::from_json<RunResult>(read_file(report));
    if (run.ok()) fate = fate_of(mutant, run.value);
  }
  if (!fate.judged) fate.output = child.output;
  return fate;
}

}  // namespace

std::string finding_text(const Finding& finding) {
  return finding.what + ": expected " + finding.expected + ", got " + finding.got;
}

MutantFate fate_of(const Mutant& mutant, const RunResult& run) {
  MutantFate fate;
  fate.judged = true;
  for (const Verdict& verdict : run.verdicts) {
    if (!is_finding(verdict.outcome)) continue;
    if (verdict.id == mutant.requirement) {
      fate.noticed = true;
    } else {
      fate.others.push_back(verdict.id);
    }
  }
  for (const CaseResult& result : run.cases) {
    if (!checks(result, mutant.requirement)) continue;
    for (const Finding& finding : result.findings) {
      fate.findings.push_back(finding_text(finding));
      if (fate.findings.back().find(mutant.says) != std::string::npos) fate.as_expected = true;
    }
  }
  return fate;
}

MutantFate try_mutant(const Mutant& mutant, bool own_cases_only, const fs::path& directory) {
  try {
    return run_mutant(mutant, own_cases_only, directory);
  } catch (const std::exception& error) {
    MutantFate fate;
    fate.output = error.what();
    return fate;
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
