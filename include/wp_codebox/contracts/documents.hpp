#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

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
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Every document of the contract: its kind, its schema id and its type. Including this includes
/// all contract types.

namespace WP_CODEBOX_NAMESPACE {

/// One kind of document.
struct DocumentType {
  /// Name on command lines and of the schema's file, such as `workspace-recipe`.
  std::string_view kind;
  /// The contract's schema id; for a document without one an id of ours in the same form.
  std::string_view schema_id;
  /// Whether the contract gave the id.
  bool contract_id;
  const json::TypeRow* type;
  /// Reads a document into its type and reports what does not fit.
  void (*check)(const json::Node& document, json::Issues& issues);
  /// Reads a document into its type and writes it back as compact JSON: the same document when
  /// nothing was reported.
  std::string (*rewrite)(const json::Node& document, json::Issues& issues);
  /// One sentence; empty when the type's table has it.
  std::string_view description = {};

  /// The sentence that describes the document.
  [[nodiscard]] constexpr std::string_view words() const {
    return description.empty() ? type->table->doc : description;
  }
};

/// For the rows of `document_types`.
namespace document_rows {

template <class T>
void check(const json::Node& document, json::Issues& issues) {
  T value{};
  json::decode(document, value, issues);
}

template <class T>
std::string rewrite(const json::Node& document, json::Issues& issues) {
  T value{};
  json::decode(document, value, issues);
  return json::to_json(value);
}

template <class T>
consteval DocumentType contract(std::string_view kind) {
  return {kind, T::table.schema_id, true, &json::type_row<T>, &check<T>, &rewrite<T>};
}

template <class T>
consteval DocumentType ours(std::string_view kind, std::string_view id,
                            std::string_view description = {}) {
  return {kind, id, false, &json::type_row<T>, &check<T>, &rewrite<T>, description};
}

}  // namespace document_rows

/// All documents: those with an id of the contract first.
inline constexpr DocumentType document_types[] = {
    document_rows::contract<WorkspaceRecipe>("workspace-recipe"),
    document_rows::contract<ConnectorCredentialEnvelope>("connector-credentials"),
    document_rows::contract<SandboxWorkspaceContract>("sandbox-workspace"),
    document_rows::contract<SandboxToolPolicy>("sandbox-tool-policy"),
    document_rows::contract<CommandCatalog>("command-catalog"),
    document_rows::contract<RuntimeEpisodeTrace>("runtime-episode-trace"),
    document_rows::contract<RuntimeEpisodeActionRecord>("runtime-episode-action"),
    document_rows::contract<ObservationResult>("runtime-episode-observation"),
    document_rows::contract<Snapshot>("runtime-episode-snapshot"),
    document_rows::contract<RuntimeSnapshotBundle>("runtime-snapshot-bundle"),
    document_rows::contract<WordPressRuntimeSnapshot>("wordpress-runtime-snapshot"),
    document_rows::contract<WordPressStateExport>("wordpress-state-export"),
    document_rows::contract<WordPressStateSection>("wordpress-state-section"),
    document_rows::contract<BrowserStartupProgressEvent>("browser-startup-progress"),
    document_rows::contract<HostToolResult>("host-tool-result"),
    document_rows::contract<RuntimeActionObservation>("runtime-action-observation"),
    document_rows::contract<ArtifactChangedFiles>("changed-files"),
    document_rows::contract<WorkspacePatch>("workspace-patch"),
    document_rows::contract<ArtifactDiagnostics>("artifact-diagnostics"),
    document_rows::contract<ArtifactTestResults>("test-results"),
    document_rows::contract<ArtifactReview>("artifact-review"),
    document_rows::contract<ArtifactRedactionSummary>("artifact-redaction"),
    document_rows::contract<ArtifactPackageProvenance>("package-provenance"),
    document_rows::contract<RuntimeReferenceManifest>("runtime-reference-manifest"),
    document_rows::contract<RuntimeReferenceIndex>("runtime-reference-index"),
    document_rows::contract<RuntimeReplayReferenceIndex>("runtime-replay-reference-index"),
    document_rows::contract<ArtifactPreviewEvidence>("preview-evidence"),
    document_rows::contract<ArtifactPreviewSessionEvidence>("preview-session-evidence"),
    document_rows::contract<RunAttestation>("run-attestation"),
    document_rows::contract<RedactedSecretEnvelope>("redacted-secret-envelope"),
    document_rows::contract<WorkspacePolicyResult>("workspace-policy-result"),
    document_rows::contract<WorkspacePolicyArtifacts>("workspace-policy-artifacts"),
    document_rows::contract<ArtifactBundleVerification>("artifact-bundle-verification"),
    document_rows::contract<ArtifactBundleApplyPreflight>("artifact-bundle-apply-preflight"),
    document_rows::contract<ArtifactBundleApplyPayload>("artifact-bundle-apply-payload"),
    document_rows::ours<ArtifactManifest>("artifact-manifest", "wp-codebox/artifact-manifest/v1"),
    document_rows::ours<ArtifactMetadata>("artifact-metadata", "wp-codebox/artifact-metadata/v1"),
    document_rows::ours<ArtifactProvenance>("artifact-provenance",
                                            "wp-codebox/artifact-provenance/v1"),
    document_rows::ours<ArtifactSpec>("artifact-spec", "wp-codebox/artifact-spec/v1"),
    document_rows::ours<ArtifactBundle>("artifact-bundle", "wp-codebox/artifact-bundle/v1"),
    document_rows::ours<ArtifactPreview>("artifact-preview", "wp-codebox/artifact-preview/v1"),
    document_rows::ours<std::vector<MountSpec>>("mounts", "wp-codebox/mounts/v1",
                                                "The mounts of a runtime, in mount order."),
    document_rows::ours<std::vector<ArtifactMountDiff>>("mount-diffs", "wp-codebox/mount-diffs/v1",
                                                        "What became of each readwrite mount."),
    document_rows::ours<ArtifactMountedFiles>("mounted-files", "wp-codebox/mounted-files/v1"),
    document_rows::ours<BlueprintAfter>("blueprint-after", "wp-codebox/blueprint-after/v1"),
    document_rows::ours<BlueprintAfterNotes>("blueprint-after-notes",
                                             "wp-codebox/blueprint-after-notes/v1"),
    document_rows::ours<ArtifactReviewBrowserSummary>("browser-summary",
                                                      "wp-codebox/browser-summary/v1"),
    document_rows::ours<RuntimePolicy>("runtime-policy", "wp-codebox/runtime-policy/v1"),
    document_rows::ours<RuntimeInfo>("runtime-info", "wp-codebox/runtime-info/v1"),
    document_rows::ours<RuntimeCreateSpec>("runtime-create-spec",
                                           "wp-codebox/runtime-create-spec/v1"),
    document_rows::ours<RuntimeRestoreSpec>("runtime-restore-spec",
                                            "wp-codebox/runtime-restore-spec/v1"),
    document_rows::ours<RuntimeEpisodeSpec>("runtime-episode-spec",
                                            "wp-codebox/runtime-episode-spec/v1"),
    document_rows::ours<RuntimeEpisodeActionSpec>("runtime-episode-action-spec",
                                                  "wp-codebox/runtime-episode-action-spec/v1"),
    document_rows::ours<ExecutionSpec>("execution-spec", "wp-codebox/execution-spec/v1"),
    document_rows::ours<ExecutionResult>("execution-result", "wp-codebox/execution-result/v1"),
    document_rows::ours<ObservationSpec>("observation-spec", "wp-codebox/observation-spec/v1"),
    document_rows::ours<LifecycleEvent>("lifecycle-event", "wp-codebox/lifecycle-event/v1"),
    document_rows::ours<RuntimeAction>("runtime-action", "wp-codebox/runtime-action/v1",
                                       "One of the five actions, told apart by `type`."),
    document_rows::ours<BackendDescriptor>("backend-descriptor",
                                           "wp-codebox/backend-descriptor/v1"),
};

/// The document of that kind; null when there is none.
[[nodiscard]] constexpr const DocumentType* find_document(std::string_view kind) {
  const auto* row = std::find_if(std::begin(document_types), std::end(document_types),
                                 [kind](const auto& type) { return type.kind == kind; });
  return row == std::end(document_types) ? nullptr : row;
}

/// The document of that schema id; null when there is none.
[[nodiscard]] constexpr const DocumentType* find_document_of_schema(std::string_view schema_id) {
  const auto* row =
      std::find_if(std::begin(document_types), std::end(document_types),
                   [schema_id](const auto& type) { return type.schema_id == schema_id; });
  return row == std::end(document_types) ? nullptr : row;
}

}  // namespace WP_CODEBOX_NAMESPACE
