#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/events/run_event.hpp"
#include "conformance/register/register.hpp"
#include "conformance/report/run_result.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From events to the result of a run. Every report is made this way, while the run goes on and
/// after the fact.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Events that are no run of this kit. Stable code: `conformance-events-invalid`.
class EventsInvalid : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  [[nodiscard]] static std::string_view code() { return "conformance-events-invalid"; }
};

/// Takes the events of one run in their order. Not synchronised.
class RunAssembly {
 public:
  /// Throws `EventsInvalid` when the event cannot come now, and when its run was judged by another
  /// set of requirements than this kit has.
  void take(const RunEvent& event);

  /// What is known so far. A run without its last event is interrupted. Throws `EventsInvalid`
  /// before the first event.
  [[nodiscard]] RunResult result() const;

  [[nodiscard]] const std::vector<std::string>& selected() const { return selected_; }
  [[nodiscard]] const std::vector<KnownCase>& known() const { return known_; }

 private:
  void start(const RunEvent& event);

  bool started_ = false;
  bool ended_ = false;
  RunResult head_;
  std::vector<KnownCase> known_;
  std::vector<std::string> selected_;
  std::vector<std::string> order_;   ///< Names of the cases that ended, each once.
  std::vector<CaseResult> results_;  ///< Repetitions stand apart.
  std::string in_flight_;
};

/// A run as its events tell it.
struct RecordedRun {
  RunResult run;
  std::vector<KnownCase> known;
  std::vector<std::string> selected;
};

/// Reads the text of an event file. The last line may be torn, as it is when the kit was killed: it
/// is dropped. Throws `EventsInvalid` with the number of the line that is wrong.
[[nodiscard]] RecordedRun read_recorded_run(std::string_view text);

/// The result alone.
[[nodiscard]] RunResult read_events(std::string_view text);

/// Joins runs of the same kit against the same backend, such as the shards of one, to one result:
/// cases that ran in several count as repetitions. Throws `EventsInvalid` when the versions, the
/// sets of requirements, the backends or the known failures differ, or when there is no run.
[[nodiscard]] RunResult merge_runs(const std::vector<RecordedRun>& runs);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
