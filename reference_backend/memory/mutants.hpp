#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Deliberately broken in-memory backends: each breaks one requirement, and the kit has to say so.

namespace WP_CODEBOX_NAMESPACE {

/// One broken backend.
struct MemoryMutant {
  std::string_view name;         ///< `<requirement id>:<what it does>`.
  std::string_view requirement;  ///< Id of the requirement that it breaks first of all.
  /// Part of a finding about that requirement, in the form `what: expected …, got …`.
  std::string_view says;
};

/// All of them, by requirement.
[[nodiscard]] std::span<const MemoryMutant> memory_mutants();

/// The mutant of that name, or null.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_memory_mutant(std::string_view name);

}  // namespace WP_CODEBOX_NAMESPACE
