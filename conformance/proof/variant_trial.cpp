#include "conformance/proof/variant_trial.hpp"

#include <exception>
#include <iomanip>
#include <ostream>
#include <utility>

#include "conformance/proof/kit_trial.hpp"
#include "conformance/proof/mutant_trial.hpp"
#include "wp_codebox/json/types.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

VariantFate run_variant(const VariantTrial& trial, const fs::path& server, const fs::path& parent) {
  std::vector<std::string> arguments;
  if (trial.over_stdio) arguments.insert(arguments.end(), {"--exec", server.string()});
  arguments.insert(arguments.end(), {"--backend", "memory", "--variant", trial.variant.name});
  KitTrial of_the_kit = try_kit(arguments, parent);
  VariantFate fate;
  if (of_the_kit.run) fate = variant_fate_of(*of_the_kit.run);
  if (!fate.judged) fate.output = std::move(of_the_kit.output);
  return fate;
}

}  // namespace

VariantFate variant_fate_of(const RunResult& run) {
  VariantFate fate;
  fate.judged = true;
  for (const CaseResult& result : run.cases) {
    if (result.outcome == Outcome::pass) ++fate.passed;
    if (result.outcome == Outcome::not_applicable) ++fate.not_applicable;
    if (result.outcome == Outcome::kit_error) fate.judged = false;
    for (const Finding& finding : result.findings) {
      fate.findings.push_back(result.name + ": " + finding_text(finding));
    }
    if (is_finding(result.outcome) && result.findings.empty()) {
      fate.findings.push_back(result.name + ": " + std::string(json::enum_text(result.outcome)));
    }
  }
  for (const std::string& fault : run.endFaults) fate.findings.push_back("at the end: " + fault);
  return fate;
}

VariantFate try_variant(const VariantTrial& trial, const fs::path& server, const fs::path& parent) {
  try {
    return run_variant(trial, server, parent);
  } catch (const std::exception& error) {
    VariantFate fate;
    fate.output = error.what();
    return fate;
  }
}

void print_variant(std::ostream& out, const VariantTrial& trial, const VariantFate& fate) {
  out << std::left << std::setw(24) << trial.variant.name << std::setw(12)
      << (trial.over_stdio ? "stdio" : "in process") << std::right;
  if (!fate.judged) {
    out << "NOT JUDGED:\n" << fate.output << std::endl;
    return;
  }
  out << (fate.is_clean() ? "clean" : "FINDINGS") << ": " << fate.passed << " cases passed, "
      << fate.not_applicable << " not applicable";
  for (const std::string& finding : fate.findings) out << "\n  " << finding;
  out << std::endl;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
