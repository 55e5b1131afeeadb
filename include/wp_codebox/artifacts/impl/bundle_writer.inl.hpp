#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <utility>

#include "wp_codebox/artifacts/blueprint_after.hpp"
#include "wp_codebox/artifacts/bundle_layout.hpp"
#include "wp_codebox/artifacts/bundle_writer.hpp"
#include "wp_codebox/artifacts/diagnostics.hpp"
#include "wp_codebox/artifacts/mount_diff.hpp"
#include "wp_codebox/artifacts/preview_evidence.hpp"
#include "wp_codebox/artifacts/provenance.hpp"
#include "wp_codebox/artifacts/record_logs.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/artifacts/redaction_summary.hpp"
#include "wp_codebox/artifacts/reference_documents.hpp"
#include "wp_codebox/artifacts/reference_index.hpp"
#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/artifacts/review.hpp"
#include "wp_codebox/artifacts/staged_folder.hpp"
#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/metadata.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace bundle_writer {

/// Records without secrets, as they stand in the documents.
struct Redacted {
  RuntimeInfo runtime;
  RuntimePolicy policy;
  json::Dictionary<json::Value> context;
  std::vector<MountSpec> mounts;
  json::Value packages;
  std::optional<ArtifactReviewBrowserSummary> browser;
  std::optional<ArtifactPreview> preview;
};

/// The value redacted and read as its type again.
template <class T>
T redacted_as(const Redactor& redactor, const T& value) {
  const json::Parsed parsed(redactor.redact_value(json::to_value(value)));
  auto decoded = json::decode_as<T>(parsed.root());
  return decoded.ok() ? std::move(decoded.value) : value;
}

inline Redacted redacted(const BundleInput& input) {
  const RunRecords& records = input.records;
  const Redactor& redactor = input.redactor;
  Redacted safe;
  safe.runtime = redact(redactor, records.runtime);
  safe.policy = redacted_as(redactor, records.policy);
  safe.context = redactor.redact_record(records.context);
  for (const MountSpec& mount : records.mounts) safe.mounts.push_back(redact(redactor, mount));
  safe.packages = redactor.redact_value(records.packages);
  if (records.browser) {
    const json::Parsed parsed(redactor.redact_value(*records.browser));
    safe.browser = json::decode_as<ArtifactReviewBrowserSummary>(parsed.root()).value;
  }
  auto preview = describe_preview(records.server_url, records.preview, input.spec, input.createdAt);
  if (preview) safe.preview = redact(redactor, std::move(*preview));
  return safe;
}

/// Writes one bundle, in the order in which digests depend on each other.
class Writer {
 public:
  explicit Writer(const BundleInput& input)
      : input_(input),
        records_(input.records),
        directory_(std::filesystem::absolute(input.directory).lexically_normal()),
        safe_(redacted(input)),
        bundle_(bundle_at(without_final_slash(directory_))),
        stage_(bundle_.directory) {}

  ArtifactBundle write() {
    write_changes();
    write_records();
    write_captures();
    write_previews();
    write_references();
    write_review();
    write_metadata();
    write_manifest();
    stage_.publish();
    return std::move(bundle_);
  }

 private:
  static std::string without_final_slash(const std::filesystem::path& path) {
    std::string text = path.string();
    while (text.size() > 1 && text.ends_with('/')) text.pop_back();
    return text;
  }

  /// Writes a file and enters it into the manifest.
  void add(std::string path, std::string kind, std::string content_type, std::string_view bytes) {
    stage_.write(path, bytes);
    const bool text = content_type != default_content_type;
    if (text) account_.add_marks(path, bytes);
    files_.push_back(artifact_manifest_file(std::move(path), std::move(kind),
                                            std::move(content_type),
                                            ContentDigest::of(sha256_hex(bytes))));
  }

  /// Writes a file that has a fixed place.
  void add(std::string_view path, std::string_view bytes) {
    const BundleFileRow& row = *find_bundle_file(path);
    add(std::string(path), std::string(row.kind), std::string(row.content_type), bytes);
  }

  template <class Document>
  void add_document(std::string_view path, const Document& document) {
    add(path, json::to_pretty_json(document) + "\n");
  }

  void add_value(std::string_view path, const json::Value& value) {
    add(path, json::pretty_json(json::Parsed(value).root()) + "\n");
  }

  /// What changed, and with it the bundle's id.
  void write_changes() {
    diffs_ = diff_mounts(records_.mounts, input_.redactor, input_.patch_form);
    patch_ = joined_patch(diffs_);
    changed_files_ = changed_files_document(diffs_);
    const std::string changed_text = json::to_pretty_json(changed_files_) + "\n";
    ArtifactContentHash hash;
    hash.add(artifact_content_inputs[0], changed_text);
    hash.add(artifact_content_inputs[1], patch_);
    content_digest_.inputs.assign(std::begin(artifact_content_inputs),
                                  std::end(artifact_content_inputs));
    content_digest_.value = hash.finish_hex();
    bundle_.contentDigest = content_digest_.value;
    bundle_.id = std::string(artifact_bundle_id_prefix) + content_digest_.value;
    bundle_.createdAt = input_.createdAt;
    bundle_.preview = safe_.preview;
    provenance_ = build_provenance(safe_.runtime, safe_.context, safe_.mounts, safe_.packages);
    add("files/changed-files.json", changed_text);
    add("files/patch.diff", patch_);
    std::vector<ArtifactMountDiff> entries;
    for (const MountDiff& diff : diffs_) {
      entries.push_back(diff.entry);
      add(diff.entry.artifactPath, "diff", "text/x-diff", diff.patch);
    }
    add_document("files/diffs.json", entries);
    add_document("files/workspace-patch.json",
                 workspace_patch_document(input_.createdAt, content_digest_, provenance_.workspace,
                                          safe_.mounts, diffs_));
  }

  void write_records() {
    events_ = records_.events;
    if (input_.record_collected) {
      ArtifactsCollectedData collected{bundle_.id,
                                       input_.redactor.redact_text(bundle_.directory),
                                       input_.createdAt,
                                       input_.spec,
                                       {}};
      events_ = input_.record_collected(collected);
    }
    add("events.jsonl", json_lines(events_));
    add("commands.jsonl", json_lines(records_.commands));
    add("observations.jsonl", json_lines(records_.observations));
    add("logs/runtime.log", runtime_log(events_));
    add("logs/commands.log", commands_log(records_.commands));
    add_document("files/mounts.json", safe_.mounts);
    add_document("files/test-results.json", unknown_test_results());
    for (const RecordedFile& file : records_.files) {
      add(file.path, file.kind, file.contentType, content_of(file));
    }
  }

  static std::string content_of(const RecordedFile& file) {
    if (!file.host_file) return file.bytes;
    auto bytes = read_host_file(*file.host_file, std::numeric_limits<std::uint64_t>::max());
    if (bytes) return std::move(*bytes);
    throw RuntimeError(error_code::runtime_artifacts_failed,
                       "A file that a record names is gone: " + file.path);
  }

  void write_captures() {
    MountCapture capture = capture_mounts(records_.mounts, input_.redactor, input_.capture_limits);
    for (const CapturedFile& file : capture.files) {
      add(file.record.artifactPath, "file", file.record.contentType, file.bytes);
      captured_.emplace_back(file.record.artifactPath, file.record.target);
    }
    add_document("files/mounted-files.json", capture.document);
    add_document("blueprint.after.json",
                 build_blueprint_after(safe_.runtime.environment, capture.files));
    add_document("blueprint.after-notes.json",
                 build_blueprint_notes(input_.createdAt, safe_.runtime, safe_.mounts, capture));
    std::vector<ArtifactDiagnostic> diagnostics = collect_diagnostics(records_.observations);
    for (MountDiff& diff : diffs_) append(diff.diagnostics, diagnostics);
    append(capture.diagnostics, diagnostics);
    add_document("files/diagnostics.json", diagnostics_document(std::move(diagnostics)));
  }

  static void append(const std::vector<ArtifactDiagnostic>& more,
                     std::vector<ArtifactDiagnostic>& diagnostics) {
    diagnostics.insert(diagnostics.end(), more.begin(), more.end());
  }

  void write_previews() {
    PreviewSources sources;
    sources.createdAt = input_.createdAt;
    sources.artifactId = bundle_.id;
    sources.contentDigest = content_digest_.value;
    sources.runtime = safe_.runtime;
    sources.preview = safe_.preview;
    sources.events = records_.events;
    sources.packages = provenance_.packages;
    sources.browser = safe_.browser;
    sources.profile = input_.preview_profile;
    add_document("files/preview-evidence.json", build_preview_evidence(sources));
    add_document("files/preview-session-evidence.json", build_preview_session_evidence(sources));
    const ArtifactManifestFile& file = files_.back();
    bundle_.previewSessionEvidenceRef =
        ArtifactEvidenceRef{file.path, file.kind, file.contentType, file.sha256, {}};
  }

  void write_references() {
    ReferenceIndexSources index;
    index.createdAt = input_.createdAt;
    for (const ArtifactManifestFile& file : files_) index.manifest_paths.push_back(file.path);
    index.read = [this](const std::string& path) { return std::optional(stage_.read(path)); };
    index.captured = captured_;
    if (safe_.browser) {
      for (const ArtifactReviewBrowserProbe& probe : safe_.browser->probes) {
        if (probe.html && probe.finalUrl) index.browser_urls[*probe.html] = *probe.finalUrl;
      }
    }
    if (const auto document = build_reference_index(index)) {
      add_document("files/runtime-reference-index.json", *document);
    }
    ReferenceSources sources{input_.createdAt, json::to_value(safe_.runtime), bundle_ref(), {}};
    sources.files = reference_files();
    if (input_.spec.includeRuntimeSnapshotBundles.value_or(false)) {
      for (const Snapshot& snapshot : records_.snapshots) {
        sources.snapshots.push_back(json::to_value(snapshot));
      }
    }
    add_value("files/runtime-reference-manifest.json", build_reference_manifest(sources));
    sources.runtimeReferenceManifest = json::to_value(files_.back());
    add_value("files/runtime-replay-index.json", build_replay_index(sources));
  }

  [[nodiscard]] json::Value bundle_ref() const {
    return json::to_value(
        RuntimeReferenceBundle{{}, bundle_.id, ContentDigest::of(content_digest_.value), {}});
  }

  [[nodiscard]] std::vector<json::Value> reference_files() const {
    std::vector<json::Value> files;
    for (const ArtifactManifestFile& file : files_) {
      if (is_reference_file(file.path)) files.push_back(json::to_value(file));
    }
    return files;
  }

  void write_review() {
    ReviewSources sources;
    sources.artifactId = bundle_.id;
    sources.createdAt = input_.createdAt;
    sources.provenance = provenance_;
    sources.changedFiles = changed_files_.files;
    sources.patch = patch_;
    sources.contentDigest = content_digest_.value;
    sources.runtimeCreatedAt = safe_.runtime.createdAt;
    sources.mounts = safe_.mounts;
    sources.preview = safe_.preview;
    sources.browser = safe_.browser;
    sources.redaction = account_.summary();
    sources.diagnosticsPath = "files/diagnostics.json";
    sources.previewEvidencePath = "files/preview-evidence.json";
    sources.previewSessionEvidencePath = "files/preview-session-evidence.json";
    add_document("files/review.json", build_review(sources));
  }

  /// The paths of recorded files of a kind; none when there are none.
  [[nodiscard]] std::optional<std::vector<std::string>> paths_of(std::string_view kind) const {
    std::vector<std::string> paths;
    for (const RecordedFile& file : records_.files) {
      if (file.kind == kind) paths.push_back(file.path);
    }
    return paths.empty() ? std::nullopt : std::optional(std::move(paths));
  }

  [[nodiscard]] ArtifactMetadataArtifacts metadata_artifacts() const {
    ArtifactMetadataArtifacts artifacts;
    artifacts.workspacePatch = "files/workspace-patch.json";
    artifacts.changedFiles = "files/changed-files.json";
    artifacts.patch = "files/patch.diff";
    artifacts.diagnostics = "files/diagnostics.json";
    artifacts.testResults = "files/test-results.json";
    artifacts.review = "files/review.json";
    artifacts.previewSessionEvidence = "files/preview-session-evidence.json";
    artifacts.runtimeReferenceManifest = "files/runtime-reference-manifest.json";
    artifacts.runtimeReferenceIndex = "files/runtime-reference-index.json";
    artifacts.runtimeReplayReferenceIndex = "files/runtime-replay-index.json";
    artifacts.previewEvidence = "files/preview-evidence.json";
    artifacts.mountDiffs = "files/diffs.json";
    if (input_.spec.includeRuntimeSnapshotBundles.value_or(false)) {
      artifacts.runtimeSnapshots = paths_of("runtime-snapshot");
    }
    if (const auto summaries = paths_of("browser-summary")) artifacts.browser = summaries->front();
    artifacts.pluginChecks = paths_of("plugin-check");
    artifacts.themeChecks = paths_of("theme-check-normalized");
    return artifacts;
  }

  void write_metadata() {
    ArtifactMetadata metadata;
    metadata.id = bundle_.id;
    metadata.contentDigest = content_digest_;
    metadata.createdAt = input_.createdAt;
    metadata.runtime = safe_.runtime;
    metadata.provenance = provenance_;
    metadata.mounts = safe_.mounts;
    metadata.policy = safe_.policy;
    metadata.context = safe_.context;
    metadata.spec = input_.spec;
    metadata.artifacts = metadata_artifacts();
    metadata.preview = safe_.preview;
    metadata.previewSessionEvidence = *bundle_.previewSessionEvidenceRef;
    metadata.redaction = account_.summary();
    add_document("metadata.json", metadata);
  }

  void write_manifest() {
    ArtifactManifest manifest;
    manifest.id = bundle_.id;
    manifest.contentDigest = content_digest_;
    manifest.createdAt = input_.createdAt;
    manifest.runtime = safe_.runtime;
    files_.push_back(artifact_manifest_file("manifest.json", "manifest", "application/json"));
    std::stable_sort(files_.begin(), files_.end(),
                     [](const ArtifactManifestFile& left, const ArtifactManifestFile& right) {
                       return manifest_rank(left) < manifest_rank(right);
                     });
    manifest.files = std::move(files_);
    const std::string digest = manifest_self_digest_hex(manifest);
    for (ArtifactManifestFile& file : manifest.files) {
      if (file.path == "manifest.json") file.sha256 = ContentDigest::of(digest);
    }
    stage_.write("manifest.json", json::to_pretty_json(manifest) + "\n");
  }

  const BundleInput& input_;
  const RunRecords& records_;
  std::filesystem::path directory_;
  Redacted safe_;
  ArtifactBundle bundle_;
  StagedFolder stage_;
  RedactionAccount account_;
  std::vector<ArtifactManifestFile> files_;
  std::vector<MountDiff> diffs_;
  std::string patch_;
  ArtifactChangedFiles changed_files_;
  ArtifactContentDigest content_digest_;
  ArtifactProvenance provenance_;
  std::vector<LifecycleEvent> events_;
  std::vector<std::pair<std::string, std::string>> captured_;
};

}  // namespace bundle_writer

WP_CODEBOX_INLINE ArtifactBundle write_bundle(const BundleInput& input) {
  return bundle_writer::Writer(input).write();
}

}  // namespace WP_CODEBOX_NAMESPACE
