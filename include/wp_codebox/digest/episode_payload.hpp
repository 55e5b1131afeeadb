#pragma once

#include <string>

#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the digest of each part of an episode covers, and the digests themselves. On nodes nothing
/// is copied: the payload goes straight into the hash. A digest that is written over something that
/// is not what the contract asks for is still defined: a member that is absent is hashed as the
/// text `undefined`, as the reference system does.

namespace WP_CODEBOX_NAMESPACE {

/// Covers the schema id, kind (`command` by default), command, args (`[]` by default), then cwd,
/// method, url, path, operation, selector and description if they are texts, timeoutMs if it is a
/// number and metadata if it is an object.
[[nodiscard]] Sha256Bytes action_digest(const json::Node& action, Sha256& hash);

/// Covers the schema id, type, data, observedAt and artifactRefs (`[]` by default); the id is not
/// in it (WPC-OBS-002).
[[nodiscard]] Sha256Bytes observation_digest(const json::Node& observation, Sha256& hash);

/// Covers the schema id, id, createdAt, semantics, metadata and artifactRefs (`[]` by default).
[[nodiscard]] Sha256Bytes snapshot_digest(const json::Node& snapshot, Sha256& hash);

/// Covers the whole value (WPC-EPI-007).
[[nodiscard]] Sha256Bytes execution_digest(const json::Node& execution, Sha256& hash);

/// The record of an action: texts that are empty and members that no record has are left out
/// (WPC-EPI-006). `id` is the record's id; the digest is taken.
[[nodiscard]] RuntimeEpisodeActionRecord action_record(const RuntimeEpisodeActionSpec& action,
                                                       std::string id);

/// The digest that the record of this action has.
[[nodiscard]] RuntimeEpisodeContentDigest action_digest(const RuntimeEpisodeActionSpec& action);
/// The digest of what the record says; its own digest is not looked at.
[[nodiscard]] RuntimeEpisodeContentDigest action_digest(const RuntimeEpisodeActionRecord& record);
/// Its own id and digest are not looked at.
[[nodiscard]] RuntimeEpisodeContentDigest observation_digest(const ObservationResult& observation);
/// Absent semantics count as `metadata-only` (WPC-EPI-009).
[[nodiscard]] RuntimeEpisodeContentDigest snapshot_digest(const Snapshot& snapshot);
/// An execution carries no digest itself; references to it have this one.
[[nodiscard]] RuntimeEpisodeContentDigest execution_digest(const ExecutionResult& execution);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/digest/impl/episode_payload.inl.hpp"
#endif
