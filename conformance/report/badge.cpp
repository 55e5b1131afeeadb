#include "conformance/report/badge.hpp"

#include <nlohmann/json.hpp>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

std::string badge_report(const RunResult& run) {
  const OutcomeCounts core = count(run.verdicts, Level::must, Profile::core);
  const OutcomeCounts strict = count(run.verdicts, Level::must, Profile::strict);
  const std::size_t passed = core[Outcome::pass] + strict[Outcome::pass];
  const std::size_t failed = core.findings() + strict.findings();
  std::string message = "undecided";
  const char* color = "lightgrey";
  if (run.conformance == Conformance::not_conformant) {
    message = failed == 0 ? "not conformant" : std::to_string(failed) + " MUST failed";
    if (run.interrupted) message += ", incomplete";
    color = "red";
  } else if (run.interrupted) {
    message = "incomplete";
  } else if (run.conformance == Conformance::conformant) {
    message = std::to_string(passed) + " MUST" + (run.complete ? "" : " (selected cases)");
    color = run.complete ? "brightgreen" : "yellowgreen";
  }
  const nlohmann::ordered_json badge = {{"schemaVersion", 1},
                                        {"label", "contract " + one_line(run.contractVersion)},
                                        {"message", message},
                                        {"color", color},
                                        {"isError", run.conformance != Conformance::conformant}};
  return badge.dump(2) + "\n";
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
