#pragma once

#include <chrono>
#include <string>

#include "conformance/attachment/backend_choice.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How long the kit waits for a backend, by what that says about itself.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// How many times as patient as with the quickest backends the kit has to be. A backend whose
/// probes are PHP boots a WordPress for each runtime: 2. Besides, any may ask for more in a member
/// `x-slowness` of its descriptor, a number from 1 to 100 that multiplies; anything else in there
/// is not heeded.
[[nodiscard]] double slowness_of(const BackendDescriptor& backend);

/// The limits of one backend.
struct Patience {
  std::chrono::milliseconds case_limit{0};
  /// For one answer of a program. Ends before the patience with its case does.
  std::chrono::milliseconds message_limit{0};

  bool operator==(const Patience&) const = default;
  /// A line for people.
  [[nodiscard]] std::string text() const;
};

/// What the user chose holds; the rest scales with the slowness of the backend.
[[nodiscard]] Patience patience_with(const BackendDescriptor& backend, const BackendChoice& choice);

/// `2 s`, `0.5 s`.
[[nodiscard]] std::string seconds_text(std::chrono::milliseconds limit);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
