#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/browser_summary.hpp"
#include "wp_codebox/contracts/changed_files.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/provenance.hpp"
#include "wp_codebox/contracts/redaction_summary.hpp"
#include "wp_codebox/contracts/runtime_evidence.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a reviewer needs to decide: document `wp-codebox/artifact-review/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// How many files changed.
struct ArtifactReviewStats {
  double added = 0;
  double modified = 0;
  double deleted = 0;
  double total = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewStats&) const = default;
};

/// A changed file.
struct ArtifactReviewChangedFile {
  std::string path;
  ArtifactChangedFileStatus status = ArtifactChangedFileStatus::added;
  std::string label;
  std::string mountTarget;
  std::string relativePath;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewChangedFile&) const = default;
};

/// Steps of a run that the contract names.
enum class KnownReviewProgressType : std::uint8_t { boot, mount, artifact, complete };
template <>
inline constexpr auto json::enum_texts<KnownReviewProgressType> =
    json::enum_texts_of("boot", "mount", "artifact", "complete");

/// Other texts are legal too.
using ArtifactReviewProgressType = json::Open<KnownReviewProgressType>;

/// A step of the run.
struct ArtifactReviewProgress {
  ArtifactReviewProgressType type;
  std::string label;
  std::optional<std::string> component;
  std::optional<std::string> action;
  std::optional<std::string> timestamp;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewProgress&) const = default;
};

/// What a reviewer may do, as far as the contract names it.
enum class KnownReviewActionKind : std::uint8_t { approve, approve_files, discard, iterate };
template <>
inline constexpr auto json::enum_texts<KnownReviewActionKind> =
    json::enum_texts_of("approve", "approve-files", "discard", "iterate");

/// Other texts are legal too.
using ArtifactReviewActionKind = json::Open<KnownReviewActionKind>;

/// Something that a reviewer may do.
struct ArtifactReviewAction {
  ArtifactReviewActionKind kind;
  std::string label;
  std::optional<bool> requiresApprovedFiles;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewAction&) const = default;
};

/// What the review rests on. Paths are inside the bundle.
struct ArtifactReviewEvidence {
  std::string workspacePatch;
  std::string patch;
  std::string patchSha256;
  std::string artifactContentDigest;
  std::string changedFiles;
  std::optional<std::string> diagnostics;
  std::string testResults;
  std::string runtimeReferenceManifest;
  std::string runtimeReplayReferenceIndex;
  std::optional<std::string> previewEvidence;
  std::optional<std::string> previewSessionEvidence;
  std::optional<std::string> runtimeEpisodeTrace;
  std::optional<RuntimeEvidence> runtimeEvidence;
  std::optional<json::Value> agentResult;
  std::optional<json::Value> transcript;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewEvidence&) const = default;
};

/// Contract type `ArtifactReview`: what a reviewer needs to decide.
struct ArtifactReview {
  json::Constant<"wp-codebox/artifact-review/v1"> schema;
  std::string artifactId;
  std::string createdAt;
  ArtifactProvenance provenance;
  std::string summary;
  ArtifactReviewStats stats;
  std::vector<ArtifactReviewChangedFile> changedFiles;
  std::optional<ArtifactPreview> preview;
  std::vector<ArtifactReviewProgress> progress;
  std::vector<ArtifactReviewAction> actions;
  ArtifactReviewEvidence evidence;
  std::optional<ArtifactReviewBrowserSummary> browser;
  std::vector<std::string> riskFlags;
  std::optional<ArtifactRedactionSummary> redaction;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReview&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_review_stats_fields[] = {
    json::field<&ArtifactReviewStats::added>("added", "Added ones."),
    json::field<&ArtifactReviewStats::modified>("modified", "Modified ones."),
    json::field<&ArtifactReviewStats::deleted>("deleted", "Deleted ones."),
    json::field<&ArtifactReviewStats::total>("total", "All of them."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewStats::table =
    json::struct_table<ArtifactReviewStats>("ArtifactReviewStats", "How many files changed.",
                                            artifact_review_stats_fields);

inline constexpr json::FieldRow artifact_review_changed_file_fields[] = {
    json::field<&ArtifactReviewChangedFile::path>("path", "Path in the sandbox."),
    json::field<&ArtifactReviewChangedFile::status>("status", "What happened to it."),
    json::field<&ArtifactReviewChangedFile::label>("label",
                                                   "Status and relative path, for people."),
    json::field<&ArtifactReviewChangedFile::mountTarget>("mountTarget",
                                                         "Where its mount lies in the sandbox."),
    json::field<&ArtifactReviewChangedFile::relativePath>("relativePath", "Path below the mount."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewChangedFile::table =
    json::struct_table<ArtifactReviewChangedFile>("ArtifactReviewChangedFile", "A changed file.",
                                                  artifact_review_changed_file_fields);

inline constexpr json::FieldRow artifact_review_progress_fields[] = {
    json::field<&ArtifactReviewProgress::type>("type", "Kind of step."),
    json::field<&ArtifactReviewProgress::label>("label", "What happened, for people."),
    json::field<&ArtifactReviewProgress::component>("component", "What it was about."),
    json::field<&ArtifactReviewProgress::action>("action",
                                                 "What was done: boot, mount, capture, complete."),
    json::field<&ArtifactReviewProgress::timestamp>("timestamp", "When."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewProgress::table =
    json::struct_table<ArtifactReviewProgress>("ArtifactReviewProgress", "A step of the run.",
                                               artifact_review_progress_fields);

inline constexpr json::FieldRow artifact_review_action_fields[] = {
    json::field<&ArtifactReviewAction::kind>("kind", "What."),
    json::field<&ArtifactReviewAction::label>("label", "In words, for people."),
    json::field<&ArtifactReviewAction::requiresApprovedFiles>(
        "requiresApprovedFiles", "Whether files have to be chosen for it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewAction::table =
    json::struct_table<ArtifactReviewAction>(
        "ArtifactReviewAction", "Something that a reviewer may do.", artifact_review_action_fields);

inline constexpr json::FieldRow artifact_review_evidence_fields[] = {
    json::field<&ArtifactReviewEvidence::workspacePatch>("workspacePatch",
                                                         "Path of the workspace patch."),
    json::field<&ArtifactReviewEvidence::patch>("patch", "Path of the patch of all mounts."),
    json::field<&ArtifactReviewEvidence::patchSha256>(
        "patchSha256", "SHA-256 of that patch, in hexadecimal.", &sha256_hex_rule),
    json::field<&ArtifactReviewEvidence::artifactContentDigest>(
        "artifactContentDigest", "The bundle's content digest, in hexadecimal.", &sha256_hex_rule),
    json::field<&ArtifactReviewEvidence::changedFiles>("changedFiles",
                                                       "Path of the list of changed files."),
    json::field<&ArtifactReviewEvidence::diagnostics>("diagnostics", "Path of the findings."),
    json::field<&ArtifactReviewEvidence::testResults>("testResults", "Path of the test results."),
    json::field<&ArtifactReviewEvidence::runtimeReferenceManifest>(
        "runtimeReferenceManifest", "Path of the reference manifest."),
    json::field<&ArtifactReviewEvidence::runtimeReplayReferenceIndex>("runtimeReplayReferenceIndex",
                                                                      "Path of the replay index."),
    json::field<&ArtifactReviewEvidence::previewEvidence>("previewEvidence",
                                                          "Path of the preview's evidence."),
    json::field<&ArtifactReviewEvidence::previewSessionEvidence>(
        "previewSessionEvidence", "Path of the preview session's evidence."),
    json::field<&ArtifactReviewEvidence::runtimeEpisodeTrace>("runtimeEpisodeTrace",
                                                              "Path of the episode's trace."),
    json::field<&ArtifactReviewEvidence::runtimeEvidence>("runtimeEvidence",
                                                          "Files that the host added."),
    json::field<&ArtifactReviewEvidence::agentResult>("agentResult", "What the agent answered."),
    json::field<&ArtifactReviewEvidence::transcript>("transcript",
                                                     "What the agent said on the way."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewEvidence::table =
    json::struct_table<ArtifactReviewEvidence>(
        "ArtifactReviewEvidence", "What the review rests on.", artifact_review_evidence_fields);

inline constexpr json::FieldRow artifact_review_fields[] = {
    json::field<&ArtifactReview::schema>("schema", "Schema id."),
    json::field<&ArtifactReview::artifactId>("artifactId", "Id of the bundle."),
    json::field<&ArtifactReview::createdAt>("createdAt", "Time of the collect call."),
    json::field<&ArtifactReview::provenance>("provenance", "Where the bundle comes from."),
    json::field<&ArtifactReview::summary>("summary", "The run in a sentence, for people."),
    json::field<&ArtifactReview::stats>("stats", "How many files changed."),
    json::field<&ArtifactReview::changedFiles>("changedFiles", "The changed files."),
    json::field<&ArtifactReview::preview>("preview", "Where the site can be seen."),
    json::field<&ArtifactReview::progress>("progress", "The steps of the run."),
    json::field<&ArtifactReview::actions>("actions", "What the reviewer may do."),
    json::field<&ArtifactReview::evidence>("evidence", "What all this rests on."),
    json::field<&ArtifactReview::browser>("browser", "What browser commands left behind."),
    json::field<&ArtifactReview::riskFlags>("riskFlags",
                                            "What to look at closely, such as secrets-redacted."),
    json::field<&ArtifactReview::redaction>("redaction", "What was taken out, when anything was."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReview::table =
    json::struct_table<ArtifactReview>("ArtifactReview", "What a reviewer needs to decide.",
                                       artifact_review_fields,
                                       {.schema_id = "wp-codebox/artifact-review/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
