#pragma once

#include <span>
#include <string_view>

#include "reference_backend/memory/mutant_backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The tables of mutants: one for what a runtime does, one for its bundles, one for its states.

namespace WP_CODEBOX_NAMESPACE::memory {

/// Both kinds of fault of one mutant.
struct Faults {
  EngineFaults engine;
  RuntimeFaults runtime;
};

/// A mutant: its name begins with the requirement that it breaks.
struct MutantRow {
  std::string_view name;
  void (*apply)(Faults& faults);
};

/// Mutants whose bundles are wrong.
[[nodiscard]] std::span<const MutantRow> bundle_mutant_rows();

/// Mutants whose snapshots, restores or redactions are wrong.
[[nodiscard]] std::span<const MutantRow> state_mutant_rows();

}  // namespace WP_CODEBOX_NAMESPACE::memory
