#pragma once

#include <iosfwd>
#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance stable`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Prints the digest form of the JSON in a file, or in `in` when `file` is `-`: nothing but its
/// bytes, so that a digest of the output is the digest of the document. Gives the program's exit
/// code.
[[nodiscard]] int stable_command(const std::string& file, std::istream& in, std::ostream& out,
                                 std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
