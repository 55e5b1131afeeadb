#pragma once

#include <iosfwd>

#include "wp_codebox/version.hpp"

/// \file
/// The process in which cases run: what a backend does to it costs the supervisor nothing.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Reads an order from `in`, runs its cases and tells of each on standard output, which nobody else
/// can write to from then on: what a backend prints goes to standard error. Gives the exit code of
/// the process. Once a process.
[[nodiscard]] int run_worker(std::istream& in);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
