#include "conformance/verdict/verdict.hpp"

#include <algorithm>
#include <numeric>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

bool names(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool declares(const BackendDescriptor& descriptor, std::string_view capability) {
  return std::any_of(
      descriptor.capabilities.begin(), descriptor.capabilities.end(),
      [capability](const BackendCapability& declared) { return declared.text() == capability; });
}

/// What the cases say about a row that applies.
void judge(Verdict& verdict, std::span<const KnownCase> known,
           std::span<const CaseResult> results) {
  const bool covered = std::any_of(known.begin(), known.end(), [&](const KnownCase& candidate) {
    return names(candidate.requirements, verdict.id);
  });
  verdict.outcome = covered ? Outcome::not_selected : Outcome::not_covered;
  for (const CaseResult& result : results) {
    if (!names(result.requirements, verdict.id)) continue;
    verdict.outcome = heavier(verdict.outcome, result.outcome);
    verdict.cases.push_back(result.name);
    if (result.capability) verdict.capability = result.capability;
  }
  if (verdict.outcome != Outcome::not_applicable) verdict.capability.reset();
}

}  // namespace

std::vector<Verdict> verdicts_of(const Register& requirements, const BackendDescriptor& descriptor,
                                 std::span<const KnownCase> known,
                                 std::span<const CaseResult> results) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(requirements.requirements().size());
  for (const Requirement& row : requirements.requirements()) {
    Verdict verdict;
    verdict.id = row.id;
    verdict.level = row.level;
    verdict.profile = row.profile;
    if (!row.capability.empty() && !declares(descriptor, row.capability)) {
      verdict.outcome = Outcome::not_applicable;
      verdict.capability = row.capability;
    } else {
      judge(verdict, known, results);
    }
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

std::size_t OutcomeCounts::findings() const {
  return (*this)[Outcome::fail] + (*this)[Outcome::crash] + (*this)[Outcome::hang];
}

std::size_t OutcomeCounts::total() const {
  return std::accumulate(by_outcome.begin(), by_outcome.end(), std::size_t{0});
}

OutcomeCounts count(std::span<const Verdict> verdicts, Level level, Profile profile) {
  OutcomeCounts counts;
  for (const Verdict& verdict : verdicts) {
    if (verdict.level == level && verdict.profile == profile) counts.add(verdict.outcome);
  }
  return counts;
}

Conformance conformance_of(std::span<const Verdict> verdicts, std::span<const CaseResult> results,
                           std::optional<Profile> only) {
  const auto has = [](std::span<const Verdict> all, auto&& predicate) {
    return std::any_of(all.begin(), all.end(), predicate);
  };
  const auto counts = [only](const Verdict& verdict) {
    return verdict.level == Level::must && (!only || verdict.profile == *only);
  };
  if (has(verdicts, [&](const Verdict& v) { return counts(v) && is_finding(v.outcome); })) {
    return Conformance::not_conformant;
  }
  const bool kit_failed = std::any_of(results.begin(), results.end(), [](const CaseResult& result) {
    return result.outcome == Outcome::kit_error;
  });
  const bool checked =
      has(verdicts, [&](const Verdict& v) { return counts(v) && v.outcome == Outcome::pass; });
  return checked && !kit_failed ? Conformance::conformant : Conformance::undecided;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
