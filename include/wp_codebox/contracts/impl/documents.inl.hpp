#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/document_rows.hpp"
#include "wp_codebox/contracts/documents.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace document_rows {

inline constexpr DocumentType all[] = {
    contract<WorkspaceRecipe>("workspace-recipe"),
    contract<ConnectorCredentialEnvelope>("connector-credentials"),
    contract<SandboxWorkspaceContract>("sandbox-workspace"),
    contract<SandboxToolPolicy>("sandbox-tool-policy"),
    contract<CommandCatalog>("command-catalog"),
    contract<RuntimeEpisodeTrace>("runtime-episode-trace"),
    contract<RuntimeEpisodeActionRecord>("runtime-episode-action"),
    contract<ObservationResult>("runtime-episode-observation"),
    contract<Snapshot>("runtime-episode-snapshot"),
    contract<RuntimeSnapshotBundle>("runtime-snapshot-bundle"),
    contract<WordPressRuntimeSnapshot>("wordpress-runtime-snapshot"),
    contract<WordPressStateExport>("wordpress-state-export"),
    contract<WordPressStateSection>("wordpress-state-section"),
    contract<BrowserStartupProgressEvent>("browser-startup-progress"),
    contract<HostToolResult>("host-tool-result"),
    contract<RuntimeActionObservation>("runtime-action-observation"),
    contract<ArtifactChangedFiles>("changed-files"),
    contract<WorkspacePatch>("workspace-patch"),
    contract<ArtifactDiagnostics>("artifact-diagnostics"),
    contract<ArtifactTestResults>("test-results"),
    contract<ArtifactReview>("artifact-review"),
    contract<ArtifactRedactionSummary>("artifact-redaction"),
    contract<ArtifactPackageProvenance>("package-provenance"),
    contract<RuntimeReferenceManifest>("runtime-reference-manifest"),
    contract<RuntimeReferenceIndex>("runtime-reference-index"),
    contract<RuntimeReplayReferenceIndex>("runtime-replay-reference-index"),
    contract<ArtifactPreviewEvidence>("preview-evidence"),
    contract<ArtifactPreviewSessionEvidence>("preview-session-evidence"),
    contract<RunAttestation>("run-attestation"),
    contract<RedactedSecretEnvelope>("redacted-secret-envelope"),
    contract<WorkspacePolicyResult>("workspace-policy-result"),
    contract<WorkspacePolicyArtifacts>("workspace-policy-artifacts"),
    contract<ArtifactBundleVerification>("artifact-bundle-verification"),
    contract<ArtifactBundleApplyPreflight>("artifact-bundle-apply-preflight"),
    contract<ArtifactBundleApplyPayload>("artifact-bundle-apply-payload"),
    ours<ArtifactManifest>("artifact-manifest", "wp-codebox/artifact-manifest/v1"),
    ours<ArtifactMetadata>("artifact-metadata", "wp-codebox/artifact-metadata/v1"),
    ours<ArtifactProvenance>("artifact-provenance", "wp-codebox/artifact-provenance/v1"),
    ours<ArtifactSpec>("artifact-spec", "wp-codebox/artifact-spec/v1"),
    ours<ArtifactBundle>("artifact-bundle", "wp-codebox/artifact-bundle/v1"),
    ours<ArtifactPreview>("artifact-preview", "wp-codebox/artifact-preview/v1"),
    ours<std::vector<MountSpec>>("mounts", "wp-codebox/mounts/v1",
                                 "The mounts of a runtime, in mount order."),
    ours<std::vector<ArtifactMountDiff>>("mount-diffs", "wp-codebox/mount-diffs/v1",
                                         "What became of each readwrite mount."),
    ours<ArtifactMountedFiles>("mounted-files", "wp-codebox/mounted-files/v1"),
    ours<BlueprintAfter>("blueprint-after", "wp-codebox/blueprint-after/v1"),
    ours<BlueprintAfterNotes>("blueprint-after-notes", "wp-codebox/blueprint-after-notes/v1"),
    ours<ArtifactReviewBrowserSummary>("browser-summary", "wp-codebox/browser-summary/v1"),
    ours<RuntimePolicy>("runtime-policy", "wp-codebox/runtime-policy/v1"),
    ours<RuntimeInfo>("runtime-info", "wp-codebox/runtime-info/v1"),
    ours<RuntimeCreateSpec>("runtime-create-spec", "wp-codebox/runtime-create-spec/v1"),
    ours<RuntimeRestoreSpec>("runtime-restore-spec", "wp-codebox/runtime-restore-spec/v1"),
    ours<RuntimeEpisodeSpec>("runtime-episode-spec", "wp-codebox/runtime-episode-spec/v1"),
    ours<RuntimeEpisodeActionSpec>("runtime-episode-action-spec",
                                   "wp-codebox/runtime-episode-action-spec/v1"),
    ours<ExecutionSpec>("execution-spec", "wp-codebox/execution-spec/v1"),
    ours<ExecutionResult>("execution-result", "wp-codebox/execution-result/v1"),
    ours<ObservationSpec>("observation-spec", "wp-codebox/observation-spec/v1"),
    ours<LifecycleEvent>("lifecycle-event", "wp-codebox/lifecycle-event/v1"),
    ours<RuntimeAction>("runtime-action", "wp-codebox/runtime-action/v1",
                        "One of the five actions, told apart by `type`."),
    ours<BackendDescriptor>("backend-descriptor", "wp-codebox/backend-descriptor/v1"),
};

}  // namespace document_rows

WP_CODEBOX_INLINE constexpr std::span<const DocumentType> document_types = document_rows::all;

WP_CODEBOX_INLINE const DocumentType* find_document(std::string_view kind) {
  const auto row = std::ranges::find(document_types, kind, &DocumentType::kind);
  return row == document_types.end() ? nullptr : &*row;
}

WP_CODEBOX_INLINE const DocumentType* find_document_of_schema(std::string_view schema_id) {
  const auto row = std::ranges::find(document_types, schema_id, &DocumentType::schema_id);
  return row == document_types.end() ? nullptr : &*row;
}

}  // namespace WP_CODEBOX_NAMESPACE
