#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "conformance/proof/mutant_trial.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// All mutants with what became of them: what proves that the kit notices.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A mutant and its fate.
struct MutantTrial {
  Mutant mutant;
  MutantFate fate;
};

/// The share of mutants that has to be narrow: a kit in which one fault fails everything does not
/// say where the fault is.
inline constexpr double narrow_share = 0.9;
/// A mutant is narrow that fails no more requirements than this.
inline constexpr std::size_t narrow_requirements = 3;

/// Trials in the order of the mutants.
class KillMatrix {
 public:
  void add(MutantTrial trial) { trials_.push_back(std::move(trial)); }
  [[nodiscard]] const std::vector<MutantTrial>& trials() const { return trials_; }

  [[nodiscard]] std::size_t judged() const;
  /// Noticed by the requirement that they break.
  [[nodiscard]] std::size_t noticed() const;
  /// Noticed with the message that their row expects.
  [[nodiscard]] std::size_t as_expected() const;
  /// Failing few requirements.
  [[nodiscard]] std::size_t narrow() const;
  /// Whether enough are narrow.
  [[nodiscard]] bool is_narrow() const;

  /// The totals, one a line. Whether few requirements fail is only known when every case ran.
  void print_totals(std::ostream& out, bool every_case_ran) const;
  /// As a page of documentation: a table a group of requirements.
  void print_page(std::ostream& out) const;

 private:
  std::vector<MutantTrial> trials_;
};

/// One line about a trial, or more when it came to no verdict or has the wrong message.
void print_trial(std::ostream& out, const MutantTrial& trial);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
