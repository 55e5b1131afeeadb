#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/verdict/case_result.hpp"
#include "conformance/verdict/known_failures.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Everything that a run found out; its JSON form is the kit's JSON report.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Which set of requirements a run judged.
struct RegisterIdentity {
  double count = 0;
  std::string digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RegisterIdentity&) const = default;
};

inline constexpr json::FieldRow register_identity_fields[] = {
    json::field<&RegisterIdentity::count>("count", "Number of requirements."),
    json::field<&RegisterIdentity::digest>("digest", "SHA-256 of the register's stable form."),
};
inline constexpr json::StructTable RegisterIdentity::table = json::struct_table<RegisterIdentity>(
    "RegisterIdentity", "Which set of requirements a run judged.", register_identity_fields);

/// How many requirements of one level and profile came out how.
struct CountRow {
  Level level = Level::must;
  Profile profile = Profile::core;
  json::Dictionary<double> outcomes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CountRow&) const = default;
};

inline constexpr json::FieldRow count_row_fields[] = {
    json::field<&CountRow::level>("level", "The level."),
    json::field<&CountRow::profile>("profile", "The profile."),
    json::field<&CountRow::outcomes>("outcomes", "Number of requirements by outcome."),
};
inline constexpr json::StructTable CountRow::table = json::struct_table<CountRow>(
    "CountRow", "Requirements of one level and profile by outcome.", count_row_fields);

/// One run of the kit.
struct RunResult {
  json::Constant<"wp-codebox/conformance-report/v1"> schema;
  std::string kitVersion;
  std::string contractVersion;
  RegisterIdentity requirementSet;
  std::string attachment;
  std::optional<std::vector<std::string>> program;
  BackendDescriptor backend;
  std::optional<std::string> mutant;
  std::vector<std::string> filters;
  std::optional<double> seed;
  std::optional<std::string> shard;
  std::optional<double> repetitions;
  bool complete = false;
  std::optional<std::string> interrupted;
  std::vector<std::string> notRun;
  Conformance conformance = Conformance::undecided;
  Conformance coreConformance = Conformance::undecided;
  std::vector<std::string> endFaults;
  std::vector<KnownFailureVerdict> knownFailures;
  std::string startedAt;
  double durationMs = 0;
  std::vector<CountRow> counts;
  std::vector<Verdict> verdicts;
  std::vector<CaseResult> cases;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunResult&) const = default;
};

inline constexpr json::FieldRow run_result_fields[] = {
    json::field<&RunResult::schema>("schema", "Schema id."),
    json::field<&RunResult::kitVersion>("kitVersion", "Version of the kit."),
    json::field<&RunResult::contractVersion>("contractVersion",
                                             "Version of the contract that was judged by."),
    json::field<&RunResult::requirementSet>("requirementSet", "Which requirements were judged."),
    json::field<&RunResult::attachment>("attachment", "How the backend was attached."),
    json::field<&RunResult::program>("program", "The backend's program and its arguments."),
    json::field<&RunResult::backend>("backend", "What the backend says about itself."),
    json::field<&RunResult::mutant>("mutant", "Deliberate fault that was switched on."),
    json::field<&RunResult::filters>("filters", "What the run was restricted to; empty: nothing."),
    json::field<&RunResult::seed>("seed", "Seed of the order of the cases; absent: not shuffled."),
    json::field<&RunResult::shard>("shard", "Which part of the selected cases ran, such as 2/4."),
    json::field<&RunResult::repetitions>("repetitions",
                                         "How often each case was to run; absent: once."),
    json::field<&RunResult::complete>("complete",
                                      "Whether every case that the kit has was run to its end."),
    json::field<&RunResult::interrupted>(
        "interrupted",
        "Why the run did not come to its end; absent when it did. An interrupted run never says "
        "conformant."),
    json::field<&RunResult::notRun>("notRun",
                                    "Selected cases that have no result because of that."),
    json::field<&RunResult::conformance>("conformance", "Verdict over both profiles."),
    json::field<&RunResult::coreConformance>("coreConformance", "Verdict over the core profile."),
    json::field<&RunResult::endFaults>(
        "endFaults",
        "What the backend's program did wrong after the last case; it speaks against "
        "the backend."),
    json::field<&RunResult::knownFailures>("knownFailures",
                                           "Failures that were expected, and what became of them."),
    json::field<&RunResult::startedAt>("startedAt", "When the run began."),
    json::field<&RunResult::durationMs>("durationMs", "How long it took, in milliseconds."),
    json::field<&RunResult::counts>("counts", "Requirements by level, profile and outcome."),
    json::field<&RunResult::verdicts>("verdicts", "One verdict a requirement, register order."),
    json::field<&RunResult::cases>("cases", "The cases that ran, in their order."),
};
inline constexpr json::StructTable RunResult::table =
    json::struct_table<RunResult>("RunResult", "One run of the conformance kit.", run_result_fields,
                                  {.schema_id = "wp-codebox/conformance-report/v1"});

/// Fills in what follows from the cases: verdicts, counts, conformance, the state of known
/// failures. `complete` becomes false when some case of the kit was not selected or did not run.
void conclude(RunResult& run, const Register& requirements, std::span<const KnownCase> known);

/// Whether the run is in order for a build: conformant, or every failure of a MUST requirement is
/// known and no entry of the known failures is out of date.
[[nodiscard]] bool as_expected(const RunResult& run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
