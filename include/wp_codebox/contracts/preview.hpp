#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The site of a sandbox as reviewers see it: contract type `ArtifactPreview`.

namespace WP_CODEBOX_NAMESPACE {

/// Whether a preview can be opened.
enum class PreviewStatus : std::uint8_t { available, expired_on_completion };
template <>
inline constexpr auto json::enum_texts<PreviewStatus> =
    json::enum_texts_of("available", "expired-on-completion");

/// What happens to a preview when the run ends.
enum class PreviewLifecycle : std::uint8_t { held_after_run, destroyed_on_completion };
template <>
inline constexpr auto json::enum_texts<PreviewLifecycle> =
    json::enum_texts_of("held-after-run", "destroyed-on-completion");

/// Where the URL of a preview comes from.
enum class PreviewSource : std::uint8_t { live_playground, public_url_override };
template <>
inline constexpr auto json::enum_texts<PreviewSource> = json::enum_texts_of("live-playground",
                                                                            "public-url-override");

/// Contract type `ArtifactPreview`.
struct ArtifactPreview {
  std::string url;
  std::optional<std::string> localUrl;
  std::optional<std::string> publicUrl;
  std::optional<std::string> siteUrl;
  PreviewStatus status = PreviewStatus::available;
  PreviewLifecycle lifecycle = PreviewLifecycle::held_after_run;
  PreviewSource source = PreviewSource::live_playground;
  std::string createdAt;
  std::optional<std::string> expiresAt;
  std::optional<double> holdSeconds;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPreview&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_preview_fields[] = {
    json::field<&ArtifactPreview::url>("url", "URL to open."),
    json::field<&ArtifactPreview::localUrl>("localUrl",
                                            "URL on this machine, when a public one is set."),
    json::field<&ArtifactPreview::publicUrl>("publicUrl", "URL that the create spec set."),
    json::field<&ArtifactPreview::siteUrl>("siteUrl", "URL that WordPress takes for its own."),
    json::field<&ArtifactPreview::status>("status", "Whether the preview can be opened."),
    json::field<&ArtifactPreview::lifecycle>("lifecycle", "What happens when the run ends."),
    json::field<&ArtifactPreview::source>("source", "Where the URL comes from."),
    json::field<&ArtifactPreview::createdAt>("createdAt", "Time at which this was written."),
    json::field<&ArtifactPreview::expiresAt>("expiresAt", "Time until which the preview is held."),
    json::field<&ArtifactPreview::holdSeconds>("holdSeconds",
                                               "Seconds for which the preview is held."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPreview::table =
    json::struct_table<ArtifactPreview>(
        "ArtifactPreview", "The site of a sandbox as reviewers see it.", artifact_preview_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
