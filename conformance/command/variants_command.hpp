#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance variants`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What the user asked for.
struct VariantsRequest {
  bool list_only = false;
  std::vector<std::string> filters;
  std::size_t jobs = 0;  ///< Runs at the same time; 0: as many as suit this machine.
  /// The program that serves the variants over stdio; by default the one beside this program.
  std::optional<std::string> program;
};

/// Runs every case of the kit against each unusual and correct form of the in-memory backend, in
/// process and over stdio; 0 when nothing was found against any. Gives the program's exit code.
[[nodiscard]] int variants_command(const VariantsRequest& request, std::ostream& out,
                                   std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
