#include "conformance/verdict/case_result.hpp"

#include <algorithm>

#include "conformance/register/register.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

bool is_flaky(const CaseResult& result) { return result.outcomes && result.outcomes->size() > 1; }

double failure_rate(const CaseResult& result) {
  if (!result.outcomes) return is_finding(result.outcome) ? 1 : 0;
  double failed = 0;
  double all = 0;
  for (const auto& [name, count] : *result.outcomes) {
    all += count;
    const auto outcome = json::enum_value<Outcome>(name);
    if (outcome && is_finding(*outcome)) failed += count;
  }
  return all > 0 ? failed / all : 0;
}

CaseResult joined_repetitions(std::span<const CaseResult> repetitions) {
  if (repetitions.size() == 1) return repetitions.front();
  const auto heaviest = std::max_element(
      repetitions.begin(), repetitions.end(),
      [](const CaseResult& left, const CaseResult& right) { return left.outcome < right.outcome; });
  CaseResult joined = *heaviest;
  joined.outcomes.emplace();
  for (const CaseResult& result : repetitions) {
    joined.durationMs = std::max(joined.durationMs, result.durationMs);
    if (!result.outcomes) (*joined.outcomes)[json::enum_text(result.outcome)] += 1;
    if (!result.outcomes) continue;
    for (const auto& [outcome, count] : *result.outcomes) (*joined.outcomes)[outcome] += count;
  }
  return joined;
}

std::vector<std::string> requirements_in_name(std::string_view name) {
  std::vector<std::string> ids;
  while (name.starts_with("WPC_")) {
    const std::size_t group_end = name.find('_', 4);
    if (group_end == std::string_view::npos || group_end + 4 > name.size()) break;
    std::string id(name.substr(0, group_end + 4));
    std::replace(id.begin(), id.end(), '_', '-');
    if (!is_requirement_id(id)) break;
    ids.push_back(std::move(id));
    name.remove_prefix(group_end + 4);
    if (name.starts_with('_')) name.remove_prefix(1);
  }
  return ids;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
