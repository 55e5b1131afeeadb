#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/reference_manifest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What one needs to go through a run again: document `wp-codebox/runtime-replay-reference-
/// index/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// A step of the episode.
struct RuntimeReplayAction {
  double index = 0;
  std::string id;
  RuntimeEpisodeTraceRef actionRef;
  RuntimeEpisodeTraceRef executionRef;
  std::optional<RuntimeEpisodeTraceRef> observationRef;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReplayAction&) const = default;
};

/// An observation of the episode.
struct RuntimeReplayObservation {
  std::string id;
  std::string type;
  RuntimeEpisodeTraceRef ref;
  std::vector<RuntimeEpisodeTraceRef> artifactRefs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReplayObservation&) const = default;
};

/// How to go through the run again.
struct RuntimeReplayGuide {
  RuntimeReplayStatus status;
  std::vector<std::string> instructions;
  std::vector<std::string> limitations;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReplayGuide&) const = default;
};

/// Contract type `RuntimeReplayReferenceIndex`: what one needs to go through a run again.
struct RuntimeReplayReferenceIndex {
  json::Constant<"wp-codebox/runtime-replay-reference-index/v1"> schema;
  json::ConstantNumber<1> version;
  std::string id;
  std::string createdAt;
  ContentDigest digest;
  RuntimeInfo runtime;
  RuntimeReferenceBundle artifactBundle;
  json::Dictionary<RuntimeReferenceFile> references;
  std::vector<RuntimeReplayAction> actions;
  std::vector<RuntimeReplayObservation> observations;
  std::vector<RuntimeReferenceSnapshot> snapshots;
  RuntimeReplayGuide replay;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeReplayReferenceIndex&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_replay_action_fields[] = {
    json::field<&RuntimeReplayAction::index>("index", "Position of the step."),
    json::field<&RuntimeReplayAction::id>("id", "Id of the step."),
    json::field<&RuntimeReplayAction::actionRef>("actionRef", "The action."),
    json::field<&RuntimeReplayAction::executionRef>("executionRef", "Its execution."),
    json::field<&RuntimeReplayAction::observationRef>("observationRef",
                                                      "What was observed after it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReplayAction::table =
    json::struct_table<RuntimeReplayAction>("RuntimeReplayAction", "A step of the episode.",
                                            runtime_replay_action_fields);

inline constexpr json::FieldRow runtime_replay_observation_fields[] = {
    json::field<&RuntimeReplayObservation::id>("id", "Its id."),
    json::field<&RuntimeReplayObservation::type>("type", "Its type."),
    json::field<&RuntimeReplayObservation::ref>("ref", "The observation with its digest."),
    json::field<&RuntimeReplayObservation::artifactRefs>("artifactRefs",
                                                         "Files that belong to it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReplayObservation::table =
    json::struct_table<RuntimeReplayObservation>("RuntimeReplayObservation",
                                                 "An observation of the episode.",
                                                 runtime_replay_observation_fields);

inline constexpr json::FieldRow runtime_replay_guide_fields[] = {
    json::field<&RuntimeReplayGuide::status>("status", "How much can be replayed."),
    json::field<&RuntimeReplayGuide::instructions>("instructions", "What to do, for people."),
    json::field<&RuntimeReplayGuide::limitations>("limitations", "What it lacks, for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReplayGuide::table =
    json::struct_table<RuntimeReplayGuide>("RuntimeReplayGuide", "How to go through the run again.",
                                           runtime_replay_guide_fields);

inline constexpr json::FieldRow runtime_replay_reference_index_fields[] = {
    json::field<&RuntimeReplayReferenceIndex::schema>("schema", "Schema id."),
    json::field<&RuntimeReplayReferenceIndex::version>("version", "Version of the document."),
    json::field<&RuntimeReplayReferenceIndex::id>(
        "id", "runtime-replay-reference-index-sha256- and the digest."),
    json::field<&RuntimeReplayReferenceIndex::createdAt>("createdAt", "Time of the collect call."),
    json::field<&RuntimeReplayReferenceIndex::digest>(
        "digest", "Digest of the members but id, createdAt and itself."),
    json::field<&RuntimeReplayReferenceIndex::runtime>("runtime", "The runtime of the manifest."),
    json::field<&RuntimeReplayReferenceIndex::artifactBundle>("artifactBundle", "The bundle."),
    json::field<&RuntimeReplayReferenceIndex::references>(
        "references", "Files of the bundle by role, such as patch."),
    json::field<&RuntimeReplayReferenceIndex::actions>("actions", "The steps of the episode."),
    json::field<&RuntimeReplayReferenceIndex::observations>("observations",
                                                            "The observations of the episode."),
    json::field<&RuntimeReplayReferenceIndex::snapshots>("snapshots", "The snapshots."),
    json::field<&RuntimeReplayReferenceIndex::replay>("replay", "How to go through it again."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeReplayReferenceIndex::table =
    json::struct_table<RuntimeReplayReferenceIndex>(
        "RuntimeReplayReferenceIndex", "What one needs to go through a run again.",
        runtime_replay_reference_index_fields,
        {.schema_id = "wp-codebox/runtime-replay-reference-index/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
