#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/verdict/outcome.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What one case found out.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One thing that was not as required.
struct Finding {
  std::string what;
  std::string expected;
  std::string got;
  std::string file;
  double line = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Finding&) const = default;
};

inline constexpr json::FieldRow finding_fields[] = {
    json::field<&Finding::what>("what", "What was looked at."),
    json::field<&Finding::expected>("expected", "What the requirement asks for."),
    json::field<&Finding::got>("got", "What came."),
    json::field<&Finding::file>("file", "Source file of the check; empty when unknown."),
    json::field<&Finding::line>("line", "Its line; 0 when unknown."),
};
inline constexpr json::StructTable Finding::table =
    json::struct_table<Finding>("Finding", "One thing that was not as required.", finding_fields);

/// One case of a run.
struct CaseResult {
  std::string name;
  std::vector<std::string> requirements;
  Outcome outcome = Outcome::kit_error;
  std::optional<std::string> capability;
  double assertions = 0;
  double durationMs = 0;
  std::vector<Finding> findings;
  std::optional<std::string> transcript;
  std::optional<json::Dictionary<double>> outcomes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CaseResult&) const = default;
};

inline constexpr json::FieldRow case_result_fields[] = {
    json::field<&CaseResult::name>("name", "Name of the case: suite, dot, test."),
    json::field<&CaseResult::requirements>("requirements", "Ids of the requirements it checks."),
    json::field<&CaseResult::outcome>("outcome", "How it came out."),
    json::field<&CaseResult::capability>("capability",
                                         "Undeclared capability that makes it not applicable."),
    json::field<&CaseResult::assertions>("assertions", "Number of things that it looked at."),
    json::field<&CaseResult::durationMs>("durationMs", "How long it took, in milliseconds."),
    json::field<&CaseResult::findings>("findings", "What was not as required."),
    json::field<&CaseResult::transcript>(
        "transcript", "File with the messages that passed during the case; absent: none was kept."),
    json::field<&CaseResult::outcomes>(
        "outcomes",
        "Number of times by outcome, when the case ran more than once; several outcomes: it is "
        "flaky, and the heaviest one counts."),
};
inline constexpr json::StructTable CaseResult::table =
    json::struct_table<CaseResult>("CaseResult", "One case of a run.", case_result_fields);

/// Whether repetitions of the case came out in different ways.
[[nodiscard]] bool is_flaky(const CaseResult& result);

/// The part of the repetitions that spoke against the backend, from 0 to 1.
[[nodiscard]] double failure_rate(const CaseResult& result);

/// One result from the repetitions of a case, in their order: the heaviest outcome with its
/// findings, the longest duration, and how often it came out how. `repetitions` is not empty.
[[nodiscard]] CaseResult joined_repetitions(std::span<const CaseResult> repetitions);

/// The requirement ids that a case's name begins with, in order: `WPC_EXEC_002_failing_command…`
/// checks `WPC-EXEC-002`; several stand one after the other. `name` is the test's name, without
/// its suite.
[[nodiscard]] std::vector<std::string> requirements_in_name(std::string_view name);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
