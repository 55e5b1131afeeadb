#pragma once

#include <memory>

#include "reference_backend/playground/playground_engine.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The backend that runs real WordPress.

namespace WP_CODEBOX_NAMESPACE {

/// What the backend says of itself: kind `wordpress-playground`, PHP probes, every policy field
/// enforced; the capability `wp-cli` only when the options name a phar.
[[nodiscard]] BackendDescriptor playground_backend_descriptor(
    const playground::PlaygroundOptions& options = {});

/// A backend whose runtimes are WordPress Playground in child processes; probes are PHP. Nothing is
/// started before a runtime boots. Error: `wp-codebox-playground-startup-asset-unavailable` when
/// the options name a phar that is no file.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_playground_backend(
    playground::PlaygroundOptions options = {});

}  // namespace WP_CODEBOX_NAMESPACE
