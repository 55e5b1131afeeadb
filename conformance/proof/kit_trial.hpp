#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// This program, judging a backend in a process of its own.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What came of it.
struct KitTrial {
  std::optional<RunResult> run;  ///< None when it came to no verdict.
  std::string output;            ///< What it printed.
};

/// Runs the command `run` of this program with these arguments. Its report and all that it puts
/// into temporary folders lie below `parent` and are gone afterwards; when this process is killed,
/// the run ends too. Safe to call from several threads. Throws `std::filesystem::filesystem_error`,
/// `ProcessStartError`.
[[nodiscard]] KitTrial try_kit(const std::vector<std::string>& arguments,
                               const std::filesystem::path& parent);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
