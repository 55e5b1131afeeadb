#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What passed between the kit and a backend, for reports.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The transcripts whose files the results name, by the name of the case: of each the last 64 KiB.
/// Where a file is gone (reports travel without them) it says so.
[[nodiscard]] std::map<std::string, std::string> transcripts_of(const RunResult& run);

/// For a result that was read from a file in `folder`: its transcripts are only those that lie in a
/// folder there, under the names that the result gives. So a result from elsewhere cannot have
/// other files of this machine put into a report.
void find_transcripts(RunResult& run, const std::filesystem::path& folder);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
