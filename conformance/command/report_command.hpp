#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "conformance/report/report_files.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance report`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What the user asked for.
struct ReportRequest {
  std::vector<std::string> runs;  ///< Files of runs that are over.
  ReportFiles reports;
  bool mask_times = false;

  /// Adds the options to the command.
  void describe(CLI::App& command);
};

/// Makes reports of runs that are over; several are compared. Gives the program's exit code.
[[nodiscard]] int report_command(const ReportRequest& request, std::ostream& out,
                                 std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
