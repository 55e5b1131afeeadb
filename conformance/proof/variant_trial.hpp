#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "conformance/attachment/reference_backends.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A correct backend against the kit: nothing may be found.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A variant and the way to it.
struct VariantTrial {
  Variant variant;
  bool over_stdio = false;
};

/// What the kit makes of it.
struct VariantFate {
  bool judged = false;  ///< The run came to a verdict, and the kit itself did not fail.
  std::size_t passed = 0;
  std::size_t not_applicable = 0;
  std::vector<std::string> findings;  ///< `<case>: what: expected …, got …`.
  std::string output;                 ///< Of a run that came to no verdict.

  [[nodiscard]] bool is_clean() const { return judged && findings.empty() && passed > 0; }
};

/// What a run says about a variant.
[[nodiscard]] VariantFate variant_fate_of(const RunResult& run);

/// Runs this program on it; `server` serves variants over stdio. Its folders lie below
/// `parent`. Safe to call from several threads. Never throws: what goes wrong is told as a variant
/// that was not judged.
[[nodiscard]] VariantFate try_variant(const VariantTrial& trial,
                                      const std::filesystem::path& server,
                                      const std::filesystem::path& parent);

/// One line about a trial, and the findings.
void print_variant(std::ostream& out, const VariantTrial& trial, const VariantFate& fate);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
