#pragma once

#include <string>
#include <vector>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/wordpress_snapshot.hpp"
#include "wp_codebox/runtime/engine_state.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From a state to the payload of a snapshot, and back.

namespace WP_CODEBOX_NAMESPACE {

/// What a payload says besides the state.
struct StateOrigin {
  std::string snapshot_id;  ///< Id of the snapshot that carries the payload.
  std::string createdAt;    ///< Time of the snapshot.
  RuntimeInfo runtime;      ///< The runtime whose state it is.

  /// In mount order; a restore mounts them again unless told otherwise.
  std::vector<MountSpec> mounts;
};

/// The document `wp-codebox/wordpress-runtime-snapshot/v1` of a state: tables and files in byte
/// order, with their hashes (WPC-SNAP-003).
[[nodiscard]] WordPressRuntimeSnapshot state_document(const EngineState& state,
                                                      const StateOrigin& origin);

/// The state without secrets; files that are no text and hold one are left out. True when it
/// differs from the original: nothing can be restored from it then, and `mark_redacted` says so in
/// the document.
[[nodiscard]] bool redact_state(const Redactor& redactor, EngineState& state);
/// Says in the document that secrets were taken out of the state.
void mark_redacted(WordPressRuntimeSnapshot& document);

/// The state that a snapshot carries: from `metadata.payload` if that is a payload for this kind of
/// backend, else from the file of `metadata.artifact`, whose digest has to fit. Every hash inside
/// is checked, and every path has to stay below wp-content (WPC-RESTORE-002 to WPC-RESTORE-006,
/// WPC-RESTORE-010). Error: `runtime-restore-invalid`.
[[nodiscard]] EngineState read_state(const Snapshot& snapshot, const RuntimeBackendKind& backend);

/// Throws `runtime-restore-invalid`, naming the semantics, unless they are
/// `runtime-state-artifact`.
void require_state_semantics(const Snapshot& snapshot);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/state_snapshot.inl.hpp"
#endif
