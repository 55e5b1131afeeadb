#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "wp_codebox/artifacts/episode_lines.hpp"
#include "wp_codebox/contracts/episode_line.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace episode_lines {

inline RuntimeEpisodeTraceRef ref(KnownTraceRefKind kind, std::string id,
                                  std::optional<RuntimeEpisodeContentDigest> digest) {
  RuntimeEpisodeTraceRef made;
  made.kind = kind;
  made.id = std::move(id);
  made.digest = std::move(digest);
  return made;
}

template <class Line>
void add(std::string& lines, const Line& line) {
  lines += json::to_json(line);
  lines += '\n';
}

}  // namespace episode_lines

WP_CODEBOX_INLINE RuntimeEpisodeTraceRef action_ref(const RuntimeEpisodeActionRecord& action) {
  return episode_lines::ref(KnownTraceRefKind::action, action.id, action.digest);
}

WP_CODEBOX_INLINE RuntimeEpisodeTraceRef execution_ref(const ExecutionResult& execution) {
  return episode_lines::ref(KnownTraceRefKind::execution, execution.id,
                            execution_digest(execution));
}

WP_CODEBOX_INLINE RuntimeEpisodeTraceRef observation_ref(const ObservationResult& observation) {
  return episode_lines::ref(KnownTraceRefKind::observation, observation.id.value_or(std::string()),
                            observation.digest);
}

WP_CODEBOX_INLINE RuntimeEpisodeTraceRef artifact_bundle_ref(const ArtifactBundle& bundle) {
  RuntimeEpisodeTraceRef made =
      episode_lines::ref(KnownTraceRefKind::artifact_bundle, bundle.id,
                         RuntimeEpisodeContentDigest::of(bundle.contentDigest));
  made.artifactId = bundle.id;
  made.path = bundle.directory;
  return made;
}

WP_CODEBOX_INLINE std::string episode_json_lines(const RuntimeEpisodeTrace& trace) {
  std::string lines;
  episode_lines::add(lines,
                     RuntimeEpisodeResetLine{
                         {}, trace.reset.id, trace.reset.runtime, trace.reset.observationRefs, {}});
  for (const RuntimeEpisodeStepResult& step : trace.steps) {
    episode_lines::add(
        lines,
        RuntimeEpisodeStepLine{
            {}, step.id, step.index, step.actionRef, step.executionRef, step.observationRef, {}});
  }
  for (const Snapshot& snapshot : trace.snapshots) {
    episode_lines::add(
        lines,
        RuntimeEpisodeSnapshotLine{
            {},
            snapshot.id,
            snapshot.createdAt,
            snapshot.semantics.value_or(SnapshotSemantics(KnownSnapshotSemantics::metadata_only)),
            snapshot.artifactRefs.value_or(std::vector<RuntimeEpisodeTraceRef>()),
            {}});
  }
  if (trace.artifacts && trace.artifactRef) {
    episode_lines::add(
        lines, RuntimeEpisodeArtifactsLine{{}, trace.artifacts->id, *trace.artifactRef, {}});
  }
  return lines;
}

}  // namespace WP_CODEBOX_NAMESPACE
