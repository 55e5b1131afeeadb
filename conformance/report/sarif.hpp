#pragma once

#include <span>
#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// SARIF 2.1.0, the format of code scanning.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One SARIF run for each run of the kit: a rule for each requirement, a result for each finding
/// (errors for MUST, warnings for SHOULD, notes for MAY) with the command that repeats it. Faults
/// of the kit and a run that was cut short are notifications of the tool, and `executionSuccessful`
/// is false then. A result keeps its fingerprint from run to run.
[[nodiscard]] std::string sarif_report(std::span<const RunResult> runs,
                                       const Register& requirements);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
