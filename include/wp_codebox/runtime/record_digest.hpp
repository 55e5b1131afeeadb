#pragma once

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The digests of what a runtime records.

namespace WP_CODEBOX_NAMESPACE {

/// Over schema, type, data, observedAt and artifactRefs (`[]` when absent); the id is not in it
/// (WPC-OBS-002).
[[nodiscard]] RuntimeEpisodeContentDigest observation_digest(const ObservationResult& observation);

/// Over schema, id, createdAt, semantics, metadata and artifactRefs (`[]` when absent); absent
/// semantics count as `metadata-only` (WPC-SNAP-002).
[[nodiscard]] RuntimeEpisodeContentDigest snapshot_digest(const Snapshot& snapshot);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/record_digest.inl.hpp"
#endif
