#pragma once

#include <span>
#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A summary in Markdown, as GitHub and GitLab show it.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// For each run its conclusion, the counts and the failed requirements with what was expected and
/// what came; several runs are compared before. At most 900,000 bytes, so that it fits
/// `GITHUB_STEP_SUMMARY` (1 MiB); what does not fit is counted.
[[nodiscard]] std::string markdown_report(std::span<const RunResult> runs,
                                          const Register& requirements);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
