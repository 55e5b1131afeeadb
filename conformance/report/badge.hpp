#pragma once

#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A badge for a README.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The JSON of an endpoint of shields.io: put the file on the web and point
/// `https://img.shields.io/endpoint?url=…` at it. Only a whole run of a conformant backend is
/// green.
[[nodiscard]] std::string badge_report(const RunResult& run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
