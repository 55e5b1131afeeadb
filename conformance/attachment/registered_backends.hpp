#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/attachment/attachment.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// For authors of a backend in C++: names their backend to the kit, in one line.
///
/// ```cpp
/// WP_CODEBOX_CONFORMANCE_BACKEND("mine", [] { return make_my_backend(); })
/// ```
///
/// In a program that links `wp_codebox::conformance_main`, the kit's cases are GoogleTest tests of
/// that program, and `run --backend mine` gives the whole verdict with its reports.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Names a backend of this program. Before `main`, by way of the macro; true.
bool register_backend(std::string name, BackendFactory factory);

/// The names, in the order of their registration.
[[nodiscard]] std::vector<std::string> registered_backend_names();

/// The factory of a name; null when there is none.
[[nodiscard]] const BackendFactory* registered_backend(std::string_view name);

}  // namespace WP_CODEBOX_NAMESPACE::conformance

#define WP_CODEBOX_CONFORMANCE_JOIN_(left, right) left##right
#define WP_CODEBOX_CONFORMANCE_NAME_(line) \
  WP_CODEBOX_CONFORMANCE_JOIN_(wp_codebox_conformance_backend_, line)

/// Names a backend: a text, and something callable that gives a new
/// `std::unique_ptr<RuntimeBackend>`. In one source file of the program, outside of any function.
#define WP_CODEBOX_CONFORMANCE_BACKEND(name, ...)                             \
  [[maybe_unused]] static const bool WP_CODEBOX_CONFORMANCE_NAME_(__LINE__) = \
      ::wp_codebox::conformance::register_backend(name, __VA_ARGS__);
