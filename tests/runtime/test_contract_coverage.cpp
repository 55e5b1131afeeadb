/// docs/contract-coverage.md: complete, and true of the types that exist.

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "../folders.hpp"
#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/connector_credentials.hpp"
#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/contracts/episode_spec.hpp"
#include "wp_codebox/contracts/evidence_ref.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/preview_evidence.hpp"
#include "wp_codebox/contracts/preview_session_evidence.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/contracts/provenance.hpp"
#include "wp_codebox/contracts/recipe.hpp"
#include "wp_codebox/contracts/recipe_agent_bundle.hpp"
#include "wp_codebox/contracts/recipe_artifacts.hpp"
#include "wp_codebox/contracts/recipe_inheritance.hpp"
#include "wp_codebox/contracts/recipe_mount.hpp"
#include "wp_codebox/contracts/recipe_plugin.hpp"
#include "wp_codebox/contracts/recipe_runtime.hpp"
#include "wp_codebox/contracts/recipe_seed.hpp"
#include "wp_codebox/contracts/recipe_step.hpp"
#include "wp_codebox/contracts/recipe_workspace.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/sandbox_workspace.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/runtime/runtime.hpp"

namespace {

using namespace wp_codebox;

/// A name of the contract and what it is here.
struct Covered {
  std::string_view name;
  std::string_view cpp_name;
  std::string_view header;

  [[nodiscard]] std::string row() const {
    return "| `" + std::string(name) + "` | `" + std::string(cpp_name) + "` | `" +
           std::string(header) + "` |";
  }
};

/// A row that compiles only if there is such a type.
template <class T>
constexpr Covered type(std::string_view name, std::string_view header) {
  static_assert(sizeof(T) > 0);
  return {name, name, header};
}

/// A row that compiles only if there is such a function or member.
template <auto Address>
constexpr Covered value(std::string_view name, std::string_view cpp_name, std::string_view header) {
  return {name, cpp_name, header};
}

constexpr Covered covered[] = {
    type<RuntimeBackendKind>("RuntimeBackendKind", "contracts/backend_kind.hpp"),
    type<SandboxWorkspaceMode>("SandboxWorkspaceMode", "contracts/sandbox_workspace.hpp"),
    type<EnvironmentSpec>("EnvironmentSpec", "contracts/environment.hpp"),
    type<RuntimeAssetSpec>("RuntimeAssetSpec", "contracts/environment.hpp"),
    type<RuntimeCreateSpec>("RuntimeCreateSpec", "contracts/create_spec.hpp"),
    type<BrowserStartupProgressPhase>("BrowserStartupProgressPhase",
                                      "contracts/startup_progress.hpp"),
    type<BrowserStartupProgressStatus>("BrowserStartupProgressStatus",
                                       "contracts/startup_progress.hpp"),
    type<BrowserStartupProgressEvent>("BrowserStartupProgressEvent",
                                      "contracts/startup_progress.hpp"),
    value<&RuntimeHooks::on_startup_progress>("BrowserStartupProgressListener",
                                              "RuntimeHooks::on_startup_progress",
                                              "runtime/backend.hpp"),
    type<RuntimePreviewSpec>("RuntimePreviewSpec", "contracts/preview_spec.hpp"),
    type<WorkspaceRecipeMount>("WorkspaceRecipeMount", "contracts/recipe_mount.hpp"),
    type<WorkspaceRecipeRuntimeStack>("WorkspaceRecipeRuntimeStack",
                                      "contracts/recipe_runtime.hpp"),
    type<WorkspaceRecipeRuntimeOverlayKind>("WorkspaceRecipeRuntimeOverlayKind",
                                            "contracts/recipe_runtime.hpp"),
    type<WorkspaceRecipeRuntimeOverlayLibrary>("WorkspaceRecipeRuntimeOverlayLibrary",
                                               "contracts/recipe_runtime.hpp"),
    type<WorkspaceRecipeRuntimeOverlayStrategy>("WorkspaceRecipeRuntimeOverlayStrategy",
                                                "contracts/recipe_runtime.hpp"),
    type<WorkspaceRecipeRuntimeOverlay>("WorkspaceRecipeRuntimeOverlay",
                                        "contracts/recipe_runtime.hpp"),
    type<WorkspaceRecipeRuntimeBackendPackage>("WorkspaceRecipeRuntimeBackendPackage",
                                               "contracts/recipe_runtime.hpp"),
    type<WorkspaceRecipeStagedFile>("WorkspaceRecipeStagedFile", "contracts/recipe_mount.hpp"),
    type<WorkspaceRecipeStep>("WorkspaceRecipeStep", "contracts/recipe_step.hpp"),
    type<WorkspaceRecipePluginRuntimePhp>("WorkspaceRecipePluginRuntimePhp",
                                          "contracts/recipe_plugin.hpp"),
    type<WorkspaceRecipePluginRuntimeHealthProbe>("WorkspaceRecipePluginRuntimeHealthProbe",
                                                  "contracts/recipe_plugin.hpp"),
    type<WorkspaceRecipePluginRuntime>("WorkspaceRecipePluginRuntime",
                                       "contracts/recipe_plugin.hpp"),
    type<WorkspaceRecipeAgentBundle>("WorkspaceRecipeAgentBundle",
                                     "contracts/recipe_agent_bundle.hpp"),
    type<WorkspaceRecipeExtraPlugin>("WorkspaceRecipeExtraPlugin", "contracts/recipe_plugin.hpp"),
    type<WorkspaceRecipeSiteSeedType>("WorkspaceRecipeSiteSeedType", "contracts/recipe_seed.hpp"),
    type<WorkspaceRecipeSiteSeedFormat>("WorkspaceRecipeSiteSeedFormat",
                                        "contracts/recipe_seed.hpp"),
    type<WorkspaceRecipeSiteSeedScopeSelector>("WorkspaceRecipeSiteSeedScopeSelector",
                                               "contracts/recipe_seed.hpp"),
    type<WorkspaceRecipeSiteSeed>("WorkspaceRecipeSiteSeed", "contracts/recipe_seed.hpp"),
    type<WorkspaceRecipeSeedType>("WorkspaceRecipeSeedType", "contracts/recipe_workspace.hpp"),
    type<WorkspaceRecipeWorkspaceSeed>("WorkspaceRecipeWorkspaceSeed",
                                       "contracts/recipe_workspace.hpp"),
    type<WorkspaceRecipeWorkspace>("WorkspaceRecipeWorkspace", "contracts/recipe_workspace.hpp"),
    type<SandboxWorkspaceMountRef>("SandboxWorkspaceMountRef", "contracts/sandbox_workspace.hpp"),
    type<SandboxWorkspaceContract>("SandboxWorkspaceContract", "contracts/sandbox_workspace.hpp"),
    type<WorkspaceRecipe>("WorkspaceRecipe", "contracts/recipe.hpp"),
    type<WorkspaceRecipeArtifactVerifier>("WorkspaceRecipeArtifactVerifier",
                                          "contracts/recipe_artifacts.hpp"),
    type<WorkspaceRecipeWorkspacePolicyArtifact>("WorkspaceRecipeWorkspacePolicyArtifact",
                                                 "contracts/recipe_artifacts.hpp"),
    type<WorkspaceRecipeInheritanceRequest>("WorkspaceRecipeInheritanceRequest",
                                            "contracts/recipe_inheritance.hpp"),
    type<WorkspaceRecipeInheritanceConnector>("WorkspaceRecipeInheritanceConnector",
                                              "contracts/recipe_inheritance.hpp"),
    type<ConnectorCredentialStatus>("ConnectorCredentialStatus",
                                    "contracts/connector_credentials.hpp"),
    type<ConnectorCredentialSecret>("ConnectorCredentialSecret",
                                    "contracts/connector_credentials.hpp"),
    type<ConnectorCredentialEnvelope>("ConnectorCredentialEnvelope",
                                      "contracts/connector_credentials.hpp"),
    type<WorkspaceRecipeInheritanceSetting>("WorkspaceRecipeInheritanceSetting",
                                            "contracts/recipe_inheritance.hpp"),
    type<WorkspaceRecipeInheritanceResolution>("WorkspaceRecipeInheritanceResolution",
                                               "contracts/recipe_inheritance.hpp"),
    type<RuntimeInfo>("RuntimeInfo", "contracts/runtime_info.hpp"),
    type<MountSpec>("MountSpec", "contracts/mount.hpp"),
    type<ExecutionSpec>("ExecutionSpec", "contracts/execution.hpp"),
    type<RuntimeEpisodeActionKind>("RuntimeEpisodeActionKind", "contracts/action.hpp"),
    type<RuntimeEpisodeActionSpec>("RuntimeEpisodeActionSpec", "contracts/action.hpp"),
    type<RuntimeEpisodeContentDigest>("RuntimeEpisodeContentDigest",
                                      "contracts/content_digest.hpp"),
    type<RuntimeEpisodeTraceRef>("RuntimeEpisodeTraceRef", "contracts/trace_ref.hpp"),
    type<RuntimeEpisodeActionRecord>("RuntimeEpisodeActionRecord", "contracts/action.hpp"),
    type<ExecutionResult>("ExecutionResult", "contracts/execution.hpp"),
    type<ObservationSpec>("ObservationSpec", "contracts/observation.hpp"),
    type<ObservationResult>("ObservationResult", "contracts/observation.hpp"),
    type<LifecycleEvent>("LifecycleEvent", "contracts/lifecycle_event.hpp"),
    type<Snapshot>("Snapshot", "contracts/snapshot.hpp"),
    type<RuntimeRestoreSpec>("RuntimeRestoreSpec", "contracts/snapshot.hpp"),
    type<ArtifactProvenance>("ArtifactProvenance", "contracts/provenance.hpp"),
    type<ArtifactPackageProvenance>("ArtifactPackageProvenance",
                                    "contracts/package_provenance.hpp"),
    type<ArtifactPackageIdentity>("ArtifactPackageIdentity", "contracts/package_provenance.hpp"),
    type<ArtifactEvidenceRef>("ArtifactEvidenceRef", "contracts/evidence_ref.hpp"),
    type<ArtifactPreviewSessionEvidence>("ArtifactPreviewSessionEvidence",
                                         "contracts/preview_session_evidence.hpp"),
    type<ArtifactPreview>("ArtifactPreview", "contracts/preview.hpp"),
    type<ArtifactPreviewUrlRef>("ArtifactPreviewUrlRef", "contracts/preview_evidence.hpp"),
    type<ArtifactPreviewEvidence>("ArtifactPreviewEvidence", "contracts/preview_evidence.hpp"),
    type<ArtifactBundle>("ArtifactBundle", "contracts/artifact_bundle.hpp"),
    type<Runtime>("Runtime", "runtime/runtime.hpp"),
    type<RuntimeEpisodeSpec>("RuntimeEpisodeSpec", "contracts/episode_spec.hpp"),
    type<RuntimeEpisodeResetResult>("RuntimeEpisodeResetResult", "contracts/episode.hpp"),
    type<RuntimeEpisodeStepResult>("RuntimeEpisodeStepResult", "contracts/episode.hpp"),
    type<RuntimeEpisodeTrace>("RuntimeEpisodeTrace", "contracts/episode.hpp"),
    type<RuntimeEpisodeTraceValidationIssue>("RuntimeEpisodeTraceValidationIssue",
                                             "contracts/episode.hpp"),
    type<RuntimeEpisodeTraceValidationResult>("RuntimeEpisodeTraceValidationResult",
                                              "contracts/episode.hpp"),
    type<RuntimeEpisode>("RuntimeEpisode", "runtime/episode.hpp"),
    type<RuntimeBackend>("RuntimeBackend", "runtime/backend.hpp"),
    value<&create_runtime>("createRuntime", "create_runtime", "runtime/backend.hpp"),
    value<&restore_runtime>("restoreRuntime", "restore_runtime", "runtime/backend.hpp"),
};

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The table rows below the heading, or above the first one when it is empty.
std::vector<std::string> rows_below(const std::string& heading) {
  std::istringstream page(contents(test::source_folder() / "docs/contract-coverage.md"));
  std::vector<std::string> rows;
  std::string current;
  std::string line;
  while (std::getline(page, line)) {
    if (line.starts_with("## ")) current = line.substr(3);
    if (current == heading && line.starts_with("| `")) rows.push_back(line);
  }
  return rows;
}

TEST(ContractCoverage, ThePageHasOneRowForEachName) {
  std::vector<std::string> expected;
  for (const Covered& entry : covered) expected.push_back(entry.row());
  EXPECT_EQ(rows_below(""), expected);
}

TEST(ContractCoverage, EachNameIsDeclaredInItsHeader) {
  for (const Covered& entry : covered) {
    const std::string header =
        contents(test::source_folder() / "include/wp_codebox" / entry.header);
    const std::string_view last = entry.cpp_name.substr(entry.cpp_name.rfind(':') + 1);
    EXPECT_NE(header.find(last), header.npos) << entry.header << ' ' << last;
  }
}

TEST(ContractCoverage, ThePageNamesTheTypeOfEachDocument) {
  const std::vector<std::string> rows = rows_below("Documents");
  ASSERT_EQ(rows.size(), std::size(document_types));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const json::StructTable* table = document_types[i].type->table;
    if (table == nullptr) continue;
    EXPECT_NE(rows[i].find(" | `" + std::string(table->name) + "` | "), std::string::npos)
        << rows[i];
  }
}

TEST(ContractCoverage, ThePageHasOneRowForEachDocument) {
  const std::vector<std::string> rows = rows_below("Documents");
  ASSERT_EQ(rows.size(), std::size(document_types));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const DocumentType& document = document_types[i];
    EXPECT_TRUE(rows[i].starts_with("| `" + std::string(document.kind) + "` | `" +
                                    std::string(document.schema_id) + "` | " +
                                    (document.contract_id ? "contract" : "sdk") + " | "))
        << rows[i];
  }
}

/// Names that a TypeScript file exports, in order.
std::vector<std::string> exported_names(const std::string& text) {
  std::istringstream lines(text);
  std::vector<std::string> names;
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word != "export") continue;
    words >> word;
    if (word == "async") words >> word;
    words >> word;
    names.push_back(word.substr(0, word.find_first_of("(<=;{")));
  }
  return names;
}

TEST(ContractCoverage, NoNameOfTheContractIsLeftOut) {
  const std::string file = test::shared_folder() / "contract/runtime-contracts.ts";
  const std::string text = contents(file);
  if (text.empty()) {
    std::cout << file << ": not here, skipped this check\n";
    return;
  }
  std::vector<std::string> rows;
  for (const Covered& entry : covered) rows.emplace_back(entry.name);
  EXPECT_EQ(exported_names(text), rows);
}

}  // namespace
