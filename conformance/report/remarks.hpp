#pragma once

#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What is to say of a run beside its verdicts, and its last line.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Lines about known failures and flaky cases; empty when there is nothing to say.
[[nodiscard]] std::string remarks(const RunResult& run);

/// The one line that a run ends with: conformant or not, to which contract, in which profiles and
/// with which capabilities, and by which set of requirements and version of the kit that was
/// judged.
[[nodiscard]] std::string final_line(const RunResult& run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
