#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/path.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What is wrong with a document: where, which rule, what was expected.

namespace WP_CODEBOX_NAMESPACE::json {

/// Stable codes of the issues that decoding reports.
namespace issue_code {
/// A member that the type needs is absent.
inline constexpr std::string_view member_missing = "json-member-missing";
/// A member that a closed type does not have.
inline constexpr std::string_view member_unknown = "json-member-unknown";
/// A value of another kind, such as a number instead of a text.
inline constexpr std::string_view type_mismatch = "json-type-mismatch";
/// Another value than the only legal one.
inline constexpr std::string_view constant_mismatch = "json-constant-mismatch";
/// A text that the enumeration does not have.
inline constexpr std::string_view value_unknown = "json-value-unknown";
/// A text that does not fit the pattern.
inline constexpr std::string_view pattern_mismatch = "json-pattern-mismatch";
/// A number outside its bounds, or with a fraction where none may be.
inline constexpr std::string_view out_of_range = "json-out-of-range";
/// A text, list or object with too few or too many parts.
inline constexpr std::string_view size_mismatch = "json-size-mismatch";
}  // namespace issue_code

/// One finding. Value type.
struct Issue {
  Path path;             ///< Where it stands.
  std::string code;      ///< Stable code, from `issue_code` or from a validator.
  std::string expected;  ///< What would have been right, in words: `a string`, `"allow" or "deny"`.
  std::string found;     ///< What stood there instead: `number`, `absent`, `"maybe"`.

  /// One sentence, `$.network: expected "allow" or "deny", found number (json-type-mismatch)`.
  [[nodiscard]] std::string message() const;

  bool operator==(const Issue&) const = default;
};

/// All findings of one check, in the order in which they were found.
using Issues = std::vector<Issue>;

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/issue.inl.hpp"
#endif
