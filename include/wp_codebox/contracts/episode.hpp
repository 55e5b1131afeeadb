#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What happened in an episode: contract types `RuntimeEpisodeResetResult`,
/// `RuntimeEpisodeStepResult` and `RuntimeEpisodeTrace`, and the result of checking a trace. The
/// check itself is in `validation/trace.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `RuntimeEpisodeResetResult`.
struct RuntimeEpisodeResetResult {
  std::string id;
  RuntimeInfo runtime;
  std::vector<ObservationResult> observations;
  std::vector<RuntimeEpisodeTraceRef> observationRefs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeResetResult&) const = default;
};

/// Contract type `RuntimeEpisodeStepResult`.
struct RuntimeEpisodeStepResult {
  std::string id;
  double index = 0;
  RuntimeEpisodeActionRecord action;
  RuntimeEpisodeTraceRef actionRef;
  ExecutionResult execution;
  RuntimeEpisodeTraceRef executionRef;
  std::optional<ObservationResult> observation;
  std::optional<RuntimeEpisodeTraceRef> observationRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeStepResult&) const = default;
};

/// Contract type `RuntimeEpisodeTrace`.
struct RuntimeEpisodeTrace {
  json::Constant<"wp-codebox/runtime-episode-trace/v1"> schema;
  json::ConstantNumber<1> version;
  std::string id;
  std::string createdAt;
  RuntimeInfo runtime;
  RuntimeEpisodeResetResult reset;
  std::vector<RuntimeEpisodeStepResult> steps;
  std::vector<Snapshot> snapshots;
  std::optional<ArtifactBundle> artifacts;
  std::optional<RuntimeEpisodeTraceRef> artifactRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeTrace&) const = default;
};

/// Contract type `RuntimeEpisodeTraceValidationIssue`.
struct RuntimeEpisodeTraceValidationIssue {
  std::string path;
  std::string message;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeTraceValidationIssue&) const = default;
};

/// Contract type `RuntimeEpisodeTraceValidationResult`.
struct RuntimeEpisodeTraceValidationResult {
  bool valid = true;
  json::Constant<"wp-codebox/runtime-episode-trace/v1"> schema;
  std::vector<RuntimeEpisodeTraceValidationIssue> issues;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeTraceValidationResult&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_episode_reset_result_fields[] = {
    json::field<&RuntimeEpisodeResetResult::id>(
        "id", "Id of the runtime, :reset: and how many resets came before."),
    json::field<&RuntimeEpisodeResetResult::runtime>("runtime", "The runtime that was created."),
    json::field<&RuntimeEpisodeResetResult::observations>("observations",
                                                          "What was observed after the reset."),
    json::field<&RuntimeEpisodeResetResult::observationRefs>("observationRefs",
                                                             "A reference to each of them."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeResetResult::table =
    json::struct_table<RuntimeEpisodeResetResult>("RuntimeEpisodeResetResult",
                                                  "The beginning of an episode.",
                                                  runtime_episode_reset_result_fields);

inline constexpr json::FieldRow runtime_episode_step_result_fields[] = {
    json::field<&RuntimeEpisodeStepResult::id>("id", "Id of the execution, :step: and the index."),
    json::field<&RuntimeEpisodeStepResult::index>("index", "Position among the steps, from 0."),
    json::field<&RuntimeEpisodeStepResult::action>("action", "What was done."),
    json::field<&RuntimeEpisodeStepResult::actionRef>("actionRef", "A reference to it."),
    json::field<&RuntimeEpisodeStepResult::execution>("execution", "What came of it."),
    json::field<&RuntimeEpisodeStepResult::executionRef>("executionRef", "A reference to that."),
    json::field<&RuntimeEpisodeStepResult::observation>("observation",
                                                        "What was observed afterwards."),
    json::field<&RuntimeEpisodeStepResult::observationRef>("observationRef",
                                                           "A reference to that."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeStepResult::table =
    json::struct_table<RuntimeEpisodeStepResult>(
        "RuntimeEpisodeStepResult", "One step of an episode.", runtime_episode_step_result_fields);

inline constexpr json::FieldRow runtime_episode_trace_fields[] = {
    json::field<&RuntimeEpisodeTrace::schema>("schema", "Schema id."),
    json::field<&RuntimeEpisodeTrace::version>("version", "Version of the document."),
    json::field<&RuntimeEpisodeTrace::id>("id", "trace- and the id of the runtime."),
    json::field<&RuntimeEpisodeTrace::createdAt>("createdAt",
                                                 "Time at which the trace was first asked for."),
    json::field<&RuntimeEpisodeTrace::runtime>("runtime", "The runtime."),
    json::field<&RuntimeEpisodeTrace::reset>("reset", "The beginning."),
    json::field<&RuntimeEpisodeTrace::steps>("steps", "The steps, in their order."),
    json::field<&RuntimeEpisodeTrace::snapshots>("snapshots", "The snapshots, in their order."),
    json::field<&RuntimeEpisodeTrace::artifacts>("artifacts", "The bundle, once it was collected."),
    json::field<&RuntimeEpisodeTrace::artifactRef>("artifactRef", "A reference to it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeTrace::table =
    json::struct_table<RuntimeEpisodeTrace>("RuntimeEpisodeTrace", "What happened in an episode.",
                                            runtime_episode_trace_fields,
                                            {.schema_id = "wp-codebox/runtime-episode-trace/v1"});

inline constexpr json::FieldRow runtime_episode_trace_validation_issue_fields[] = {
    json::field<&RuntimeEpisodeTraceValidationIssue::path>(
        "path", "Where in the trace, such as $.steps[0].id."),
    json::field<&RuntimeEpisodeTraceValidationIssue::message>("message",
                                                              "What is wrong, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeTraceValidationIssue::table =
    json::struct_table<RuntimeEpisodeTraceValidationIssue>(
        "RuntimeEpisodeTraceValidationIssue", "One thing that is wrong with a trace.",
        runtime_episode_trace_validation_issue_fields);

inline constexpr json::FieldRow runtime_episode_trace_validation_result_fields[] = {
    json::field<&RuntimeEpisodeTraceValidationResult::valid>("valid", "Whether there is no issue."),
    json::field<&RuntimeEpisodeTraceValidationResult::schema>("schema", "Schema id of traces."),
    json::field<&RuntimeEpisodeTraceValidationResult::issues>(
        "issues", "What is wrong, in the order of the checks."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeTraceValidationResult::table =
    json::struct_table<RuntimeEpisodeTraceValidationResult>(
        "RuntimeEpisodeTraceValidationResult", "Result of checking a trace.",
        runtime_episode_trace_validation_result_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
