#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What browser commands of a run left behind: contract type `ArtifactReviewBrowserSummary`, also
/// the data of a browser-result observation.

namespace WP_CODEBOX_NAMESPACE {

/// How much of a probe can be looked at again.
enum class KnownBrowserReplayability : std::uint8_t { artifact_backed, partial, diagnostic_only };
template <>
inline constexpr auto json::enum_texts<KnownBrowserReplayability> =
    json::enum_texts_of("artifact-backed", "partial", "diagnostic-only");

/// Other texts are legal too.
using ArtifactReviewBrowserReplayability = json::Open<KnownBrowserReplayability>;

/// The window of a probe.
struct ArtifactReviewBrowserViewport {
  double width = 0;
  double height = 0;
  std::optional<double> deviceScaleFactor;
  std::optional<bool> isMobile;
  std::optional<bool> hasTouch;
  std::optional<std::string> userAgent;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewBrowserViewport&) const = default;
};

/// How the assertions of a probe ended.
struct ArtifactReviewBrowserAssertions {
  double total = 0;
  double passed = 0;
  double failed = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewBrowserAssertions&) const = default;
};

/// One page that was looked at. Paths are inside the bundle.
struct ArtifactReviewBrowserProbe {
  std::string url;
  std::optional<std::string> requestedUrl;
  std::optional<std::string> localPreviewOrigin;
  std::optional<std::string> requestedPreviewOrigin;
  std::optional<std::string> effectivePreviewOrigin;
  std::optional<std::string> finalUrl;
  std::optional<json::Nullable<ArtifactReviewBrowserViewport>> viewport;
  std::optional<ArtifactReviewBrowserReplayability> replayability;
  double consoleMessages = 0;
  double errors = 0;
  std::optional<std::string> html;
  std::optional<std::string> network;
  std::optional<std::string> checkpoints;
  std::optional<std::string> memory;
  std::optional<std::string> performance;
  std::optional<std::string> screenshot;
  std::optional<std::string> console;
  std::optional<std::string> errorsFile;
  std::optional<std::string> actions;
  std::optional<std::string> editorState;
  std::optional<std::string> steps;
  std::optional<std::string> summaryFile;
  std::optional<double> networkEvents;
  std::optional<double> actionCount;
  std::optional<double> stepCount;
  std::optional<ArtifactReviewBrowserAssertions> assertions;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewBrowserProbe&) const = default;
};

/// Contract type `ArtifactReviewBrowserSummary`: what browser commands of a run left behind.
struct ArtifactReviewBrowserSummary {
  std::optional<std::string> summary;
  std::vector<ArtifactReviewBrowserProbe> probes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactReviewBrowserSummary&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_review_browser_viewport_fields[] = {
    json::field<&ArtifactReviewBrowserViewport::width>("width", "Width in CSS pixels."),
    json::field<&ArtifactReviewBrowserViewport::height>("height", "Height in CSS pixels."),
    json::field<&ArtifactReviewBrowserViewport::deviceScaleFactor>("deviceScaleFactor",
                                                                   "Device pixels a CSS pixel."),
    json::field<&ArtifactReviewBrowserViewport::isMobile>("isMobile", "Whether it is a phone."),
    json::field<&ArtifactReviewBrowserViewport::hasTouch>("hasTouch", "Whether it can be touched."),
    json::field<&ArtifactReviewBrowserViewport::userAgent>("userAgent",
                                                           "The browser's name for itself."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewBrowserViewport::table =
    json::struct_table<ArtifactReviewBrowserViewport>("ArtifactReviewBrowserViewport",
                                                      "The window of a probe.",
                                                      artifact_review_browser_viewport_fields);

inline constexpr json::FieldRow artifact_review_browser_assertions_fields[] = {
    json::field<&ArtifactReviewBrowserAssertions::total>("total", "All of them."),
    json::field<&ArtifactReviewBrowserAssertions::passed>("passed", "Passed ones."),
    json::field<&ArtifactReviewBrowserAssertions::failed>("failed", "Failed ones."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewBrowserAssertions::table =
    json::struct_table<ArtifactReviewBrowserAssertions>("ArtifactReviewBrowserAssertions",
                                                        "How the assertions of a probe ended.",
                                                        artifact_review_browser_assertions_fields);

inline constexpr json::FieldRow artifact_review_browser_probe_fields[] = {
    json::field<&ArtifactReviewBrowserProbe::url>("url", "The page."),
    json::field<&ArtifactReviewBrowserProbe::requestedUrl>("requestedUrl",
                                                           "The page as the command named it."),
    json::field<&ArtifactReviewBrowserProbe::localPreviewOrigin>(
        "localPreviewOrigin", "Origin of the preview on this machine."),
    json::field<&ArtifactReviewBrowserProbe::requestedPreviewOrigin>("requestedPreviewOrigin",
                                                                     "Origin that was asked for."),
    json::field<&ArtifactReviewBrowserProbe::effectivePreviewOrigin>("effectivePreviewOrigin",
                                                                     "Origin that was used."),
    json::field<&ArtifactReviewBrowserProbe::finalUrl>("finalUrl", "The page after redirects."),
    json::field<&ArtifactReviewBrowserProbe::viewport>("viewport", "The window."),
    json::field<&ArtifactReviewBrowserProbe::replayability>(
        "replayability", "How much of it can be looked at again."),
    json::field<&ArtifactReviewBrowserProbe::consoleMessages>("consoleMessages",
                                                              "Number of console messages."),
    json::field<&ArtifactReviewBrowserProbe::errors>("errors", "Number of errors."),
    json::field<&ArtifactReviewBrowserProbe::html>("html", "Path of the page's HTML."),
    json::field<&ArtifactReviewBrowserProbe::network>("network", "Path of the network log."),
    json::field<&ArtifactReviewBrowserProbe::checkpoints>("checkpoints",
                                                          "Path of the checkpoints."),
    json::field<&ArtifactReviewBrowserProbe::memory>("memory", "Path of the memory figures."),
    json::field<&ArtifactReviewBrowserProbe::performance>("performance",
                                                          "Path of the performance figures."),
    json::field<&ArtifactReviewBrowserProbe::screenshot>("screenshot", "Path of the picture."),
    json::field<&ArtifactReviewBrowserProbe::console>("console", "Path of the console messages."),
    json::field<&ArtifactReviewBrowserProbe::errorsFile>("errorsFile", "Path of the errors."),
    json::field<&ArtifactReviewBrowserProbe::actions>("actions", "Path of the actions."),
    json::field<&ArtifactReviewBrowserProbe::editorState>("editorState",
                                                          "Path of the editor's state."),
    json::field<&ArtifactReviewBrowserProbe::steps>("steps", "Path of the steps."),
    json::field<&ArtifactReviewBrowserProbe::summaryFile>("summaryFile",
                                                          "Path of the probe's summary."),
    json::field<&ArtifactReviewBrowserProbe::networkEvents>("networkEvents",
                                                            "Number of network events."),
    json::field<&ArtifactReviewBrowserProbe::actionCount>("actionCount", "Number of actions."),
    json::field<&ArtifactReviewBrowserProbe::stepCount>("stepCount", "Number of steps."),
    json::field<&ArtifactReviewBrowserProbe::assertions>("assertions", "How the assertions ended."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewBrowserProbe::table =
    json::struct_table<ArtifactReviewBrowserProbe>("ArtifactReviewBrowserProbe",
                                                   "One page that was looked at.",
                                                   artifact_review_browser_probe_fields);

inline constexpr json::FieldRow artifact_review_browser_summary_fields[] = {
    json::field<&ArtifactReviewBrowserSummary::summary>("summary", "In a sentence, for people."),
    json::field<&ArtifactReviewBrowserSummary::probes>("probes",
                                                       "The pages; none without browser commands."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactReviewBrowserSummary::table =
    json::struct_table<ArtifactReviewBrowserSummary>("ArtifactReviewBrowserSummary",
                                                     "What browser commands of a run left behind.",
                                                     artifact_review_browser_summary_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
