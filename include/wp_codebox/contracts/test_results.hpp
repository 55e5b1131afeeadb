#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Tests that a run did: document `wp-codebox/test-results/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// How tests ended.
enum class ArtifactTestStatus : std::uint8_t { passed, failed, skipped, unknown };
template <>
inline constexpr auto json::enum_texts<ArtifactTestStatus> = json::enum_texts_of("passed", "failed",
                                                                                 "skipped",
                                                                                 "unknown");

/// A log to look at.
struct ArtifactTestLogReference {
  std::string path;
  std::string kind;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactTestLogReference&) const = default;
};

/// How many tests there were.
struct ArtifactTestSummary {
  double total = 0;
  double passed = 0;
  double failed = 0;
  double skipped = 0;
  double unknown = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactTestSummary&) const = default;
};

/// One suite.
struct ArtifactTestSuite {
  std::string name;
  ArtifactTestStatus status = ArtifactTestStatus::passed;
  double tests = 0;
  double passed = 0;
  double failed = 0;
  double skipped = 0;
  double unknown = 0;
  std::optional<std::vector<ArtifactTestLogReference>> rawLogReferences;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactTestSuite&) const = default;
};

/// Contract type `ArtifactTestResults`: tests that a run did.
struct ArtifactTestResults {
  json::Constant<"wp-codebox/test-results/v1"> schema;
  ArtifactTestStatus status = ArtifactTestStatus::passed;
  ArtifactTestSummary summary;
  std::vector<ArtifactTestSuite> suites;
  std::vector<ArtifactTestLogReference> rawLogReferences;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactTestResults&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_test_log_reference_fields[] = {
    json::field<&ArtifactTestLogReference::path>("path", "Path inside the bundle."),
    json::field<&ArtifactTestLogReference::kind>("kind", "What it is."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactTestLogReference::table =
    json::struct_table<ArtifactTestLogReference>("ArtifactTestLogReference", "A log to look at.",
                                                 artifact_test_log_reference_fields);

inline constexpr json::FieldRow artifact_test_summary_fields[] = {
    json::field<&ArtifactTestSummary::total>("total", "All of them."),
    json::field<&ArtifactTestSummary::passed>("passed", "Passed ones."),
    json::field<&ArtifactTestSummary::failed>("failed", "Failed ones."),
    json::field<&ArtifactTestSummary::skipped>("skipped", "Skipped ones."),
    json::field<&ArtifactTestSummary::unknown>("unknown", "Ones whose end is not known."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactTestSummary::table =
    json::struct_table<ArtifactTestSummary>("ArtifactTestSummary", "How many tests there were.",
                                            artifact_test_summary_fields);

inline constexpr json::FieldRow artifact_test_suite_fields[] = {
    json::field<&ArtifactTestSuite::name>("name", "Its name."),
    json::field<&ArtifactTestSuite::status>("status", "How it ended."),
    json::field<&ArtifactTestSuite::tests>("tests", "Number of tests."),
    json::field<&ArtifactTestSuite::passed>("passed", "Passed ones."),
    json::field<&ArtifactTestSuite::failed>("failed", "Failed ones."),
    json::field<&ArtifactTestSuite::skipped>("skipped", "Skipped ones."),
    json::field<&ArtifactTestSuite::unknown>("unknown", "Ones whose end is not known."),
    json::field<&ArtifactTestSuite::rawLogReferences>("rawLogReferences", "Logs to look at."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactTestSuite::table =
    json::struct_table<ArtifactTestSuite>("ArtifactTestSuite", "One suite.",
                                          artifact_test_suite_fields);

inline constexpr json::FieldRow artifact_test_results_fields[] = {
    json::field<&ArtifactTestResults::schema>("schema", "Schema id."),
    json::field<&ArtifactTestResults::status>("status", "How they ended."),
    json::field<&ArtifactTestResults::summary>("summary", "How many there were."),
    json::field<&ArtifactTestResults::suites>("suites", "The suites."),
    json::field<&ArtifactTestResults::rawLogReferences>("rawLogReferences", "Logs to look at."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactTestResults::table =
    json::struct_table<ArtifactTestResults>("ArtifactTestResults", "Tests that a run did.",
                                            artifact_test_results_fields,
                                            {.schema_id = "wp-codebox/test-results/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
