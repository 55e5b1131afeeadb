#pragma once

#include <iosfwd>

#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance requirements`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Lists the register with the number of cases of each requirement, as text or as JSON with the
/// names of the cases. Gives the program's exit code.
[[nodiscard]] int requirements_command(bool as_json, std::ostream& out);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
