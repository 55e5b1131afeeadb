#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// The program `wp-codebox-reference-backend`.

namespace WP_CODEBOX_NAMESPACE::reference_program {

/// Stable exit codes of the program.
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int usage = 2;       ///< Wrong arguments; nothing was served.
inline constexpr int failed = 3;      ///< The engine is not there, or something broke.
inline constexpr int incomplete = 4;  ///< Not everything could be destroyed in time.
}  // namespace exit_code

/// Serves the backend that the arguments name (without the program's name) over the descriptors
/// `input` and `output`; words for people go to `out` (--help, --version) and `err`. SIGINT and
/// SIGTERM, which the caller has blocked in every thread, end it as the end of the input does.
/// Never throws. The exit code `incomplete` asks for `_Exit`: threads still use the backend.
[[nodiscard]] int run_program(const std::vector<std::string>& arguments, int input, int output,
                              std::ostream& out, std::ostream& err);

/// Blocks the signals that end the program, in this thread and those that it starts.
void block_signals();

}  // namespace WP_CODEBOX_NAMESPACE::reference_program
