#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "conformance/report/run_result.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Runs the cases that are linked into this program.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The cases of this program, in the order in which GoogleTest knows them.
[[nodiscard]] std::vector<KnownCase> known_cases();

/// The cases that a run with these filters takes: a filter is a glob over requirement ids
/// (`WPC-EXEC-*`) and names of cases (`Execute.*`); without filters all are taken.
[[nodiscard]] std::vector<KnownCase> select_cases(const std::vector<KnownCase>& known,
                                                  const std::vector<std::string>& filters);

/// How to run.
struct RunOptions {
  std::vector<KnownCase> cases;
  /// GoogleTest's JUnit XML goes there; absolute.
  std::optional<std::string> junit_file;
  /// A case that takes longer counts as hanging, and the run ends.
  std::chrono::milliseconds case_limit{120'000};
  /// Called from another thread when a case hangs, with the cases that ended before it and the one
  /// that hangs; the process ends when it returns.
  std::function<void(std::vector<CaseResult> cases)> on_hang;
};

/// Runs the cases one after the other in this process and prints a line for each. Once a process,
/// after `Session::attach`.
[[nodiscard]] std::vector<CaseResult> run_cases(const RunOptions& options, std::ostream& console);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
