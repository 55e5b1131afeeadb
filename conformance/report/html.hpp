#pragma once

#include <map>
#include <span>
#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// One HTML page that needs nothing beside itself.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A run as the page shows it.
struct PageRun {
  RunResult result;
  /// What passed between the kit and the backend, by the name of the case.
  std::map<std::string, std::string> transcripts;
};

/// The page: what each run came to, then the requirement matrix with a column for each run; an
/// outcome opens to its cases, findings, transcripts and the command that repeats it. The script in
/// the page only hides rows; nothing is loaded from anywhere. Everything that a backend said is
/// escaped, and the page's own policy forbids scripts and styles other than its own. Long texts are
/// cut; transcripts keep their ends (70,000 bytes a case, 8 MiB a page).
[[nodiscard]] std::string html_report(std::span<const PageRun> runs, const Register& requirements);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
