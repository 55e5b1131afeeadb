#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Numbers as ECMAScript reads and prints them.

namespace WP_CODEBOX_NAMESPACE::json {

class Output;

/// Longest text that `write_number` prints, in bytes.
inline constexpr std::size_t max_number_length = 25;

/// Prints `value` as `JSON.stringify` does: shortest text that reads back to the same double, `-0`
/// as `0`, `1e+21`, `1e-7`; NaN and infinities as `null`.
void write_number(double value, Output& output);

/// The same as a string.
[[nodiscard]] std::string number_text(double value);

/// The double that JavaScript makes of a JSON number's text: correctly rounded, too large becomes
/// an infinity, too small zero. NaN when the text is not a JSON number.
[[nodiscard]] double parse_number(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/number.inl.hpp"
#endif
