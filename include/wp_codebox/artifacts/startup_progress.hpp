#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The events that a boot tells of, phase by phase (WPC-EVT-010). Pure: who boots says when.
/// `elapsed_ms` is left to the caller.

namespace WP_CODEBOX_NAMESPACE {

/// What the events and the engine's blueprint follow from.
struct StartupSpec {
  RuntimeBackendKind backend;               ///< Stands in the event `start`.
  std::optional<std::string> version = {};  ///< Of WordPress.

  /// Of the create spec, in JSON; none or `null`: no blueprint.
  std::optional<json::Value> blueprint = {};
  /// What the create spec asks of a preview; a fixed port decides its URL.
  std::optional<RuntimePreviewSpec> preview = {};
  std::size_t mounts = 0;                  ///< How many the create spec has.
  std::vector<std::string> commands = {};  ///< Of the policy.
};

/// `preview:start` and `preview:loading-client`: before a fixed port is looked at.
[[nodiscard]] std::vector<BrowserStartupProgressEvent> startup_begin_events(
    const StartupSpec& spec);

/// `preview:loading-wordpress` and the phases of the blueprint, as far as it has such steps: before
/// the engine starts.
[[nodiscard]] std::vector<BrowserStartupProgressEvent> startup_loading_events(
    const StartupSpec& spec);

/// `preview:connecting-client`: the engine's server listens. A backend without preview has no URL.
[[nodiscard]] BrowserStartupProgressEvent startup_connecting_event(
    const StartupSpec& spec, const std::optional<std::string>& engine_url,
    const std::optional<json::Value>& cache_validation = std::nullopt);

/// `preview:ready`: the site is reached.
[[nodiscard]] BrowserStartupProgressEvent startup_ready_event(
    const StartupSpec& spec, const std::optional<std::string>& engine_url);

/// `preview:error`: the boot failed.
[[nodiscard]] BrowserStartupProgressEvent startup_error_event(const StartupFailure& failure);

/// Where the site is reached: at the fixed port if there is one, else at the engine's server.
[[nodiscard]] std::string startup_site_url(const StartupSpec& spec, const std::string& engine_url);

/// Whether the spec asks for a port; port 0 does not.
[[nodiscard]] bool has_fixed_port(const StartupSpec& spec);

/// The blueprint that a Playground engine boots from: the spec's with the site URL set first, the
/// plugins of plugin-check and theme-check installed and the library of WP-CLI added when the
/// policy's commands need them. None when there is nothing to apply.
[[nodiscard]] std::optional<json::Value> startup_blueprint(const StartupSpec& spec);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/startup_progress.inl.hpp"
#endif
