#pragma once

#include <span>
#include <string_view>

#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/apply.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/attestation.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/blueprint.hpp"
#include "wp_codebox/contracts/browser_summary.hpp"
#include "wp_codebox/contracts/changed_files.hpp"
#include "wp_codebox/contracts/command_catalog.hpp"
#include "wp_codebox/contracts/connector_credentials.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/diagnostics.hpp"
#include "wp_codebox/contracts/diffs.hpp"
#include "wp_codebox/contracts/document_type.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/contracts/episode_spec.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/contracts/metadata.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/mounted_files.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/preview_evidence.hpp"
#include "wp_codebox/contracts/preview_session_evidence.hpp"
#include "wp_codebox/contracts/provenance.hpp"
#include "wp_codebox/contracts/recipe.hpp"
#include "wp_codebox/contracts/redaction_summary.hpp"
#include "wp_codebox/contracts/reference_index.hpp"
#include "wp_codebox/contracts/reference_manifest.hpp"
#include "wp_codebox/contracts/replay_index.hpp"
#include "wp_codebox/contracts/review.hpp"
#include "wp_codebox/contracts/runtime_action.hpp"
#include "wp_codebox/contracts/runtime_action_observation.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/sandbox_tool_policy.hpp"
#include "wp_codebox/contracts/sandbox_workspace.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/snapshot_bundle.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/contracts/test_results.hpp"
#include "wp_codebox/contracts/verification.hpp"
#include "wp_codebox/contracts/wordpress_snapshot.hpp"
#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/contracts/wordpress_state_section.hpp"
#include "wp_codebox/contracts/workspace_patch.hpp"
#include "wp_codebox/contracts/workspace_policy.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Every document of the contract: its kind, its schema id and its type. Including this includes
/// all contract types.

namespace WP_CODEBOX_NAMESPACE {

/// All documents: those with an id of the contract first.
extern const std::span<const DocumentType> document_types;

/// The document of that kind; null when there is none.
[[nodiscard]] const DocumentType* find_document(std::string_view kind);

/// The document of that schema id; null when there is none.
[[nodiscard]] const DocumentType* find_document_of_schema(std::string_view schema_id);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/documents.inl.hpp"
#endif
