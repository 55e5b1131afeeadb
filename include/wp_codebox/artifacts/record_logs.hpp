#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/test_results.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Records as text files: JSON lines and logs (WPC-ART-024, WPC-ART-025), and the test results that
/// a run has before anyone looked for tests (WPC-ART-023).

namespace WP_CODEBOX_NAMESPACE {

/// One compact JSON object a line; the empty text for no records.
template <class Record>
[[nodiscard]] std::string json_lines(const std::vector<Record>& records) {
  std::string lines;
  for (const Record& record : records) {
    lines += json::to_json(record);
    lines += '\n';
  }
  return lines;
}

/// `logs/runtime.log`: `[<timestamp>] <type> <data>` an event.
[[nodiscard]] std::string runtime_log(const std::vector<LifecycleEvent>& events);

/// `logs/commands.log`: each command with its arguments, exit code and output.
[[nodiscard]] std::string commands_log(const std::vector<ExecutionResult>& commands);

/// `files/test-results.json` of a run whose tests nobody knows.
[[nodiscard]] ArtifactTestResults unknown_test_results();

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/record_logs.inl.hpp"
#endif
