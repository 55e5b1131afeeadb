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
/// enforced.
[[nodiscard]] BackendDescriptor playground_backend_descriptor();

/// A backend whose runtimes are WordPress Playground in child processes; probes are PHP. Nothing is
/// started before a runtime boots.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_playground_backend(
    playground::PlaygroundOptions options = {});

}  // namespace WP_CODEBOX_NAMESPACE
