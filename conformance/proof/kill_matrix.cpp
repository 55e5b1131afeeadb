#include "conformance/proof/kill_matrix.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iomanip>
#include <ostream>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace {

template <class Predicate>
std::size_t count_of(const std::vector<MutantTrial>& trials, Predicate predicate) {
  return static_cast<std::size_t>(std::count_if(trials.begin(), trials.end(), predicate));
}

std::string percent(std::size_t part, std::size_t whole) {
  std::array<char, 16> text{};
  const double share =
      whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text.data(), text.size(), "%.1f %%", share);
  return text.data();
}

std::string listed(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

/// Text for a cell of a Markdown table.
std::string cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '\\' || c == '*' || c == '_' || c == '`' || c == '[') {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

/// `EXEC` of `WPC-EXEC-002`.
std::string group_of(const std::string& requirement) {
  const std::size_t begin = requirement.find('-') + 1;
  return requirement.substr(begin, requirement.rfind('-') - begin);
}

}  // namespace

std::size_t KillMatrix::judged() const {
  return count_of(trials_, [](const MutantTrial& trial) { return trial.fate.judged; });
}

std::size_t KillMatrix::noticed() const {
  return count_of(trials_, [](const MutantTrial& trial) { return trial.fate.noticed; });
}

std::size_t KillMatrix::as_expected() const {
  return count_of(trials_, [](const MutantTrial& trial) {
    return trial.fate.noticed && trial.fate.as_expected;
  });
}

std::size_t KillMatrix::narrow() const {
  return count_of(trials_, [](const MutantTrial& trial) {
    return trial.fate.judged && trial.fate.failed() <= narrow_requirements;
  });
}

bool KillMatrix::is_narrow() const {
  return static_cast<double>(narrow()) >= narrow_share * static_cast<double>(trials_.size());
}

void KillMatrix::print_totals(std::ostream& out, bool every_case_ran) const {
  out << noticed() << " of " << trials_.size()
      << " mutants were noticed by the requirement that they break\n"
      << as_expected() << " of them with the message that they expect\n";
  if (every_case_ran) {
    out << narrow() << " (" << percent(narrow(), trials_.size()) << ") fail " << narrow_requirements
        << " requirements or fewer; " << 100 * narrow_share << " % have to\n";
  }
  if (judged() < trials_.size()) {
    out << trials_.size() - judged() << " runs came to no verdict\n";
  }
}

void KillMatrix::print_page(std::ostream& out) const {
  out << "# Kill matrix\n\n"
         "Every deliberately broken backend that the kit is tried on, and what the kit says about "
         "it. Written by\n`scripts/write-kill-matrix`; [how the kit is proven](proof.md) tells "
         "what "
         "stands behind it.\n\n"
      << trials_.size() << " mutants; " << noticed()
      << " are noticed by a case of the requirement that they break, " << as_expected()
      << " with the expected\nmessage; " << narrow() << " (" << percent(narrow(), trials_.size())
      << ") fail " << narrow_requirements << " requirements or fewer.\n";
  std::string group;
  for (const MutantTrial& trial : trials_) {
    if (group_of(trial.mutant.requirement) != group) {
      group = group_of(trial.mutant.requirement);
      out << "\n## " << group
          << "\n\n| mutant | what the kit says | also failing |\n|---|---|---|\n";
    }
    out << "| `" << trial.mutant.name << "` | " << cell(trial.mutant.says) << " | "
        << listed(trial.fate.others) << " |\n";
  }
}

void print_trial(std::ostream& out, const MutantTrial& trial) {
  const MutantFate& fate = trial.fate;
  out << std::left << std::setw(52) << trial.mutant.name << std::right;
  if (!fate.judged) {
    out << " NOT JUDGED:\n" << fate.output << std::endl;
    return;
  }
  out << (!fate.noticed ? " SURVIVED" : fate.as_expected ? " noticed" : " WRONG MESSAGE");
  if (!fate.others.empty()) out << ", also by " << listed(fate.others);
  if (fate.noticed && !fate.as_expected) {
    out << "\n  expected: " << trial.mutant.says;
    for (const std::string& finding : fate.findings) out << "\n  got:      " << finding;
  }
  out << std::endl;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
