#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "reference_backend/memory/mutant_backend.hpp"
#include "reference_backend/memory/stand_in_browser.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The tables of mutants, by what they get wrong.

namespace WP_CODEBOX_NAMESPACE::memory {

/// All kinds of fault of one mutant.
struct Faults {
  EngineFaults engine;
  RuntimeFaults runtime;
  /// Set: the backend declares a browser and has the stand-in for one, with these faults.
  std::optional<BrowserFaults> browser;
};

/// A mutant: its name begins with the requirement that it breaks.
struct MutantRow {
  std::string_view name;
  std::string_view says;  ///< Part of what a finding about that requirement says.
  void (*apply)(Faults& faults);
};

/// Mutants that create runtimes, keep policies and name things wrongly.
[[nodiscard]] std::span<const MutantRow> creation_mutant_rows();

/// Mutants whose journals are wrong, or that end in a wrong way.
[[nodiscard]] std::span<const MutantRow> event_mutant_rows();

/// Mutants that mount and run commands wrongly.
[[nodiscard]] std::span<const MutantRow> command_mutant_rows();

/// Mutants that observe wrongly.
[[nodiscard]] std::span<const MutantRow> observation_mutant_rows();

/// Mutants whose bundles have wrong files, digests and changes.
[[nodiscard]] std::span<const MutantRow> bundle_mutant_rows();

/// Mutants whose bundles tell wrong things about the run.
[[nodiscard]] std::span<const MutantRow> document_mutant_rows();

/// Mutants whose snapshots or restores are wrong.
[[nodiscard]] std::span<const MutantRow> state_mutant_rows();

/// Mutants that let secrets out, or redact what is none.
[[nodiscard]] std::span<const MutantRow> redaction_mutant_rows();

}  // namespace WP_CODEBOX_NAMESPACE::memory
