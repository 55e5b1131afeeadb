#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "conformance/events/run_assembly.hpp"
#include "conformance/events/run_event.hpp"
#include "conformance/report/run_result.hpp"
#include "conformance/verdict/case_result.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Where everything that happens in a run goes: the event file, the console, the result.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The log of one run. Each event is in the file, handed to the system, before the call returns.
/// All members may be called from several threads.
class RunLog {
 public:
  /// Without a file the events are only kept.
  RunLog(std::ostream& console, std::optional<std::filesystem::path> event_file);

  /// The run is about to begin; `head` has all but cases. `known` and `selected` are full names of
  /// cases, of which each runs `repetitions` times. Makes the event file; what it held before is
  /// gone. This and what follows throw `std::filesystem::filesystem_error` when it cannot be
  /// written.
  void start(RunResult head, std::vector<std::string> known, std::vector<std::string> selected);
  void start_case(const std::string& name);
  void end_case(const CaseResult& result);
  /// The run ended. `interrupted` says why before its time, if so.
  void end(std::vector<std::string> end_faults, std::optional<std::string> interrupted);

  /// What is known so far.
  [[nodiscard]] RunResult result() const;

 private:
  void open_file();
  void write(RunEvent event);

  std::ostream& console_;
  std::optional<std::filesystem::path> path_;
  mutable std::mutex mutex_;
  std::ofstream file_;
  RunAssembly assembly_;
  Clock clock_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::size_t count_ = 0;  ///< Cases that started.
  std::size_t total_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
