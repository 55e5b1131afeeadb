#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The JSON Canonicalization Scheme, RFC 8785.

namespace WP_CODEBOX_NAMESPACE::json {

class Output;

/// Stable codes of what RFC 8785 has no form for.
namespace canonical_code {
/// Half of a surrogate pair: no UTF-8 has it.
inline constexpr std::string_view lone_surrogate = "json-lone-surrogate";
/// Infinite, or not a number.
inline constexpr std::string_view not_finite = "json-number-not-finite";
}  // namespace canonical_code

/// The first thing in a node that RFC 8785 has no form for: a surrogate without its other half, in
/// a string or a name, or a number too large for a double. Empty when there is none.
[[nodiscard]] std::optional<Issue> find_not_canonical(const Node& node);

/// The RFC 8785 form of a node; empty when `find_not_canonical` finds something. The digests of the
/// contract are not taken of this form but of `stable_json`, which prints such values too; for all
/// others the two are the same text.
[[nodiscard]] std::optional<std::string> canonical_json(const Node& node);

/// As `canonical_json`, into an output; when there is an issue it is returned and nothing printed.
[[nodiscard]] std::optional<Issue> write_canonical(const Node& node, Output& output);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/canonical.inl.hpp"
#endif
