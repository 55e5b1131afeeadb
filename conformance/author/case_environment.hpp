#pragma once

#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// The kit's cases as tests of somebody else's GoogleTest program.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Attaches a registered backend when the tests of this program begin, and ends it after the last
/// one; what is a fault outside of a case, or a case that asserted nothing, fails the test program.
/// Before `RUN_ALL_TESTS`, once a process.
void run_cases_as_tests(const std::string& backend);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
