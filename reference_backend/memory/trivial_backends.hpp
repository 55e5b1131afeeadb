#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Backends that do nothing for their answers. Whatever such a backend passes is not checked well
/// enough, or is not the backend's doing.

namespace WP_CODEBOX_NAMESPACE {

/// Their names: `trivial-null` (empty answers), `trivial-echo` (the question as answer),
/// `trivial-yes` (every call succeeds, in due form), `trivial-error` (every call is refused, with a
/// code), `trivial-replay` (each call is answered as one of its kind was in a recorded run).
[[nodiscard]] std::span<const std::string_view> trivial_backend_names();

/// The backend of that name, or null. It declares what the in-memory backend declares.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_trivial_backend(std::string_view name);

}  // namespace WP_CODEBOX_NAMESPACE
