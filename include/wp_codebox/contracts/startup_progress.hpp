#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How far a boot is: contract type `BrowserStartupProgressEvent`.

namespace WP_CODEBOX_NAMESPACE {

/// Phases of a boot, in their order.
enum class KnownStartupPhase : std::uint8_t {
  start,
  loading_client,
  loading_wordpress,
  applying_blueprint,
  installing_dependencies,
  activating_dependencies,
  connecting_client,
  ready,
  error
};
template <>
inline constexpr auto json::enum_texts<KnownStartupPhase> =
    json::enum_texts_of("preview:start", "preview:loading-client", "preview:loading-wordpress",
                        "preview:applying-blueprint", "preview:installing-dependencies",
                        "preview:activating-dependencies", "preview:connecting-client",
                        "preview:ready", "preview:error");

/// Contract type `BrowserStartupProgressPhase`: other texts are legal too.
using BrowserStartupProgressPhase = json::Open<KnownStartupPhase>;

/// Contract type `BrowserStartupProgressStatus`.
enum class BrowserStartupProgressStatus : std::uint8_t { running, complete, failed };
template <>
inline constexpr auto json::enum_texts<BrowserStartupProgressStatus> =
    json::enum_texts_of("running", "complete", "failed");

/// Contract type `BrowserStartupProgressEvent`.
struct BrowserStartupProgressEvent {
  json::Constant<"wp-codebox/browser-startup-progress/v1"> schema;
  BrowserStartupProgressPhase phase;
  BrowserStartupProgressStatus status = BrowserStartupProgressStatus::running;
  std::optional<std::string> label;
  std::optional<double> elapsed_ms;
  std::optional<json::Dictionary<json::Value>> detail;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BrowserStartupProgressEvent&) const = default;
};

/// What the first phase says about the preview.
struct StartupPreviewDetail {
  bool hasPublicUrl = false;
  bool hasSiteUrl = false;
  bool hasFixedPort = false;
  json::Nullable<std::string> bind;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupPreviewDetail&) const = default;
};

/// Detail of `preview:start`.
struct StartupStartDetail {
  RuntimeBackendKind backend;
  StartupPreviewDetail preview;
  double mounts = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupStartDetail&) const = default;
};

/// Detail of `preview:loading-wordpress`.
struct StartupWordPressDetail {
  std::optional<std::string> wordpressVersion;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupWordPressDetail&) const = default;
};

/// Detail of the three phases that apply a blueprint.
struct StartupBlueprintDetail {
  double steps = 0;
  double dependencySteps = 0;
  double activationSteps = 0;
  std::vector<std::string> stepTypes;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupBlueprintDetail&) const = default;
};

/// Detail of `preview:connecting-client`.
struct StartupConnectDetail {
  std::string localUrl;
  std::optional<json::Value> cacheValidation;
  json::Nullable<double> fixedPreviewPort;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupConnectDetail&) const = default;
};

/// Detail of `preview:ready`.
struct StartupReadyDetail {
  std::string localUrl;
  std::optional<std::string> upstreamUrl;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupReadyDetail&) const = default;
};

/// Why a boot failed.
struct StartupFailure {
  std::optional<std::string> name;
  std::string message;
  std::optional<std::string> code;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupFailure&) const = default;
};

/// Detail of `preview:error`.
struct StartupErrorDetail {
  StartupFailure error;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const StartupErrorDetail&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow browser_startup_progress_event_fields[] = {
    json::field<&BrowserStartupProgressEvent::schema>("schema", "Schema id."),
    json::field<&BrowserStartupProgressEvent::phase>("phase", "The phase."),
    json::field<&BrowserStartupProgressEvent::status>("status", "How it stands."),
    json::field<&BrowserStartupProgressEvent::label>("label", "What happens, for people."),
    json::field<&BrowserStartupProgressEvent::elapsed_ms>("elapsed_ms",
                                                          "Milliseconds since the boot began."),
    json::field<&BrowserStartupProgressEvent::detail>("detail", "More, by phase."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BrowserStartupProgressEvent::table =
    json::struct_table<BrowserStartupProgressEvent>(
        "BrowserStartupProgressEvent", "How far a boot is.", browser_startup_progress_event_fields,
        {.schema_id = "wp-codebox/browser-startup-progress/v1"});

inline constexpr json::FieldRow startup_preview_detail_fields[] = {
    json::field<&StartupPreviewDetail::hasPublicUrl>("hasPublicUrl",
                                                     "Whether the create spec has a public URL."),
    json::field<&StartupPreviewDetail::hasSiteUrl>("hasSiteUrl",
                                                   "Whether the create spec has a site URL."),
    json::field<&StartupPreviewDetail::hasFixedPort>("hasFixedPort",
                                                     "Whether the create spec has a port."),
    json::field<&StartupPreviewDetail::bind>("bind", "Address to listen at."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupPreviewDetail::table =
    json::struct_table<StartupPreviewDetail>("StartupPreviewDetail",
                                             "What the first phase says about the preview.",
                                             startup_preview_detail_fields);

inline constexpr json::FieldRow startup_start_detail_fields[] = {
    json::field<&StartupStartDetail::backend>("backend", "Kind of the backend."),
    json::field<&StartupStartDetail::preview>("preview",
                                              "What the create spec asks of the preview."),
    json::field<&StartupStartDetail::mounts>("mounts", "Number of mounts."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupStartDetail::table =
    json::struct_table<StartupStartDetail>("StartupStartDetail", "Detail of preview:start.",
                                           startup_start_detail_fields);

inline constexpr json::FieldRow startup_word_press_detail_fields[] = {
    json::field<&StartupWordPressDetail::wordpressVersion>("wordpressVersion",
                                                           "Version that was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupWordPressDetail::table =
    json::struct_table<StartupWordPressDetail>("StartupWordPressDetail",
                                               "Detail of preview:loading-wordpress.",
                                               startup_word_press_detail_fields);

inline constexpr json::FieldRow startup_blueprint_detail_fields[] = {
    json::field<&StartupBlueprintDetail::steps>("steps", "Number of steps."),
    json::field<&StartupBlueprintDetail::dependencySteps>(
        "dependencySteps", "Number of steps that install something."),
    json::field<&StartupBlueprintDetail::activationSteps>(
        "activationSteps", "Number of steps that activate something."),
    json::field<&StartupBlueprintDetail::stepTypes>("stepTypes", "Type of each step."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupBlueprintDetail::table =
    json::struct_table<StartupBlueprintDetail>("StartupBlueprintDetail",
                                               "Detail of the phases that apply a blueprint.",
                                               startup_blueprint_detail_fields);

inline constexpr json::FieldRow startup_connect_detail_fields[] = {
    json::field<&StartupConnectDetail::localUrl>("localUrl", "Where the server listens."),
    json::field<&StartupConnectDetail::cacheValidation>("cacheValidation",
                                                        "What the engine says about its caches."),
    json::field<&StartupConnectDetail::fixedPreviewPort>("fixedPreviewPort", "The fixed port."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupConnectDetail::table =
    json::struct_table<StartupConnectDetail>("StartupConnectDetail",
                                             "Detail of preview:connecting-client.",
                                             startup_connect_detail_fields);

inline constexpr json::FieldRow startup_ready_detail_fields[] = {
    json::field<&StartupReadyDetail::localUrl>("localUrl", "Where the site is reached."),
    json::field<&StartupReadyDetail::upstreamUrl>(
        "upstreamUrl", "Where the engine itself listens, behind a fixed port."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupReadyDetail::table =
    json::struct_table<StartupReadyDetail>("StartupReadyDetail", "Detail of preview:ready.",
                                           startup_ready_detail_fields);

inline constexpr json::FieldRow startup_failure_fields[] = {
    json::field<&StartupFailure::name>("name", "Name of the error."),
    json::field<&StartupFailure::message>("message", "What happened."),
    json::field<&StartupFailure::code>("code", "Stable code of the error."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupFailure::table =
    json::struct_table<StartupFailure>("StartupFailure", "Why a boot failed.",
                                       startup_failure_fields);

inline constexpr json::FieldRow startup_error_detail_fields[] = {
    json::field<&StartupErrorDetail::error>("error", "Why the boot failed."),
};
WP_CODEBOX_INLINE constexpr json::StructTable StartupErrorDetail::table =
    json::struct_table<StartupErrorDetail>("StartupErrorDetail", "Detail of preview:error.",
                                           startup_error_detail_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
