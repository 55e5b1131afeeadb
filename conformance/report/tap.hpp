#pragma once

#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The Test Anything Protocol, version 14.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A test point for each requirement, in the order of the register, then one for each fault that no
/// requirement shows. What was not selected or does not apply is skipped with its reason; what has
/// no case stands as not ok, with the directive for tests that are still to be written. A run that
/// was cut short ends with `Bail out!`.
[[nodiscard]] std::string tap_report(const RunResult& run, const Register& requirements);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
