#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance mutants`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What the user asked for.
struct MutantsRequest {
  bool list_only = false;
  bool own_cases_only = false;
  std::vector<std::string> filters;
  std::size_t jobs = 0;  ///< Mutants at the same time; 0: as many as suit this machine.
  std::optional<std::string> page_file;  ///< Where the kill matrix goes as Markdown.
};

/// Runs this program once for each deliberate fault of the in-memory backend and says which
/// requirements noticed it; 0 when each was noticed by its own, with the expected message, and
/// nearly all fail few requirements. Gives the program's exit code.
[[nodiscard]] int mutants_command(const MutantsRequest& request, std::ostream& out,
                                  std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
