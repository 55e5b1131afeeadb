#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "conformance/documents/document_check.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Reports on documents as people and programs read them.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One line for each finding, `FILE:LINE:COLUMN: CODE at PATH: message`; a line `FILE: valid
/// (kind)` when there is none.
void print_report(const DocumentReport& report, std::ostream& out);

/// The report as one line of JSON: `{name, kind, valid, findings | error}`.
[[nodiscard]] std::string report_line(const DocumentReport& report);

/// Reports as a SARIF 2.1.0 log.
[[nodiscard]] std::string sarif_log(const std::vector<DocumentReport>& reports);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
