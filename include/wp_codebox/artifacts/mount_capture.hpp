#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/diagnostics.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/mounted_files.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Copies of the files in readwrite mounts (WPC-ART-016, WPC-ART-017).

namespace WP_CODEBOX_NAMESPACE {

/// Limits of a capture; the defaults are the contract's.
struct CaptureLimits {
  std::size_t max_files = 200;               ///< Over all mounts together.
  std::size_t max_file_bytes = 1024 * 1024;  ///< Of the file on the host.
};

/// A file and the bytes that its copy has.
struct CapturedFile {
  ArtifactMountedFile record;  ///< Its entry in `files/mounted-files.json`.
  std::string bytes;           ///< Text redacted; other bytes as they are.
};

/// What was captured.
struct MountCapture {
  std::vector<CapturedFile> files;  ///< Mount after mount; each folder in byte order of names.
  ArtifactMountedFiles document;    ///< For `files/mounted-files.json`.

  /// Mounts, folders and files that could not be read, and binary files with a secret in them.
  std::vector<ArtifactDiagnostic> diagnostics;
};

/// Captures the files of all readwrite mounts, without following links: each folder in byte order
/// of names. Text is redacted; a binary file that holds a secret is skipped (WPC-RED-010). The
/// mounts are the real ones; everything in the result is redacted. Never throws but for want of
/// memory.
[[nodiscard]] MountCapture capture_mounts(const std::vector<MountSpec>& mounts,
                                          const Redactor& redactor,
                                          const CaptureLimits& limits = {});

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/mount_capture.inl.hpp"
#endif
