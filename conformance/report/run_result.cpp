#include "conformance/report/run_result.hpp"

#include <algorithm>

namespace WP_CODEBOX_NAMESPACE::conformance {

void conclude(RunResult& run, const Register& requirements, std::span<const KnownCase> known) {
  run.contractVersion = requirements.contract_version();
  run.requirementSet.count = static_cast<double>(requirements.requirements().size());
  run.requirementSet.digest = requirements.digest();
  run.verdicts = verdicts_of(requirements, run.backend, known, run.cases);
  run.conformance = conformance_of(run.verdicts, run.cases);
  run.coreConformance = conformance_of(run.verdicts, run.cases, Profile::core);
  for (Conformance* conformance : {&run.conformance, &run.coreConformance}) {
    const bool conformant = *conformance == Conformance::conformant;
    if (conformant && !run.endFaults.empty()) {
      *conformance = Conformance::not_conformant;
    } else if (conformant && run.interrupted) {
      *conformance = Conformance::undecided;
    }
  }
  judge_known_failures(run.knownFailures, run.verdicts, run.cases, known, run.startedAt);
  run.complete =
      !run.interrupted && std::all_of(known.begin(), known.end(), [&](const KnownCase& expected) {
        return std::any_of(run.cases.begin(), run.cases.end(), [&](const CaseResult& result) {
          return result.name == expected.full_name();
        });
      });
  run.counts.clear();
  for (const Level level : {Level::must, Level::should, Level::may}) {
    for (const Profile profile : {Profile::core, Profile::strict}) {
      const OutcomeCounts counts = count(run.verdicts, level, profile);
      CountRow row;
      row.level = level;
      row.profile = profile;
      for (std::size_t i = 0; i < counts.by_outcome.size(); ++i) {
        row.outcomes[json::enum_texts<Outcome>[i]] = static_cast<double>(counts.by_outcome[i]);
      }
      run.counts.push_back(std::move(row));
    }
  }
}

bool as_expected(const RunResult& run) {
  const auto out_of_date = [](const KnownFailureVerdict& entry) { return is_red(entry.state); };
  if (std::any_of(run.knownFailures.begin(), run.knownFailures.end(), out_of_date)) return false;
  if (run.conformance == Conformance::conformant) return true;
  if (run.conformance == Conformance::undecided || run.interrupted || !run.endFaults.empty()) {
    return false;
  }
  return std::all_of(run.verdicts.begin(), run.verdicts.end(), [&](const Verdict& verdict) {
    return verdict.level != Level::must || !is_finding(verdict.outcome) ||
           is_excused(verdict, run.cases, run.knownFailures);
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
