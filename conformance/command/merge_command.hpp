#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "conformance/report/report_files.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance merge`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What the user asked for.
struct MergeRequest {
  std::vector<std::string> event_files;
  ReportFiles reports;

  /// Adds the options to the command. This has to outlive it.
  void describe(CLI::App& command);
};

/// Joins the events of several runs, such as the shards of one, to one result, and reports it as
/// `run` does. Gives the program's exit code, which says how the joined run came out.
[[nodiscard]] int merge_command(const MergeRequest& request, std::ostream& out, std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
