#pragma once

#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Runs that are over, read from the files they left.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The file is not what a run of the kit left, or not one that this version can read.
class RunFileInvalid : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// Stable code: `conformance-run-file-invalid`.
  [[nodiscard]] static std::string_view code() { return "conformance-run-file-invalid"; }
};

/// Reads a JSON report, or the event file of a run, whether that came to its end or not.
/// Transcripts are looked for beside the file. Throws `RunFileInvalid`, naming the file and what is
/// wrong, and `std::filesystem::filesystem_error` when it cannot be read.
[[nodiscard]] RunResult read_run_file(const std::filesystem::path& path);

/// Without what differs from one run to the next of the same backend: times and durations are 0 or
/// empty, the texts of findings are masked (`masked_text`), and transcripts are left out. Two runs
/// that found the same are equal then, also when their reports lie in different folders.
[[nodiscard]] RunResult without_times(RunResult run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
