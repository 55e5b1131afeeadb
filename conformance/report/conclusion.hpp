#pragma once

#include <string>
#include <vector>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a run comes to, in the words that all reports share.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// `incomplete: the kit was stopped; 3 cases have no result`, when the run was cut short; else
/// empty. A run that was told to leave cases out is not cut short.
[[nodiscard]] std::string incompleteness(const RunResult& run);

/// One sentence with its full stop: conformant or not, to what, and by how many requirements.
[[nodiscard]] std::string conclusion(const RunResult& run);

/// Requirements that are only recommended and failed, as a sentence; empty when there are none.
[[nodiscard]] std::string remark_on_recommendations(const RunResult& run);

/// `1 case`, `2 cases`.
[[nodiscard]] std::string plural(std::size_t count, const std::string& thing);

/// The cases of a requirement that did not end well, in the order of the run.
[[nodiscard]] std::vector<const CaseResult*> bad_cases(const RunResult& run,
                                                       const Verdict& verdict);

/// Cases with a fault of the kit that no requirement shows, such as one without an id.
[[nodiscard]] std::vector<const CaseResult*> homeless_faults(const RunResult& run);

/// The known failure that covers a case which failed, or a requirement; null when there is none.
[[nodiscard]] const KnownFailureVerdict* excuse_of(const RunResult& run, const CaseResult& result);
[[nodiscard]] const KnownFailureVerdict* excuse_of(const RunResult& run, const Verdict& verdict);

/// `known until 2027-03-31: the reason (link)`.
[[nodiscard]] std::string excuse_text(const KnownFailureVerdict& known);

/// Entries of the known failures that make the run fail, each as `known failure ID: what is wrong`.
[[nodiscard]] std::vector<std::string> known_failure_faults(const RunResult& run);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
