#include "conformance/testcase/case_recorder.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

thread_local bool reporting = false;

}  // namespace

CaseRecorder& CaseRecorder::instance() {
  static CaseRecorder recorder;
  return recorder;
}

void CaseRecorder::begin(std::string name, std::vector<std::string> requirements) {
  const std::lock_guard lock(mutex_);
  case_ = {};
  case_.name = std::move(name);
  case_.requirements = std::move(requirements);
  kit_fault_ = false;
  worst_ = Outcome::fail;
}

void CaseRecorder::count_assertion() {
  const std::lock_guard lock(mutex_);
  ++case_.assertions;
}

void CaseRecorder::report(Finding finding) {
  const std::string text =
      finding.what + "\n  expected: " + finding.expected + "\n  got:      " + finding.got;
  const std::string file = finding.file;
  const int line = static_cast<int>(finding.line);
  {
    const std::lock_guard lock(mutex_);
    case_.findings.push_back(std::move(finding));
  }
  reporting = true;
  ADD_FAILURE_AT(file.c_str(), line) << text;
  reporting = false;
}

void CaseRecorder::report_attachment_fault(Outcome outcome, std::string what) {
  {
    const std::lock_guard lock(mutex_);
    worst_ = heavier(worst_, outcome);
  }
  Finding finding;
  finding.what = "the backend's program";
  finding.expected = "an answer to each call, and nothing but messages of the protocol";
  finding.got = std::move(what);
  report(std::move(finding));
}

void CaseRecorder::report_kit_fault(std::string what) {
  const std::lock_guard lock(mutex_);
  kit_fault_ = true;
  Finding finding;
  finding.what = "the kit itself";
  finding.expected = "no fault";
  finding.got = std::move(what);
  case_.findings.push_back(std::move(finding));
}

void CaseRecorder::mark_not_applicable(std::string capability) {
  const std::lock_guard lock(mutex_);
  case_.capability = std::move(capability);
}

bool CaseRecorder::is_reporting() { return reporting; }

bool CaseRecorder::has_failed() const {
  const std::lock_guard lock(mutex_);
  return kit_fault_ || !case_.findings.empty();
}

CaseResult CaseRecorder::result() const {
  const std::lock_guard lock(mutex_);
  CaseResult result = case_;
  if (kit_fault_) {
    result.outcome = Outcome::kit_error;
  } else if (!result.findings.empty()) {
    result.outcome = worst_;
  } else if (result.capability) {
    result.outcome = Outcome::not_applicable;
  } else if (result.assertions > 0) {
    result.outcome = Outcome::pass;
  } else {
    result.outcome = Outcome::kit_error;
    Finding finding;
    finding.what = "the kit itself";
    finding.expected = "at least one assertion";
    finding.got = "a case that asserted nothing";
    result.findings.push_back(std::move(finding));
  }
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
