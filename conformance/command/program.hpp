#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// The program `wp-codebox-conformance`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Stable exit codes of the program.
namespace exit_code {
inline constexpr int conformant = 0;
inline constexpr int findings = 1;  ///< Requirements failed, or a document is wrong.
inline constexpr int usage = 2;     ///< Wrong arguments; nothing was done.
inline constexpr int failed = 3;    ///< The program itself failed.
}  // namespace exit_code

/// Runs the program with its arguments (without its name) and gives its exit code. Never throws.
/// `run` may be asked for once a process only.
[[nodiscard]] int run_program(const std::vector<std::string>& arguments, std::istream& in,
                              std::ostream& out, std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
