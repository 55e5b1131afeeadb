#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "wp_codebox/artifacts/review.hpp"
#include "wp_codebox/artifacts/text_content.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace review {

/// A path between quotation marks as git writes it, without quotes and escapes; `text` starts at
/// the quotation mark.
inline std::string unquoted_path(std::string_view text) {
  constexpr std::string_view letters = "abtnvfr\"\\";
  constexpr std::string_view named = "\a\b\t\n\v\f\r\"\\";
  std::string path;
  for (std::size_t at = 1; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      path += text[at];
      continue;
    }
    const char escape = text[++at];
    const std::size_t letter = letters.find(escape);
    if (letter != std::string_view::npos) {
      path += named[letter];
    } else {
      unsigned value = 0;
      for (std::size_t digit = 0; digit < 3 && at < text.size(); ++digit, ++at) {
        value = value * 8 + static_cast<unsigned>(text[at] - '0');
      }
      --at;
      path += static_cast<char>(value & 0xFF);
    }
  }
  return path;
}

/// The path that the first line about a file names: what stands between `a` and the first ` b`.
inline std::optional<std::string> header_path(std::string_view line) {
  constexpr std::string_view start = "diff --git ";
  if (!line.starts_with(start)) return std::nullopt;
  line.remove_prefix(start.size());
  if (line.starts_with('"')) {
    const std::string sided = unquoted_path(line);
    return sided.starts_with('a') ? std::optional(sided.substr(1)) : std::nullopt;
  }
  if (!line.starts_with('a')) return std::nullopt;
  const std::size_t end = line.find(" b", 1);
  if (end == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(1, end - 1));
}

inline std::optional<std::uint64_t> read_count(std::string_view& text) {
  std::uint64_t count = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 18 && text[digits] >= '0' && text[digits] <= '9') {
    count = count * 10 + static_cast<std::uint64_t>(text[digits++] - '0');
  }
  text.remove_prefix(digits);
  return digits == 0 ? std::nullopt : std::optional(count);
}

inline bool take(std::string_view& text, std::string_view wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(wanted.size());
  return true;
}

/// The lines that a hunk covers on both sides and those that it touches.
struct Hunk {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  std::uint64_t touched = 0;

  [[nodiscard]] bool is_rewrite() const {
    return std::max(before, after) >= 50 && touched * 10 >= (before + after) * 8;
  }
};

/// A hunk's header with both counts, `@@ -1,2 +3,4 @@`.
inline std::optional<Hunk> hunk_header(std::string_view line) {
  Hunk hunk;
  if (!take(line, "@@ -") || !read_count(line) || !take(line, ",")) return std::nullopt;
  const auto before = read_count(line);
  if (!before || !take(line, " +") || !read_count(line) || !take(line, ",")) return std::nullopt;
  const auto after = read_count(line);
  if (!after || !take(line, " @@")) return std::nullopt;
  hunk.before = *before;
  hunk.after = *after;
  return hunk;
}

inline bool is_touched(std::string_view line) {
  return (line.starts_with('+') && !line.starts_with("+++")) ||
         (line.starts_with('-') && !line.starts_with("---"));
}

inline ArtifactReviewProgress progress(KnownReviewProgressType type, std::string label,
                                       std::string action, std::optional<std::string> timestamp,
                                       std::optional<std::string> component = std::nullopt) {
  ArtifactReviewProgress step;
  step.type = type;
  step.label = std::move(label);
  step.component = std::move(component);
  step.action = std::move(action);
  step.timestamp = std::move(timestamp);
  return step;
}

inline std::vector<ArtifactReviewProgress> progress_of(const ReviewSources& sources) {
  using Type = KnownReviewProgressType;
  std::vector<ArtifactReviewProgress> steps;
  steps.push_back(
      progress(Type::boot, "The sandbox was started", "boot", sources.runtimeCreatedAt));
  for (const MountSpec& mount : sources.mounts) {
    steps.push_back(
        progress(Type::mount, "Mounted at " + mount.target, "mount", std::nullopt, mount.target));
  }
  steps.push_back(
      progress(Type::artifact, "The results were captured", "capture", sources.createdAt));
  steps.push_back(progress(Type::complete, "Ready to be reviewed", "complete", sources.createdAt));
  return steps;
}

inline std::vector<ArtifactReviewAction> actions() {
  using Kind = KnownReviewActionKind;
  return {{Kind::approve, "Approve everything", true, {}},
          {Kind::approve_files, "Approve some files", true, {}},
          {Kind::discard, "Throw the changes away", std::nullopt, {}},
          {Kind::iterate, "Ask for another round", std::nullopt, {}}};
}

inline std::string summary_of(const ArtifactReviewStats& stats) {
  const auto total = static_cast<std::uint64_t>(stats.total);
  if (total == 0) return "No file was changed.";
  return std::to_string(total) + (total == 1 ? " file was changed." : " files were changed.");
}

inline ArtifactReviewEvidence evidence_of(const ReviewSources& sources) {
  ArtifactReviewEvidence evidence;
  evidence.workspacePatch = "files/workspace-patch.json";
  evidence.patch = "files/patch.diff";
  evidence.patchSha256 = sha256_hex(sources.patch);
  evidence.artifactContentDigest = sources.contentDigest;
  evidence.changedFiles = "files/changed-files.json";
  evidence.diagnostics = sources.diagnosticsPath;
  evidence.testResults = "files/test-results.json";
  evidence.runtimeReferenceManifest = "files/runtime-reference-manifest.json";
  evidence.runtimeReplayReferenceIndex = "files/runtime-replay-index.json";
  evidence.previewEvidence = sources.previewEvidencePath;
  evidence.previewSessionEvidence = sources.previewSessionEvidencePath;
  return evidence;
}

}  // namespace review

WP_CODEBOX_INLINE std::vector<std::string> rewrite_risk_flags(std::string_view patch) {
  std::vector<std::string> flags;
  std::string path;
  std::optional<review::Hunk> hunk;
  const auto close_hunk = [&] {
    if (hunk && hunk->is_rewrite()) flags.push_back("suspicious-full-file-rewrite:" + path);
    hunk.reset();
  };
  for (const std::string_view line : split_lines(patch)) {
    if (auto named = review::header_path(line)) {
      close_hunk();
      path = std::move(*named);
    } else if (const auto header = review::hunk_header(line)) {
      close_hunk();
      hunk = header;
    } else if (hunk && review::is_touched(line)) {
      ++hunk->touched;
    }
  }
  close_hunk();
  std::sort(flags.begin(), flags.end(), [](const std::string& left, const std::string& right) {
    return json::compare_utf16(left, right) < 0;
  });
  flags.erase(std::unique(flags.begin(), flags.end()), flags.end());
  return flags;
}

WP_CODEBOX_INLINE ArtifactReviewStats count_changes(const std::vector<ArtifactChangedFile>& files) {
  ArtifactReviewStats stats;
  for (const ArtifactChangedFile& file : files) {
    if (file.status == ArtifactChangedFileStatus::added) stats.added += 1;
    if (file.status == ArtifactChangedFileStatus::modified) stats.modified += 1;
    if (file.status == ArtifactChangedFileStatus::deleted) stats.deleted += 1;
    stats.total += 1;
  }
  return stats;
}

WP_CODEBOX_INLINE ArtifactReview build_review(const ReviewSources& sources) {
  ArtifactReview document;
  document.artifactId = sources.artifactId;
  document.createdAt = sources.createdAt;
  document.provenance = sources.provenance;
  document.stats = count_changes(sources.changedFiles);
  document.summary = review::summary_of(document.stats);
  for (const ArtifactChangedFile& file : sources.changedFiles) {
    document.changedFiles.push_back(
        {file.path,
         file.status,
         std::string(json::enum_text(file.status)) + " " + file.relativePath,
         file.mountTarget,
         file.relativePath,
         {}});
  }
  document.preview = sources.preview;
  document.progress = review::progress_of(sources);
  document.actions = review::actions();
  document.evidence = review::evidence_of(sources);
  document.browser = sources.browser;
  document.riskFlags = rewrite_risk_flags(sources.patch);
  if (sources.redaction && sources.redaction->total > 0) {
    document.riskFlags.emplace_back("secrets-redacted");
    document.redaction = sources.redaction;
  }
  return document;
}

}  // namespace WP_CODEBOX_NAMESPACE
