#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict/case_result.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Failures that a project knows of and lives with for a while: each has a reason and a last day.

namespace WP_CODEBOX_NAMESPACE {

namespace conformance {

/// What became of an entry.
enum class KnownFailureState : std::uint8_t {
  /// Its cases did not run.
  not_run,
  /// It came out as the entry says.
  seen,
  /// It passes now, so the entry has to go.
  stale,
  /// Its last day is over.
  expired,
  /// There is no such requirement or case.
  unknown,
  /// It came out in another way than the entry says.
  different,
  /// It is flaky, and fails more often than the entry allows.
  too_often
};

}  // namespace conformance

template <>
inline constexpr auto json::enum_texts<conformance::KnownFailureState> =
    json::enum_texts_of("not-run", "seen", "stale", "expired", "unknown", "different", "too-often");

namespace conformance {

/// One failure that is expected.
struct KnownFailure {
  std::string id;
  Outcome outcome = Outcome::fail;
  std::string reason;
  std::optional<std::string> link;
  std::string expires;
  std::optional<double> maximumRate;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const KnownFailure&) const = default;
};

inline constexpr json::FieldRule known_failure_rate{.minimum = 0, .maximum = 1};
inline constexpr json::FieldRow known_failure_fields[] = {
    json::field<&KnownFailure::id>("id", "Id of the requirement, or name of the case.",
                                   &json::rules::non_empty),
    json::field<&KnownFailure::outcome>("outcome", "How it comes out: fail, crash or hang."),
    json::field<&KnownFailure::reason>("reason", "Why it fails, for people.",
                                       &json::rules::non_empty),
    json::field<&KnownFailure::link>("link", "Where its repair is talked about."),
    json::field<&KnownFailure::expires>("expires", "Its last day, such as 2027-03-31 (UTC)."),
    json::field<&KnownFailure::maximumRate>(
        "maximumRate",
        "Makes it a flaky one: the greatest part of its runs that may fail, from 0 to 1.",
        &known_failure_rate),
};
inline constexpr json::StructTable KnownFailure::table = json::struct_table<KnownFailure>(
    "KnownFailure", "One failure that is expected.", known_failure_fields, {.closed = true});

/// The file of known failures.
struct KnownFailuresDocument {
  json::Constant<"wp-codebox/conformance-known-failures/v1"> schema;
  std::vector<KnownFailure> failures;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const KnownFailuresDocument&) const = default;
};

inline constexpr json::FieldRow known_failures_document_fields[] = {
    json::field<&KnownFailuresDocument::schema>("schema", "Schema id."),
    json::field<&KnownFailuresDocument::failures>("failures", "The failures."),
};
inline constexpr json::StructTable KnownFailuresDocument::table =
    json::struct_table<KnownFailuresDocument>(
        "KnownFailuresDocument", "Failures that are expected.", known_failures_document_fields,
        {.schema_id = "wp-codebox/conformance-known-failures/v1", .closed = true});

/// An entry together with what became of it.
struct KnownFailureVerdict {
  KnownFailure entry;
  KnownFailureState state = KnownFailureState::not_run;
  std::string what;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const KnownFailureVerdict&) const = default;
};

inline constexpr json::FieldRow known_failure_verdict_fields[] = {
    json::field<&KnownFailureVerdict::entry>("entry", "The entry of the file."),
    json::field<&KnownFailureVerdict::state>("state", "What became of it."),
    json::field<&KnownFailureVerdict::what>("what", "The same for people."),
};
inline constexpr json::StructTable KnownFailureVerdict::table =
    json::struct_table<KnownFailureVerdict>("KnownFailureVerdict",
                                            "An expected failure and what became of it.",
                                            known_failure_verdict_fields);

/// A file of known failures that cannot be used. Stable code: `conformance-known-failures-invalid`.
class KnownFailuresInvalid : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  [[nodiscard]] static std::string_view code() { return "conformance-known-failures-invalid"; }
};

/// Reads the text of such a file. Throws `KnownFailuresInvalid` with all that is wrong: the form,
/// a date that is none, an outcome that is no failure, an id that stands twice.
[[nodiscard]] std::vector<KnownFailureVerdict> read_known_failures(std::string_view json_text);

/// Whether the state makes a run fail.
[[nodiscard]] bool is_red(KnownFailureState state);

/// Finds out what became of the entries. `now` is a time of the contract's form.
void judge_known_failures(std::vector<KnownFailureVerdict>& entries,
                          std::span<const Verdict> verdicts, std::span<const CaseResult> results,
                          std::span<const KnownCase> known, std::string_view now);

/// Whether a failed requirement is expected to fail: it, or each of its failing cases, is named by
/// an entry that came out as it says.
[[nodiscard]] bool is_excused(const Verdict& verdict, std::span<const CaseResult> results,
                              std::span<const KnownFailureVerdict> entries);

}  // namespace conformance
}  // namespace WP_CODEBOX_NAMESPACE
