#pragma once

#include <string>
#include <string_view>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a person reads in the terminal.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One line for a case: `WPC-EXEC-002 failing command rejects and is recorded`.
[[nodiscard]] std::string case_title(const std::vector<std::string>& requirements,
                                     std::string_view test_name);

/// The end of a run: what was judged, counts by level and profile, every failed requirement with
/// what was expected and what came, and whether the backend conforms. Ends with a line feed.
/// `report_lines` say where the reports lie.
[[nodiscard]] std::string console_summary(const RunResult& run, const Register& requirements,
                                          const std::vector<std::string>& report_lines);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
