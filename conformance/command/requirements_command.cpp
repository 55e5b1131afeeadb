#include "conformance/command/requirements_command.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/command/program.hpp"
#include "conformance/register/register.hpp"
#include "conformance/runner/runner.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// A row of the register with the cases that check it.
struct CoveredRequirement {
  Requirement requirement;
  std::vector<std::string> cases;
};

std::vector<CoveredRequirement> coverage() {
  const std::vector<KnownCase> known = known_cases();
  std::vector<CoveredRequirement> rows;
  for (const Requirement& requirement : Register::embedded().requirements()) {
    CoveredRequirement row{requirement, {}};
    for (const KnownCase& candidate : known) {
      const auto& ids = candidate.requirements;
      if (std::find(ids.begin(), ids.end(), requirement.id) != ids.end()) {
        row.cases.push_back(candidate.full_name());
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void print_json(const std::vector<CoveredRequirement>& rows, std::ostream& out) {
  out << "{\n  \"schema\": \"wp-codebox/conformance-coverage/v1\",\n  \"contractVersion\": \""
      << Register::embedded().contract_version() << "\",\n  \"registerDigest\": \""
      << Register::embedded().digest() << "\",\n  \"requirements\": [";
  const char* separator = "\n    ";
  for (const CoveredRequirement& row : rows) {
    std::string names;
    for (const std::string& name : row.cases) {
      names += (names.empty() ? "\"" : ",\"") + name + "\"";
    }
    Requirement with_cases = row.requirement;
    with_cases.extra.set("cases", json::Value::from_compact("[" + names + "]"));
    out << separator << json::to_json(with_cases);
    separator = ",\n    ";
  }
  out << "\n  ]\n}\n";
}

void print_text(const std::vector<CoveredRequirement>& rows, std::ostream& out) {
  std::size_t covered = 0;
  for (const CoveredRequirement& row : rows) {
    const Requirement& requirement = row.requirement;
    if (!row.cases.empty()) ++covered;
    out << std::left << std::setw(16) << requirement.id << std::setw(7)
        << json::enum_text(requirement.level) << std::setw(7)
        << json::enum_text(requirement.profile) << std::setw(8)
        << json::enum_text(requirement.binds) << std::setw(17)
        << (requirement.capability.empty() ? "-" : requirement.capability);
    if (row.cases.empty()) {
      out << "not covered";
    } else {
      out << row.cases.size() << (row.cases.size() == 1 ? " case" : " cases");
    }
    out << "\n    " << requirement.text << "\n";
  }
  out << "\n"
      << covered << " of " << rows.size() << " requirements have a case; set "
      << Register::embedded().digest().substr(0, 12) << " of contract "
      << Register::embedded().contract_version() << "\n";
}

}  // namespace

int requirements_command(bool as_json, std::ostream& out) {
  const std::vector<CoveredRequirement> rows = coverage();
  if (as_json) {
    print_json(rows, out);
  } else {
    print_text(rows, out);
  }
  return out.flush() ? exit_code::conformant : exit_code::failed;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
