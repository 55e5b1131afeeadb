#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "conformance/attachment/reference_backends.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// One mutant against the kit.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What became of a mutant.
struct MutantFate {
  bool judged = false;                ///< The run came to a verdict.
  bool noticed = false;               ///< The mutant's own requirement has a finding.
  bool as_expected = false;           ///< One of these findings says what the mutant's row expects.
  std::vector<std::string> findings;  ///< Of the own requirement: `what: expected …, got …`.
  std::vector<std::string> others;    ///< Other requirements with findings.
  std::string output;                 ///< Of a run that came to no verdict.

  /// How many requirements the mutant fails.
  [[nodiscard]] std::size_t failed() const { return others.size() + (noticed ? 1 : 0); }
};

/// A finding as mutants' rows quote it.
[[nodiscard]] std::string finding_text(const Finding& finding);

/// What a run with the mutant says about it.
[[nodiscard]] MutantFate fate_of(const Mutant& mutant, const RunResult& run);

/// Runs this program with the mutant switched on, with every case or only with those of the
/// mutant's own requirement, with its folders below `parent`. Safe to call from several threads.
/// Never throws: what goes wrong is told as a mutant that was not judged.
[[nodiscard]] MutantFate try_mutant(const Mutant& mutant, bool own_cases_only,
                                    const std::filesystem::path& parent);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
