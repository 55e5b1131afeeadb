#pragma once

#include <string>
#include <string_view>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How a part of a run is done again.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The command line that runs just the cases that `filter` selects (an id or a case's name) against
/// the backend of this run.
[[nodiscard]] std::string repeat_command(const RunResult& run, std::string_view filter);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
