#include "conformance/proof/mutant_trial.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "conformance/proof/kit_trial.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

bool checks(const CaseResult& result, const std::string& id) {
  return std::find(result.requirements.begin(), result.requirements.end(), id) !=
         result.requirements.end();
}

MutantFate run_mutant(const Mutant& mutant, bool own_cases_only, const fs::path& parent) {
  std::vector<std::string> arguments = {"--backend", "memory", "--mutant", mutant.name};
  if (own_cases_only) arguments.insert(arguments.end(), {"--filter", mutant.requirement});
  KitTrial trial = try_kit(arguments, parent);
  MutantFate fate;
  if (trial.run) {
    fate = fate_of(mutant, *trial.run);
  } else {
    fate.output = std::move(trial.output);
  }
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

MutantFate try_mutant(const Mutant& mutant, bool own_cases_only, const fs::path& parent) {
  try {
    return run_mutant(mutant, own_cases_only, parent);
  } catch (const std::exception& error) {
    MutantFate fate;
    fate.output = error.what();
    return fate;
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
