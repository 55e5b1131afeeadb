#include "conformance/report/remarks.hpp"

#include <algorithm>
#include <sstream>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

void write_known_failures(std::ostringstream& out, const RunResult& run) {
  if (run.knownFailures.empty()) return;
  out << "\nKnown failures:\n";
  for (const KnownFailureVerdict& known : run.knownFailures) {
    out << "  " << (is_red(known.state) ? "RED " : "") << json::enum_text(known.state) << ": "
        << one_line(known.entry.id) << ", " << known.what << " (" << one_line(known.entry.reason);
    if (known.entry.link) out << ", " << one_line(*known.entry.link);
    out << ", until " << known.entry.expires << ")\n";
  }
}

void write_flaky(std::ostringstream& out, const RunResult& run) {
  if (std::none_of(run.cases.begin(), run.cases.end(), is_flaky)) return;
  out << "\nFlaky cases:\n";
  for (const CaseResult& result : run.cases) {
    if (!is_flaky(result)) continue;
    out << "  " << result.name << ":";
    for (const auto& [outcome, count] : *result.outcomes) out << " " << outcome << " " << count;
    out << "\n";
  }
}

/// Only some of the failures are a surprise.
std::string known_part(const RunResult& run) {
  if (run.conformance != Conformance::not_conformant || run.knownFailures.empty()) return "";
  if (as_expected(run)) return " All failures are known.";
  const bool red = std::any_of(run.knownFailures.begin(), run.knownFailures.end(),
                               [](const KnownFailureVerdict& v) { return is_red(v.state); });
  return red ? " Entries of the known failures are out of date." : " Not all failures are known.";
}

std::string profiles(const RunResult& run) {
  if (run.conformance == Conformance::not_conformant &&
      run.coreConformance == Conformance::conformant) {
    return "Profile core holds, strict does not";
  }
  return "Profiles core and strict";
}

}  // namespace

std::string remarks(const RunResult& run) {
  std::ostringstream out;
  write_known_failures(out, run);
  write_flaky(out, run);
  return out.str();
}

std::string final_line(const RunResult& run) {
  std::ostringstream out;
  out << conclusion(run) << known_part(run) << " " << profiles(run) << "; capabilities:";
  for (const BackendCapability& capability : run.backend.capabilities) {
    out << " " << one_line(capability.text());
  }
  if (run.backend.capabilities.empty()) out << " none";
  out << "; " << run.requirementSet.count << " requirements, set "
      << run.requirementSet.digest.substr(0, 12) << "; kit " << run.kitVersion << ".";
  return out.str();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
