#pragma once

#include <iosfwd>

#include "conformance/command/run_command.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance smoke`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Takes one runtime through its life and says of each step whether it works, and what the backend
/// does not declare. Of the request only what names the backend and its limits counts. Gives the
/// program's exit code: findings when a step fails.
[[nodiscard]] int smoke_command(const RunRequest& request, std::ostream& out, std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
