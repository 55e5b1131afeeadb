#pragma once

#include <iosfwd>

#include "conformance/attachment/backend_choice.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance smoke`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Takes one runtime through its life and says of each step whether it works, and what the backend
/// does not declare. Gives the program's exit code: findings when a step fails.
[[nodiscard]] int smoke_command(const BackendChoice& choice, std::ostream& out, std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
