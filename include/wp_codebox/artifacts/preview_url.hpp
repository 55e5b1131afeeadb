#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "wp_codebox/contracts/preview_evidence.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Whether a URL may be shown to reviewers.

namespace WP_CODEBOX_NAMESPACE {

/// How careful the classification is.
enum class PreviewUrlProfile : std::uint8_t {
  /// Every URL that parses and does not lead to this machine is safe (WPC-PRE-003).
  core,
  /// Also private, link-local and unqualified hosts, user names and passwords, and other schemes
  /// than http and https are not safe (WPC-PRE-004).
  strict
};

/// The reference that stands for a URL in a bundle; it repeats the URL only if that is safe.
[[nodiscard]] ArtifactPreviewUrlRef classify_preview_url(
    std::optional<std::string_view> url, PreviewUrlProfile profile = PreviewUrlProfile::strict);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/preview_url.inl.hpp"
#endif
