#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <utility>

#include "wp_codebox/artifacts/bundle_paths.hpp"
#include "wp_codebox/artifacts/diagnostics.hpp"
#include "wp_codebox/artifacts/mount_diff.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/artifacts/text_content.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace mount_diffs {

inline constexpr std::uint64_t largest_text = std::uint64_t{16} << 20;
inline constexpr std::uint64_t largest_compared = std::uint64_t{256} << 20;

/// What stands on one side at a path.
struct Side {
  enum class Kind : std::uint8_t { absent, text, binary, too_large } kind = Kind::absent;
  std::string raw;      ///< The bytes; empty when too large.
  FileVersion version;  ///< Redacted; of text only.
  std::uint64_t size = 0;
};

/// Files of one side by path.
using Files = std::map<std::string, HostFile, std::less<>>;

inline Files files_by_path(const HostDirectory& folder) {
  Files files;
  for (HostFile& file : list_host_files(folder)) files.emplace(file.path, file);
  return files;
}

inline bool utf16_less(const std::string& left, const std::string& right) {
  return json::compare_utf16(left, right) < 0;
}

/// Compares two folders file by file.
class Comparison {
 public:
  Comparison(std::size_t mount_index, std::string target, const Redactor& redactor, PatchForm form,
             MountDiff& result)
      : mount_index_(mount_index),
        target_(std::move(target)),
        redactor_(redactor),
        form_(form),
        result_(result),
        names_(redactor) {}

  void run(const HostDirectory& before, const HostDirectory& after) {
    const Files old_files = files_by_path(before);
    const Files new_files = files_by_path(after);
    std::map<std::string, bool, bool (*)(const std::string&, const std::string&)> paths(
        &utf16_less);
    for (const auto& [path, file] : old_files) paths.emplace(path, true);
    for (const auto& [path, file] : new_files) paths.emplace(path, true);
    for (const auto& [path, unused] : paths) {
      compare(path, read_side(before, old_files, path), read_side(after, new_files, path));
    }
  }

 private:
  Side read_side(const HostDirectory& folder, const Files& files, const std::string& path) const {
    Side side;
    const auto file = files.find(path);
    if (file == files.end()) return side;
    side.size = file->second.size;
    auto bytes = read_below(folder, path, largest_compared);
    if (!bytes || bytes->size() > largest_text) {
      side.kind = Side::Kind::too_large;
      if (bytes) side.raw = std::move(*bytes);
      return side;
    }
    side.raw = std::move(*bytes);
    side.kind = is_text(side.raw) ? Side::Kind::text : Side::Kind::binary;
    if (side.kind == Side::Kind::text) {
      side.version = {redactor_.redact_text(side.raw), file->second.executable};
    }
    return side;
  }

  void compare(const std::string& path, Side before, Side after) {
    using Kind = Side::Kind;
    const bool expressible = (before.kind == Kind::absent || before.kind == Kind::text) &&
                             (after.kind == Kind::absent || after.kind == Kind::text);
    if (!expressible && form_ == PatchForm::strict) {
      if (before.size != after.size || before.raw != after.raw || before.kind != after.kind) {
        report_excluded(path, before, after);
      }
      return;
    }
    // The reference system does not see what is not text.
    const auto version = [](const Side& side) {
      return side.kind == Kind::text ? &side.version : nullptr;
    };
    const FileVersion* const old_version = version(before);
    const FileVersion* const new_version = version(after);
    if (old_version == nullptr && new_version == nullptr) return;
    if (old_version != nullptr && new_version != nullptr &&
        !differ(form_, *old_version, *new_version)) {
      if (form_ == PatchForm::strict && before.raw != after.raw) report_redacted(path);
      return;
    }
    add(path, old_version, new_version);
  }

  void add(const std::string& path, const FileVersion* before, const FileVersion* after) {
    ArtifactChangedFile file;
    file.relativePath = names_.shown(path);
    file.path = target_ + "/" + file.relativePath;
    file.status = ArtifactChangedFileStatus::modified;
    if (before == nullptr) file.status = ArtifactChangedFileStatus::added;
    if (after == nullptr) file.status = ArtifactChangedFileStatus::deleted;
    if (before != nullptr) describe(*before, file.beforeSha256, file.beforeMode);
    if (after != nullptr) describe(*after, file.afterSha256, file.afterMode);
    file.mountIndex = static_cast<double>(mount_index_);
    file.mountTarget = result_.entry.target;
    file.patchPath = result_.entry.artifactPath;
    if (!result_.patch.empty()) result_.patch += '\n';
    result_.patch += file_patch(form_, file.path, before, after);
    result_.changed_files.push_back(std::move(file));
  }

  void describe(const FileVersion& version, std::optional<std::string>& sha256,
                std::optional<std::string>& mode) const {
    sha256 = sha256_hex(normalize_line_ends(version.bytes));
    mode = form_ == PatchForm::strict ? git_mode(version) : "100644";
  }

  void report_excluded(const std::string& path, const Side& before, const Side& after) {
    using Kind = Side::Kind;
    const bool large = before.kind == Kind::too_large || after.kind == Kind::too_large;
    std::string message = large ? "The patch leaves out a change of a file that is too large"
                                : "The patch leaves out a change of a binary file";
    if (before.kind == Kind::absent) message += " that was added";
    if (after.kind == Kind::absent) message += " that was deleted";
    report(path, large ? "patch-file-too-large" : "patch-binary-file", std::move(message));
  }

  void report_redacted(const std::string& path) {
    report(path, "patch-redacted-change",
           "The patch leaves out a change inside a text that was redacted");
  }

  void report(const std::string& path, std::string type, std::string message) {
    ArtifactDiagnostic diagnostic = capture_diagnostic(
        "mount-" + std::to_string(mount_index_) + "-" + type + "-" + std::to_string(++reported_),
        type, ArtifactDiagnosticSeverity::warning, std::move(message));
    diagnostic.path = target_ + "/" + names_.shown(path);
    diagnostic.refs = {{result_.entry.artifactPath, "diff", std::nullopt, std::nullopt, {}}};
    result_.diagnostics.push_back(std::move(diagnostic));
  }

  std::size_t mount_index_;
  std::string target_;
  const Redactor& redactor_;
  PatchForm form_;
  MountDiff& result_;
  TreeNames names_;
  std::size_t reported_ = 0;
};

/// The text that a mount's metadata has under a name.
inline std::optional<std::string> metadata_text(const MountSpec& mount, std::string_view name) {
  if (!mount.metadata) return std::nullopt;
  const json::Value* const value = mount.metadata->find(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return json::Parsed(*value).root().text();
}

inline ArtifactDiagnostic failure(std::size_t mount_index, const ArtifactMountDiff& entry) {
  ArtifactDiagnostic diagnostic =
      capture_diagnostic("mount-" + std::to_string(mount_index) + "-diff-extraction-failed",
                         "mount-diff-extraction-failed", ArtifactDiagnosticSeverity::error,
                         entry.error.value_or("The mount could not be compared"));
  diagnostic.source = entry.source;
  diagnostic.path = entry.target;
  diagnostic.refs = {{entry.artifactPath, "diff", std::nullopt, std::nullopt, {}}};
  json::Dictionary<json::Value> details;
  details.append("mountIndex") = json::Value::number(static_cast<double>(mount_index));
  details.append("baselineSource") = json::Value::string(entry.baselineSource.value_or(""));
  details.append("target") = json::Value::string(entry.target);
  diagnostic.details = std::move(details);
  return diagnostic;
}

/// The folder at a path, links in the path resolved once.
inline HostDirectory open_resolved(const std::string& path) {
  return HostDirectory(std::filesystem::canonical(path).string());
}

/// A text of a mount's metadata that is not empty.
inline std::optional<std::string> filled_text(const MountSpec& mount, std::string_view name) {
  auto text = metadata_text(mount, name);
  return text && !text->empty() ? std::move(text) : std::nullopt;
}

inline std::optional<std::string> filled_text(const MountSpec& mount, std::string_view name,
                                              std::string_view otherwise) {
  auto text = filled_text(mount, name);
  return text ? std::move(text) : filled_text(mount, otherwise);
}

inline WorkspacePatchWorkspace workspace_of(const MountDiff& diff, const MountSpec& mount) {
  WorkspacePatchWorkspace workspace;
  workspace.mountIndex = diff.entry.mountIndex;
  workspace.target = diff.entry.target;
  workspace.source = diff.entry.source;
  workspace.baselineSource = diff.entry.baselineSource;
  workspace.status = diff.entry.status;
  workspace.changed = diff.entry.changed;
  workspace.sourceMode = filled_text(mount, "sourceMode");
  workspace.workspaceRef = filled_text(mount, "workspaceRef");
  workspace.mountRole = filled_text(mount, "mountRole", "kind");
  workspace.component = filled_text(mount, "component", "slug");
  workspace.repo = filled_text(mount, "repo");
  workspace.gitRef = filled_text(mount, "gitRef", "default_branch");
  workspace.defaultBranch = filled_text(mount, "default_branch");
  workspace.patch = diff.entry.artifactPath;
  return workspace;
}

inline WorkspacePatchFile promoted(const ArtifactChangedFile& file) {
  return {file.path,
          file.relativePath,
          file.status,
          file.beforeSha256,
          file.beforeMode,
          file.afterSha256,
          file.afterMode,
          file.mountIndex,
          file.mountTarget,
          file.patchPath,
          {},
          file.extra};
}

}  // namespace mount_diffs

WP_CODEBOX_INLINE MountDiff diff_mount(std::size_t mount_index, const MountSpec& mount,
                                       const Redactor& redactor, PatchForm form) {
  MountDiff diff;
  diff.entry.mountIndex = static_cast<double>(mount_index);
  diff.entry.source = redactor.redact_text(mount.source);
  diff.entry.target = redactor.redact_text(mount.target);
  diff.entry.artifactPath = "files/diffs/mount-" + std::to_string(mount_index) + ".patch";
  const auto baseline = mount_diffs::metadata_text(mount, "baselineSource");
  if (!baseline) {
    diff.entry.reason = "missing-baseline-source";
    return diff;
  }
  diff.entry.baselineSource = redactor.redact_text(*baseline);
  std::string target = diff.entry.target;
  while (form == PatchForm::strict && target.ends_with('/')) target.pop_back();
  try {
    const HostDirectory before = mount_diffs::open_resolved(*baseline);
    const HostDirectory after(mount.source);
    mount_diffs::Comparison(mount_index, target, redactor, form, diff).run(before, after);
    diff.entry.changed = !diff.patch.empty();
    diff.entry.status =
        diff.entry.changed ? ArtifactMountDiffStatus::changed : ArtifactMountDiffStatus::unchanged;
  } catch (const std::exception& error) {
    diff.patch.clear();
    diff.changed_files.clear();
    diff.diagnostics.clear();
    diff.entry.status = ArtifactMountDiffStatus::failed;
    diff.entry.reason = "diff-extraction-failed";
    diff.entry.error = redactor.redact_text(error.what());
    diff.diagnostics.push_back(mount_diffs::failure(mount_index, diff.entry));
  }
  return diff;
}

WP_CODEBOX_INLINE std::vector<MountDiff> diff_mounts(const std::vector<MountSpec>& mounts,
                                                     const Redactor& redactor, PatchForm form) {
  std::vector<MountDiff> diffs;
  for (std::size_t i = 0; i < mounts.size(); ++i) {
    if (mounts[i].mode == MountMode::readwrite) {
      diffs.push_back(diff_mount(i, mounts[i], redactor, form));
    }
  }
  return diffs;
}

WP_CODEBOX_INLINE std::string joined_patch(const std::vector<MountDiff>& diffs) {
  std::string patch;
  for (const MountDiff& diff : diffs) {
    if (diff.patch.empty()) continue;
    if (!patch.empty()) patch += '\n';
    patch += diff.patch;
  }
  return patch;
}

WP_CODEBOX_INLINE ArtifactChangedFiles changed_files_document(const std::vector<MountDiff>& diffs) {
  ArtifactChangedFiles document;
  for (const MountDiff& diff : diffs) {
    document.files.insert(document.files.end(), diff.changed_files.begin(),
                          diff.changed_files.end());
  }
  return document;
}

WP_CODEBOX_INLINE WorkspacePatch workspace_patch_document(
    const std::string& created_at, const ArtifactContentDigest& content_digest,
    const std::optional<json::Value>& workspace, const std::vector<MountSpec>& mounts,
    const std::vector<MountDiff>& diffs) {
  WorkspacePatch document;
  document.createdAt = created_at;
  document.contentDigest = content_digest;
  document.workspace = workspace;
  document.promotion.changedFiles = "files/changed-files.json";
  document.promotion.patch = "files/patch.diff";
  document.evidence = {"files/diffs.json", "files/diagnostics.json", "files/test-results.json", {}};
  WorkspacePatchSummary& summary = document.summary;
  for (const MountDiff& diff : diffs) {
    const auto index = static_cast<std::size_t>(diff.entry.mountIndex);
    document.workspaces.push_back(mount_diffs::workspace_of(diff, mounts.at(index)));
    summary.changed = summary.changed || diff.entry.changed;
    for (const ArtifactChangedFile& file : diff.changed_files) {
      summary.files += 1;
      if (file.status == ArtifactChangedFileStatus::added) summary.added += 1;
      if (file.status == ArtifactChangedFileStatus::modified) summary.modified += 1;
      if (file.status == ArtifactChangedFileStatus::deleted) summary.deleted += 1;
      document.promotion.files.push_back(mount_diffs::promoted(file));
    }
  }
  return document;
}

}  // namespace WP_CODEBOX_NAMESPACE
