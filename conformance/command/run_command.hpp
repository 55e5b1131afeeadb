#pragma once

#include <iosfwd>

#include "conformance/command/run_options.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance run`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Runs the kit and gives the program's exit code. Once a process.
[[nodiscard]] int run_command(const RunRequest& request, std::ostream& out, std::ostream& err);

/// The exit code that says how a run came out.
[[nodiscard]] int exit_code_of(const RunResult& run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
