#pragma once

#include <iosfwd>
#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// The way to a program that somebody else started.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Connects to the socket of `unix:PATH` and passes bytes on, from standard input to it and from it
/// to standard output, until one of both ends. Gives the exit code of a process that does nothing
/// else: 0 when the input ended first, 1 when the other side closed the connection, 3 when there
/// was none; `err` says which.
[[nodiscard]] int relay_socket(const std::string& address, std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
