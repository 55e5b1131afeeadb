#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/apply.hpp"
#include "wp_codebox/validation/bundle.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Whether the changes of a bundle may be applied (WPC-VER-006).

namespace WP_CODEBOX_NAMESPACE {

/// What is asked before changes are applied.
struct ApplyPreflightOptions {
  BundleVerifyOptions verify;  ///< How the bundle itself is verified.

  /// Sandbox paths that a reviewer approved; trimmed, empty and repeated ones do not count.
  std::vector<std::string> approved_files;
};

/// Verifies the bundle in a folder and says whether every changed file is approved; when it is
/// ready, the result carries what is needed to apply the changes. Never throws on any content.
[[nodiscard]] ArtifactBundleApplyPreflight preflight_apply(
    const std::string& directory, const ApplyPreflightOptions& options = {});

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/apply_preflight.inl.hpp"
#endif
