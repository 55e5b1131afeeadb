#pragma once

#include <string>
#include <utility>
#include <vector>

#include "conformance/report/run_result.hpp"

namespace wp_codebox::conformance {

/// What no report may let through: it ends scripts, comments, attributes, CDATA and code blocks.
inline const std::string hostile_text =
    "</script><img src=x onerror=\"globalThis.hit=1\"><!-- ]]> ``` '\"&amp;\x01\x1b[31m\xff\n# x";

inline CaseResult sample_case(const std::string& name, const std::string& id, Outcome outcome) {
  CaseResult result;
  result.name = name;
  result.requirements = {id};
  result.outcome = outcome;
  result.assertions = 2;
  result.durationMs = 12;
  if (is_finding(outcome) || outcome == Outcome::kit_error) {
    Finding finding;
    finding.what = "the record of the last command";
    finding.expected = "exitCode 1";
    finding.got = "exitCode 0";
    finding.file = "conformance/cases/execute.cpp";
    finding.line = 41;
    result.findings = {finding};
  }
  return result;
}

/// A run with a case of each outcome, concluded over the kit's own register.
inline RunResult sample_run() {
  RunResult run;
  run.kitVersion = "0.1.0";
  run.attachment = "memory";
  run.backend.kind = RuntimeBackendKind("x-test");
  run.backend.name = "tested";
  run.backend.version = "1.2";
  run.startedAt = "2026-11-22T18:00:00.000Z";
  run.durationMs = 1234;
  run.cases = {
      sample_case("Execute.WPC_EXEC_001_passes", "WPC-EXEC-001", Outcome::pass),
      sample_case("Execute.WPC_EXEC_002_fails", "WPC-EXEC-002", Outcome::fail),
      sample_case("Execute.WPC_EXEC_003_crashes", "WPC-EXEC-003", Outcome::crash),
      sample_case("Events.WPC_EVT_001_hangs", "WPC-EVT-001", Outcome::hang),
      sample_case("Events.WPC_EVT_002_kit_error", "WPC-EVT-002", Outcome::kit_error),
      sample_case("Preview.WPC_PRE_008_other", "WPC-PRE-008", Outcome::not_applicable),
  };
  run.cases.back().capability = "preview";
  conclude(run, Register::embedded(), {});
  return run;
}

/// A backend that says hostile things wherever it can.
inline RunResult hostile_run() {
  RunResult run = sample_run();
  run.backend.name = hostile_text;
  run.backend.version = hostile_text;
  run.backend.kind = RuntimeBackendKind(hostile_text);
  run.backend.capabilities = {BackendCapability(hostile_text)};
  run.attachment = hostile_text;
  run.mutant = hostile_text;
  run.filters = {hostile_text};
  run.endFaults = {hostile_text};
  for (CaseResult& result : run.cases) {
    for (Finding& finding : result.findings) {
      finding.what = finding.expected = finding.got = hostile_text;
    }
  }
  CaseResult homeless;
  homeless.name = "Execute." + hostile_text;
  homeless.outcome = Outcome::kit_error;
  run.cases.push_back(std::move(homeless));
  conclude(run, Register::embedded(), {});
  return run;
}

/// The same backend without a fault.
inline RunResult conformant_run() {
  RunResult run = sample_run();
  run.backend.name = "other";
  run.cases.resize(1);
  conclude(run, Register::embedded(), {});
  return run;
}

/// The cases of which `conformant_run` ran one.
inline std::vector<KnownCase> two_cases() {
  return {{"Execute", "WPC_EXEC_001_passes", {"WPC-EXEC-001"}},
          {"Execute", "WPC_EXEC_002_never_ran", {"WPC-EXEC-002"}}};
}

/// A run that was told to leave a case out.
inline RunResult selected_run() {
  RunResult run = conformant_run();
  run.filters = {"WPC-EXEC-001"};
  conclude(run, Register::embedded(), two_cases());
  return run;
}

/// `sample_run` whose first failure is known, with another entry that is out of date.
inline RunResult excused_run() {
  RunResult run = sample_run();
  KnownFailureVerdict seen;
  seen.entry.id = "WPC-EXEC-002";
  seen.entry.reason = "waits for <the engine>";
  seen.entry.expires = "2027-03-31";
  KnownFailureVerdict stale = seen;
  stale.entry.id = "WPC-EXEC-001";
  run.knownFailures = {seen, stale};
  conclude(run, Register::embedded(), two_cases());
  return run;
}

/// A run that ended before its last case.
inline RunResult cut_run() {
  RunResult run = conformant_run();
  run.interrupted = "stopped by SIGTERM";
  run.notRun = {"Execute.WPC_EXEC_002_never_ran"};
  conclude(run, Register::embedded(), two_cases());
  return run;
}

}  // namespace wp_codebox::conformance
