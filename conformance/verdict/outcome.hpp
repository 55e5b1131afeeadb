#pragma once

#include <cstdint>

#include "wp_codebox/json/types.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How a case, and with it a requirement, came out.

namespace WP_CODEBOX_NAMESPACE {

namespace conformance {

/// What the kit can say about a requirement or about one case. Ordered by weight: of several cases
/// of one requirement the heaviest decides.
enum class Outcome : std::uint8_t {
  /// No case checks it yet.
  not_covered,
  /// The run was told to leave its cases out.
  not_selected,
  /// The backend does not declare the capability that it needs.
  not_applicable,
  pass,
  fail,
  /// The backend took the process of the case down.
  crash,
  /// The case did not end within its limit.
  hang,
  /// A fault of the kit, for instance a case that asserted nothing. Never the backend's.
  kit_error
};

}  // namespace conformance

template <>
inline constexpr auto json::enum_texts<conformance::Outcome> = json::enum_texts_of(
    "not-covered", "not-selected", "not-applicable", "pass", "fail", "crash", "hang", "kit-error");

namespace conformance {

/// Whether the outcome speaks against the backend.
[[nodiscard]] constexpr bool is_finding(Outcome outcome) {
  return outcome == Outcome::fail || outcome == Outcome::crash || outcome == Outcome::hang;
}

/// The heavier of two.
[[nodiscard]] constexpr Outcome heavier(Outcome left, Outcome right) {
  return left < right ? right : left;
}

}  // namespace conformance
}  // namespace WP_CODEBOX_NAMESPACE
