#pragma once

#include <memory>

#include "reference_backend/memory/memory_engine.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The in-memory engine as a backend.

namespace WP_CODEBOX_NAMESPACE {

/// What the backend says of itself: kind `memory`, native probes, every policy field enforced.
[[nodiscard]] BackendDescriptor memory_backend_descriptor();

/// A backend of kind `memory`. `faults` break it on purpose.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_memory_backend(
    const memory::EngineFaults& faults = {});

}  // namespace WP_CODEBOX_NAMESPACE
