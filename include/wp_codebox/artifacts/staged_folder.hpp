#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// A folder that appears whole or not at all.

namespace WP_CODEBOX_NAMESPACE {

/// Files are written into a folder beside the wanted one; `publish` puts it in its place at once.
/// What was there before stays as it was until then, and is gone afterwards. One thread at a time.
/// Everything throws `RuntimeError` with the code `runtime-artifacts-failed` when the disk is full
/// or refuses.
class StagedFolder {
 public:
  /// Begins a folder that will stand at `target`, whose parent must exist.
  explicit StagedFolder(std::filesystem::path target);
  /// Removes what was not published.
  ~StagedFolder();
  StagedFolder(const StagedFolder&) = delete;
  StagedFolder& operator=(const StagedFolder&) = delete;

  /// Writes a file at a relative path, and the folders above it. A file that is there already is
  /// replaced.
  void write(std::string_view path, std::string_view bytes);

  /// The bytes of a file that was written.
  [[nodiscard]] std::string read(std::string_view path) const;

  /// Puts the folder in its place.
  void publish();

  /// Where it stands before it is published.
  [[nodiscard]] const std::filesystem::path& path() const { return stage_; }

 private:
  std::filesystem::path target_;
  std::filesystem::path stage_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/staged_folder.inl.hpp"
#endif
