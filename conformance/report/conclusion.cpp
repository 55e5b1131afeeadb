#include "conformance/report/conclusion.hpp"

#include <algorithm>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

}  // namespace

std::string incompleteness(const RunResult& run) {
  if (!run.interrupted) return "";
  std::string text = "incomplete: " + *run.interrupted;
  if (const std::size_t missing = run.notRun.size(); missing > 0) {
    text += "; " + plural(missing, "case") + (missing == 1 ? " has" : " have") + " no result";
  }
  return text;
}

std::string plural(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string conclusion(const RunResult& run) {
  const OutcomeCounts core = count(run.verdicts, Level::must, Profile::core);
  const OutcomeCounts strict = count(run.verdicts, Level::must, Profile::strict);
  const std::string contract = "contract " + run.contractVersion;
  const std::string incomplete = run.interrupted ? "The run is " + incompleteness(run) + ". " : "";
  switch (run.conformance) {
    case Conformance::conformant:
      return incomplete + "Conformant to " + contract + " as far as the kit looks: all " +
             plural(core[Outcome::pass] + strict[Outcome::pass], "MUST requirement") +
             " that it checks hold" + (run.complete ? "" : " (not all cases were selected)") + ".";
    case Conformance::not_conformant:
      return incomplete + "NOT conformant to " + contract + ": " +
             plural(core.findings() + strict.findings(), "MUST requirement") + " failed (" +
             std::to_string(core.findings()) + " core, " + std::to_string(strict.findings()) +
             " strict)" +
             (run.endFaults.empty() ? "." : ", and the backend's program did not end in order.");
    case Conformance::undecided:
      break;
  }
  return incomplete + "Undecided: the kit itself failed, or no MUST requirement was checked.";
}

std::string remark_on_recommendations(const RunResult& run) {
  std::size_t findings = 0;
  for (const Level level : {Level::should, Level::may}) {
    for (const Profile profile : {Profile::core, Profile::strict}) {
      findings += count(run.verdicts, level, profile).findings();
    }
  }
  return findings == 0 ? "" : plural(findings, "SHOULD or MAY requirement") + " failed too.";
}

std::vector<const CaseResult*> bad_cases(const RunResult& run, const Verdict& verdict) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& result : run.cases) {
    if (!contains(result.requirements, verdict.id)) continue;
    if (is_finding(result.outcome) || result.outcome == Outcome::kit_error) {
      cases.push_back(&result);
    }
  }
  return cases;
}

std::vector<const CaseResult*> homeless_faults(const RunResult& run) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& result : run.cases) {
    const bool shown =
        std::any_of(run.verdicts.begin(), run.verdicts.end(),
                    [&](const Verdict& verdict) { return contains(verdict.cases, result.name); });
    if (result.outcome == Outcome::kit_error && !shown) cases.push_back(&result);
  }
  return cases;
}

namespace {

const KnownFailureVerdict* seen_entry(const RunResult& run, const std::string& id) {
  for (const KnownFailureVerdict& known : run.knownFailures) {
    if (known.entry.id == id && known.state == KnownFailureState::seen) return &known;
  }
  return nullptr;
}

}  // namespace

const KnownFailureVerdict* excuse_of(const RunResult& run, const CaseResult& result) {
  if (!is_finding(result.outcome)) return nullptr;
  if (const KnownFailureVerdict* known = seen_entry(run, result.name)) return known;
  for (const std::string& id : result.requirements) {
    if (const KnownFailureVerdict* known = seen_entry(run, id)) return known;
  }
  return nullptr;
}

const KnownFailureVerdict* excuse_of(const RunResult& run, const Verdict& verdict) {
  if (!is_finding(verdict.outcome)) return nullptr;
  if (!is_excused(verdict, run.cases, run.knownFailures)) return nullptr;
  if (const KnownFailureVerdict* known = seen_entry(run, verdict.id)) return known;
  for (const CaseResult* result : bad_cases(run, verdict)) {
    if (const KnownFailureVerdict* known = seen_entry(run, result->name)) return known;
  }
  return nullptr;
}

std::string excuse_text(const KnownFailureVerdict& known) {
  return "known until " + known.entry.expires + ": " + known.entry.reason +
         (known.entry.link ? " (" + *known.entry.link + ")" : "");
}

std::vector<std::string> known_failure_faults(const RunResult& run) {
  std::vector<std::string> faults;
  for (const KnownFailureVerdict& known : run.knownFailures) {
    if (is_red(known.state)) {
      faults.push_back("known failure " + known.entry.id + ": " + known.what);
    }
  }
  return faults;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
