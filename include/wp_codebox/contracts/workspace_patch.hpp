#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/changed_files.hpp"
#include "wp_codebox/contracts/diffs.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The changes of a run, ready to be promoted: document `wp-codebox/workspace-patch/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// How much changed.
struct WorkspacePatchSummary {
  bool changed = false;
  double files = 0;
  double added = 0;
  double modified = 0;
  double deleted = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePatchSummary&) const = default;
};

/// One readwrite mount and its patch.
struct WorkspacePatchWorkspace {
  double mountIndex = 0;
  std::string target;
  std::string source;
  std::optional<std::string> baselineSource;
  ArtifactMountDiffStatus status = ArtifactMountDiffStatus::skipped;
  bool changed = false;
  std::optional<std::string> sourceMode;
  std::optional<std::string> workspaceRef;
  std::optional<std::string> mountRole;
  std::optional<std::string> component;
  std::optional<std::string> repo;
  std::optional<std::string> gitRef;
  std::optional<std::string> defaultBranch;
  std::string patch;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePatchWorkspace&) const = default;
};

/// A changed file that is to be promoted.
struct WorkspacePatchFile {
  std::string path;
  std::string relativePath;
  ArtifactChangedFileStatus status = ArtifactChangedFileStatus::added;
  std::optional<std::string> beforeSha256;
  std::optional<std::string> beforeMode;
  std::optional<std::string> afterSha256;
  std::optional<std::string> afterMode;
  double mountIndex = 0;
  std::string mountTarget;
  std::string patchPath;
  json::Constant<"promotion"> intent;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePatchFile&) const = default;
};

/// What to promote.
struct WorkspacePatchPromotion {
  std::string changedFiles;
  std::string patch;
  std::vector<WorkspacePatchFile> files;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePatchPromotion&) const = default;
};

/// What to look at before promoting.
struct WorkspacePatchEvidence {
  std::string mountDiffs;
  std::string diagnostics;
  std::string testResults;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePatchEvidence&) const = default;
};

/// Rule of `workspace`: any object.
inline constexpr json::FieldRule workspace_patch_workspace_rule{.object = true};

/// The changes of a run, ready to be promoted.
struct WorkspacePatch {
  json::Constant<"wp-codebox/workspace-patch/v1"> schema;
  std::string createdAt;
  ArtifactContentDigest contentDigest;
  WorkspacePatchSummary summary;
  std::optional<json::Value> workspace;
  std::vector<WorkspacePatchWorkspace> workspaces;
  WorkspacePatchPromotion promotion;
  WorkspacePatchEvidence evidence;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkspacePatch&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow workspace_patch_summary_fields[] = {
    json::field<&WorkspacePatchSummary::changed>("changed", "Whether anything did."),
    json::field<&WorkspacePatchSummary::files>("files", "Number of changed files."),
    json::field<&WorkspacePatchSummary::added>("added", "Number of added files."),
    json::field<&WorkspacePatchSummary::modified>("modified", "Number of modified files."),
    json::field<&WorkspacePatchSummary::deleted>("deleted", "Number of deleted files."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePatchSummary::table =
    json::struct_table<WorkspacePatchSummary>("WorkspacePatchSummary", "How much changed.",
                                              workspace_patch_summary_fields);

inline constexpr json::FieldRow workspace_patch_workspace_fields[] = {
    json::field<&WorkspacePatchWorkspace::mountIndex>("mountIndex",
                                                      "Position of the mount among all mounts."),
    json::field<&WorkspacePatchWorkspace::target>("target", "Path in the sandbox."),
    json::field<&WorkspacePatchWorkspace::source>("source", "Folder on the host."),
    json::field<&WorkspacePatchWorkspace::baselineSource>("baselineSource",
                                                          "What it is compared with, on the host."),
    json::field<&WorkspacePatchWorkspace::status>("status", "What comparing gave."),
    json::field<&WorkspacePatchWorkspace::changed>("changed", "Whether there is a difference."),
    json::field<&WorkspacePatchWorkspace::sourceMode>("sourceMode",
                                                      "What stands behind the mount."),
    json::field<&WorkspacePatchWorkspace::workspaceRef>("workspaceRef",
                                                        "The workspace as its owner names it."),
    json::field<&WorkspacePatchWorkspace::mountRole>("mountRole", "What the mount is for."),
    json::field<&WorkspacePatchWorkspace::component>("component",
                                                     "Plugin or theme that lies there."),
    json::field<&WorkspacePatchWorkspace::repo>("repo", "Repository behind it."),
    json::field<&WorkspacePatchWorkspace::gitRef>("gitRef",
                                                  "Branch, tag or commit of the repository."),
    json::field<&WorkspacePatchWorkspace::defaultBranch>("defaultBranch",
                                                         "Default branch of the repository."),
    json::field<&WorkspacePatchWorkspace::patch>("patch", "The mount's patch, inside the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePatchWorkspace::table =
    json::struct_table<WorkspacePatchWorkspace>("WorkspacePatchWorkspace",
                                                "One readwrite mount and its patch.",
                                                workspace_patch_workspace_fields);

inline constexpr json::FieldRow workspace_patch_file_fields[] = {
    json::field<&WorkspacePatchFile::path>("path", "Path in the sandbox."),
    json::field<&WorkspacePatchFile::relativePath>("relativePath", "Path below the mount."),
    json::field<&WorkspacePatchFile::status>("status", "What happened to it."),
    json::field<&WorkspacePatchFile::beforeSha256>(
        "beforeSha256", "SHA-256 of the text before, with LF line ends; absent when added.",
        &sha256_hex_rule),
    json::field<&WorkspacePatchFile::beforeMode>("beforeMode",
                                                 "File mode before; absent when added."),
    json::field<&WorkspacePatchFile::afterSha256>(
        "afterSha256", "SHA-256 of the text after, with LF line ends; absent when deleted.",
        &sha256_hex_rule),
    json::field<&WorkspacePatchFile::afterMode>("afterMode",
                                                "File mode after; absent when deleted."),
    json::field<&WorkspacePatchFile::mountIndex>("mountIndex",
                                                 "Position of the mount among all mounts."),
    json::field<&WorkspacePatchFile::mountTarget>("mountTarget",
                                                  "Where the mount lies in the sandbox."),
    json::field<&WorkspacePatchFile::patchPath>("patchPath",
                                                "The mount's patch, inside the bundle."),
    json::field<&WorkspacePatchFile::intent>("intent", "What the entry is for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePatchFile::table =
    json::struct_table<WorkspacePatchFile>("WorkspacePatchFile",
                                           "A changed file that is to be promoted.",
                                           workspace_patch_file_fields);

inline constexpr json::FieldRow workspace_patch_promotion_fields[] = {
    json::field<&WorkspacePatchPromotion::changedFiles>(
        "changedFiles", "The list of changed files, inside the bundle."),
    json::field<&WorkspacePatchPromotion::patch>("patch",
                                                 "The patch of all mounts, inside the bundle."),
    json::field<&WorkspacePatchPromotion::files>("files", "The changed files."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePatchPromotion::table =
    json::struct_table<WorkspacePatchPromotion>("WorkspacePatchPromotion", "What to promote.",
                                                workspace_patch_promotion_fields);

inline constexpr json::FieldRow workspace_patch_evidence_fields[] = {
    json::field<&WorkspacePatchEvidence::mountDiffs>(
        "mountDiffs", "What became of each mount, inside the bundle."),
    json::field<&WorkspacePatchEvidence::diagnostics>("diagnostics",
                                                      "Findings, inside the bundle."),
    json::field<&WorkspacePatchEvidence::testResults>("testResults",
                                                      "Test results, inside the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePatchEvidence::table =
    json::struct_table<WorkspacePatchEvidence>("WorkspacePatchEvidence",
                                               "What to look at before promoting.",
                                               workspace_patch_evidence_fields);

inline constexpr json::FieldRow workspace_patch_fields[] = {
    json::field<&WorkspacePatch::schema>("schema", "Schema id."),
    json::field<&WorkspacePatch::createdAt>("createdAt", "Time of the collect call."),
    json::field<&WorkspacePatch::contentDigest>("contentDigest",
                                                "Digest that the bundle is named after."),
    json::field<&WorkspacePatch::summary>("summary", "How much changed."),
    json::field<&WorkspacePatch::workspace>("workspace", "The workspace as in the provenance.",
                                            &workspace_patch_workspace_rule),
    json::field<&WorkspacePatch::workspaces>("workspaces", "The readwrite mounts."),
    json::field<&WorkspacePatch::promotion>("promotion", "What to promote."),
    json::field<&WorkspacePatch::evidence>("evidence", "What to look at first."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WorkspacePatch::table =
    json::struct_table<WorkspacePatch>(
        "WorkspacePatch", "The changes of a run, ready to be promoted.", workspace_patch_fields,
        {.schema_id = "wp-codebox/workspace-patch/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
