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
    if (conformant && !run.endFaults.empty()) *conformance = Conformance::not_conformant;
  }
  run.complete = std::all_of(known.begin(), known.end(), [&](const KnownCase& expected) {
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

}  // namespace WP_CODEBOX_NAMESPACE::conformance
