#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/path.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Where two JSON values differ, for failed comparisons in tests and for tools.

namespace WP_CODEBOX_NAMESPACE::json {

/// One place where two values differ: the outermost one that is no object or array on both sides.
struct Difference {
  Path path;          ///< The place, the same on both sides.
  std::string left;   ///< Compact JSON text; empty when only the right side has the place.
  std::string right;  ///< Compact JSON text; empty when only the left side has it.

  bool operator==(const Difference&) const = default;
};

/// Every place where the values differ: in the order of the left value, then what only the right
/// one has. The order of members does not count, that of elements does. Empty for equal values.
[[nodiscard]] std::vector<Difference> differences(const Node& left, const Node& right);

/// The differences of two JSON texts, one a line: `$.steps[0].id: "a" and "b"`, or
/// `$.policy: absent and {…}`; long values are cut. Empty for equal values. A text that is no JSON
/// stands as it is.
[[nodiscard]] std::string text_difference(std::string_view left_json, std::string_view right_json);

/// The differences of two contract structs, as text. In a test,
/// `EXPECT_EQ(json::difference(got, wanted), "")` fails with the places instead of both documents.
template <class T>
[[nodiscard]] std::string difference(const T& left, const T& right) {
  return text_difference(to_json(left), to_json(right));
}

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/difference.inl.hpp"
#endif
