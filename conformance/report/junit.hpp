#pragma once

#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// JUnit XML, as CI systems read it.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A test suite for each suite of cases, with the cases that ran: `failure` is the backend's (fail,
/// crash, hang), `error` the kit's, `skipped` names the undeclared capability, or why the
/// failure is known. What belongs to no case (the end of the program, a known failure that is out
/// of date, a run that was cut short) stands in a suite of its own. Made from the result of a run,
/// so it is whole however the run ended.
[[nodiscard]] std::string junit_report(const RunResult& run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
