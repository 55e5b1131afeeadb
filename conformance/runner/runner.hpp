#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/verdict/case_result.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Runs the cases that are linked into this program, in this process.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The cases of this program, in the order in which GoogleTest knows them.
[[nodiscard]] std::vector<KnownCase> known_cases();

/// Their full names.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<KnownCase>& cases);

/// How to run.
struct RunOptions {
  std::vector<std::string> cases;  ///< Full names.
  /// GoogleTest's seed, from 1 to 99999: the cases run in the order that it gives.
  std::optional<int> seed;
  int repetitions = 1;
  std::function<void(const std::string& name)> on_start;
  std::function<void(CaseResult result)> on_end;
  /// A case that takes longer hangs; without it nothing is limited.
  std::optional<std::chrono::milliseconds> case_limit;
  /// Called from another thread with the case that hangs; must end the process.
  std::function<void(CaseResult hanging)> on_hang;
};

/// Runs the cases one after the other. Once a process, after `Session::attach`.
void run_cases(const RunOptions& options);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
