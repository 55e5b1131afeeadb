#pragma once

#include <string>

#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The references of an episode's parts, and `runtime-episode.jsonl`.

namespace WP_CODEBOX_NAMESPACE {

/// The reference to an action (WPC-EPI-007); its digest is the record's.
[[nodiscard]] RuntimeEpisodeTraceRef action_ref(const RuntimeEpisodeActionRecord& action);
/// The reference to an execution; the digest covers all of it.
[[nodiscard]] RuntimeEpisodeTraceRef execution_ref(const ExecutionResult& execution);
/// The reference to an observation; an id or digest that it lacks is absent here too.
[[nodiscard]] RuntimeEpisodeTraceRef observation_ref(const ObservationResult& observation);
/// The reference to a bundle: its path is absolute, its digest the content digest.
[[nodiscard]] RuntimeEpisodeTraceRef artifact_bundle_ref(const ArtifactBundle& bundle);

/// The lines of a trace in the contract's order (WPC-EPI-011): the reset, the steps, the snapshots,
/// and the bundle if one was collected. Each ends with a line feed.
[[nodiscard]] std::string episode_json_lines(const RuntimeEpisodeTrace& trace);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/episode_lines.inl.hpp"
#endif
