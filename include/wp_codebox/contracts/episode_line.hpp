#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The lines of `runtime-episode.jsonl`: one for the reset, one a step, one a snapshot, one for the
/// bundle.

namespace WP_CODEBOX_NAMESPACE {

/// The first line of an episode.
struct RuntimeEpisodeResetLine {
  json::Constant<"episode.reset"> type;
  std::string id;
  RuntimeInfo runtime;
  std::vector<RuntimeEpisodeTraceRef> observations;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeResetLine&) const = default;
};

/// The line of a step.
struct RuntimeEpisodeStepLine {
  json::Constant<"episode.step"> type;
  std::string id;
  double index = 0;
  RuntimeEpisodeTraceRef actionRef;
  RuntimeEpisodeTraceRef executionRef;
  std::optional<RuntimeEpisodeTraceRef> observationRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeStepLine&) const = default;
};

/// The line of a snapshot.
struct RuntimeEpisodeSnapshotLine {
  json::Constant<"episode.snapshot"> type;
  std::string id;
  std::string createdAt;
  SnapshotSemantics semantics;
  std::vector<RuntimeEpisodeTraceRef> artifactRefs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeSnapshotLine&) const = default;
};

/// The last line of an episode whose bundle was collected.
struct RuntimeEpisodeArtifactsLine {
  json::Constant<"episode.artifacts"> type;
  std::string id;
  RuntimeEpisodeTraceRef artifactRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeArtifactsLine&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_episode_reset_line_fields[] = {
    json::field<&RuntimeEpisodeResetLine::type>("type", "What this line is."),
    json::field<&RuntimeEpisodeResetLine::id>("id", "Id of the reset."),
    json::field<&RuntimeEpisodeResetLine::runtime>("runtime", "The runtime that was created."),
    json::field<&RuntimeEpisodeResetLine::observations>("observations",
                                                        "References to what was observed."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeResetLine::table =
    json::struct_table<RuntimeEpisodeResetLine>("RuntimeEpisodeResetLine",
                                                "The first line of an episode.",
                                                runtime_episode_reset_line_fields);

inline constexpr json::FieldRow runtime_episode_step_line_fields[] = {
    json::field<&RuntimeEpisodeStepLine::type>("type", "What this line is."),
    json::field<&RuntimeEpisodeStepLine::id>("id", "Id of the step."),
    json::field<&RuntimeEpisodeStepLine::index>("index", "Position among the steps, from 0."),
    json::field<&RuntimeEpisodeStepLine::actionRef>("actionRef", "What was done."),
    json::field<&RuntimeEpisodeStepLine::executionRef>("executionRef", "What came of it."),
    json::field<&RuntimeEpisodeStepLine::observationRef>("observationRef",
                                                         "What was observed afterwards."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeStepLine::table =
    json::struct_table<RuntimeEpisodeStepLine>("RuntimeEpisodeStepLine", "The line of a step.",
                                               runtime_episode_step_line_fields);

inline constexpr json::FieldRow runtime_episode_snapshot_line_fields[] = {
    json::field<&RuntimeEpisodeSnapshotLine::type>("type", "What this line is."),
    json::field<&RuntimeEpisodeSnapshotLine::id>("id", "Id of the snapshot."),
    json::field<&RuntimeEpisodeSnapshotLine::createdAt>("createdAt", "When it was taken."),
    json::field<&RuntimeEpisodeSnapshotLine::semantics>("semantics", "What can be done with it."),
    json::field<&RuntimeEpisodeSnapshotLine::artifactRefs>("artifactRefs",
                                                           "Files that hold the state."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeSnapshotLine::table =
    json::struct_table<RuntimeEpisodeSnapshotLine>("RuntimeEpisodeSnapshotLine",
                                                   "The line of a snapshot.",
                                                   runtime_episode_snapshot_line_fields);

inline constexpr json::FieldRow runtime_episode_artifacts_line_fields[] = {
    json::field<&RuntimeEpisodeArtifactsLine::type>("type", "What this line is."),
    json::field<&RuntimeEpisodeArtifactsLine::id>("id", "Id of the bundle."),
    json::field<&RuntimeEpisodeArtifactsLine::artifactRef>("artifactRef", "The bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeArtifactsLine::table =
    json::struct_table<RuntimeEpisodeArtifactsLine>(
        "RuntimeEpisodeArtifactsLine", "The last line of an episode whose bundle was collected.",
        runtime_episode_artifacts_line_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
