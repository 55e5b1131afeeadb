#pragma once

#include <mutex>
#include <string>

#include "conformance/verdict/case_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Collects what the case that is under way finds out.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One a process, because GoogleTest runs one case at a time. Safe to use from the threads of a
/// case.
class CaseRecorder {
 public:
  [[nodiscard]] static CaseRecorder& instance();

  /// Starts a case; what was collected before is dropped.
  void begin(std::string name, std::vector<std::string> requirements);

  /// Counts one look at the backend, whatever came of it.
  void count_assertion();

  /// Records a finding and makes GoogleTest's test fail.
  void report(Finding finding);

  /// Records a finding about the program that the backend lives in: it decides the outcome.
  void report_attachment_fault(Outcome outcome, std::string what);

  /// Records that the kit itself is at fault; weighs more than any finding.
  void report_kit_fault(std::string what);

  /// Records that the backend does not declare what the case needs.
  void mark_not_applicable(std::string capability);

  /// True while `report` speaks to GoogleTest on this thread, so that a listener can tell our
  /// findings from anything else that fails.
  [[nodiscard]] static bool is_reporting();

  /// Whether the case has findings or faults so far.
  [[nodiscard]] bool has_failed() const;

  /// What was found so far, with the outcome that follows from it: a case without an assertion is
  /// a kit error.
  [[nodiscard]] CaseResult result() const;

 private:
  CaseRecorder() = default;

  mutable std::mutex mutex_;
  CaseResult case_;
  bool kit_fault_ = false;
  Outcome worst_ = Outcome::fail;  ///< When there are findings.
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
