#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/verification.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks an artifact bundle against its manifest (WPC-VER-001 to WPC-VER-005).

namespace WP_CODEBOX_NAMESPACE {

/// How a bundle is checked.
struct BundleVerifyOptions {
  /// Name of the manifest inside the bundle.
  std::string manifest_file_name = "manifest.json";
  /// Whether files that the manifest does not list are fine.
  bool allow_orphaned_files = false;
  /// Also refuses what the reference system lets pass: no content inputs, an id without the
  /// contract's prefix, an empty runtime, a creation time that is none, paths that differ only in
  /// case (WPC-VER-004).
  bool strict = false;
};

/// Checks the bundle in a folder: all violations, in the contract's order. Reads nothing outside
/// the folder; never throws on any content.
[[nodiscard]] ArtifactBundleVerification verify_artifact_bundle(
    const std::string& directory, const BundleVerifyOptions& options = {});

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/bundle.inl.hpp"
#endif
