#pragma once

#include <exception>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "wp_codebox/artifacts/bundle_paths.hpp"
#include "wp_codebox/artifacts/diagnostics.hpp"
#include "wp_codebox/artifacts/mount_capture.hpp"
#include "wp_codebox/artifacts/text_content.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace mount_capture {

inline constexpr std::size_t deepest_folder = 1000;

/// Walks over mounts and fills in one capture.
class Walk {
 public:
  Walk(const Redactor& redactor, const CaptureLimits& limits, MountCapture& capture)
      : redactor_(redactor), limits_(limits), capture_(capture) {}

  void mount(std::size_t index, const MountSpec& spec) {
    mount_index_ = index;
    source_ = redactor_.redact_text(spec.source);
    target_ = redactor_.redact_text(spec.target);
    TreeNames names(redactor_);
    names_ = &names;
    try {
      if (spec.type == KnownMountType::file) {
        single_file(spec);
      } else {
        while (target_.ends_with('/')) target_.pop_back();
        folder(HostDirectory(spec.source), "", 0);
      }
    } catch (const std::exception& error) {
      report("mount-capture-failed", redactor_.redact_text(error.what()), target_,
             ArtifactDiagnosticSeverity::error);
    }
  }

 private:
  void folder(const HostDirectory& directory, const std::string& prefix, std::size_t depth) {
    if (depth > deepest_folder) {
      report("mount-too-deep", "Folders below this one are nested too deep to be captured",
             target_of(names_->shown(prefix)), ArtifactDiagnosticSeverity::warning);
      return;
    }
    for (const HostEntry& entry : directory.entries()) {
      const std::string path = prefix.empty() ? entry.name : prefix + "/" + entry.name;
      if (entry.type == HostEntryType::directory && is_skipped_name(entry.name)) {
        skip(names_->shown(path), ArtifactSkippedFileReason::directory_skipped);
      } else if (entry.type == HostEntryType::directory) {
        inner_folder(directory, entry.name, path, depth);
      } else if (entry.type == HostEntryType::file) {
        file(directory, entry, path);
      }
    }
  }

  void inner_folder(const HostDirectory& directory, const std::string& name,
                    const std::string& path, std::size_t depth) {
    std::optional<HostDirectory> inner;
    try {
      inner = directory.open_directory(name);
    } catch (const HostReadError& error) {
      report("mount-folder-unreadable", redactor_.redact_text(error.what()),
             target_of(names_->shown(path)), ArtifactDiagnosticSeverity::warning);
    }
    if (inner) folder(*inner, path, depth + 1);
  }

  void file(const HostDirectory& directory, const HostEntry& entry, const std::string& path) {
    const std::string shown = names_->shown(path);
    if (capture_.files.size() >= limits_.max_files) {
      return skip(shown, ArtifactSkippedFileReason::max_files_exceeded);
    }
    if (entry.size > limits_.max_file_bytes) {
      return skip(shown, ArtifactSkippedFileReason::max_file_bytes_exceeded);
    }
    std::optional<std::string> bytes;
    try {
      bytes = directory.read_file(entry.name, limits_.max_file_bytes);
    } catch (const HostReadError& error) {
      return report("mount-file-unreadable", redactor_.redact_text(error.what()), target_of(shown),
                    ArtifactDiagnosticSeverity::warning);
    }
    // It was no regular file any more, or grew meanwhile.
    if (!bytes) return skip(shown, ArtifactSkippedFileReason::max_file_bytes_exceeded);
    keep(shown, source_ + "/" + shown, target_of(shown), std::move(*bytes));
  }

  void single_file(const MountSpec& spec) {
    const std::string name = std::filesystem::path(spec.source).filename().string();
    const std::string shown = names_->shown(name);
    if (capture_.files.size() >= limits_.max_files) {
      return skip_at(shown, source_, target_, ArtifactSkippedFileReason::max_files_exceeded);
    }
    std::error_code error;
    const auto size = std::filesystem::file_size(spec.source, error);
    if (error) throw HostReadError("cannot read " + spec.source, error.value());
    auto bytes = read_host_file(spec.source, limits_.max_file_bytes);
    if (size > limits_.max_file_bytes || !bytes) {
      return skip_at(shown, source_, target_, ArtifactSkippedFileReason::max_file_bytes_exceeded);
    }
    keep(shown, source_, target_, std::move(*bytes));
  }

  void keep(const std::string& shown, std::string source, std::string target, std::string bytes) {
    const bool text = is_text(bytes);
    if (!text && redactor_.holds_secret(bytes)) {
      report("secret-detected", "A binary file that holds a secret was not captured", target,
             ArtifactDiagnosticSeverity::warning);
      return skip_at(shown, std::move(source), std::move(target),
                     ArtifactSkippedFileReason::secret_detected);
    }
    CapturedFile file;
    file.bytes = text ? redactor_.redact_text(bytes) : std::move(bytes);
    file.record.mountIndex = static_cast<double>(mount_index_);
    file.record.source = std::move(source);
    file.record.target = std::move(target);
    file.record.relativePath = shown;
    file.record.artifactPath = free_path(shown);
    file.record.size = static_cast<double>(file.bytes.size());
    file.record.sha256 = sha256_hex(file.bytes);
    file.record.contentType = text ? "text/plain; charset=utf-8" : "application/octet-stream";
    file.record.replayable = text;
    capture_.document.files.push_back(file.record);
    capture_.files.push_back(std::move(file));
  }

  /// A path in the bundle that no other file has.
  std::string free_path(const std::string& shown) {
    const std::string folder = "files/mounts/" + std::to_string(mount_index_) + "/";
    std::string path = folder + storable_path(shown);
    for (int number = 2; !paths_.insert(path).second; ++number) {
      path = folder + storable_path(shown) + "~" + std::to_string(number);
    }
    return path;
  }

  [[nodiscard]] std::string target_of(const std::string& shown) const {
    return target_ + "/" + shown;
  }

  void skip(const std::string& shown, ArtifactSkippedFileReason reason) {
    skip_at(shown, source_ + "/" + shown, target_of(shown), reason);
  }

  void skip_at(const std::string& shown, std::string source, std::string target,
               ArtifactSkippedFileReason reason) {
    capture_.document.skipped.push_back({static_cast<double>(mount_index_),
                                         std::move(source),
                                         std::move(target),
                                         shown,
                                         reason,
                                         {}});
  }

  void report(const std::string& type, std::string message, std::string path,
              ArtifactDiagnosticSeverity severity) {
    ArtifactDiagnostic diagnostic =
        capture_diagnostic("mount-" + std::to_string(mount_index_) + "-" + type + "-" +
                               std::to_string(capture_.diagnostics.size() + 1),
                           type, severity, std::move(message));
    diagnostic.source = source_;
    diagnostic.path = std::move(path);
    diagnostic.refs = {
        {"files/mounted-files.json", "mounted-files", std::nullopt, std::nullopt, {}}};
    capture_.diagnostics.push_back(std::move(diagnostic));
  }

  const Redactor& redactor_;
  const CaptureLimits& limits_;
  MountCapture& capture_;
  std::size_t mount_index_ = 0;
  std::string source_;
  std::string target_;
  TreeNames* names_ = nullptr;
  std::set<std::string> paths_;
};

}  // namespace mount_capture

WP_CODEBOX_INLINE MountCapture capture_mounts(const std::vector<MountSpec>& mounts,
                                              const Redactor& redactor,
                                              const CaptureLimits& limits) {
  MountCapture capture;
  capture.document.limits = {static_cast<double>(limits.max_files),
                             static_cast<double>(limits.max_file_bytes),
                             {".git", "node_modules"},
                             {}};
  mount_capture::Walk walk(redactor, limits, capture);
  for (std::size_t i = 0; i < mounts.size(); ++i) {
    if (mounts[i].mode == MountMode::readwrite) walk.mount(i, mounts[i]);
  }
  return capture;
}

}  // namespace WP_CODEBOX_NAMESPACE
