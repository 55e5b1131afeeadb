#pragma once

#include <cstddef>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// White space as JavaScript's `trim` and `\s` see it, over UTF-8.

namespace WP_CODEBOX_NAMESPACE::json {

/// Length in bytes of the white space character at the front of `text`; 0 when there is none.
/// Counts tab, line feed, vertical tab, form feed, carriage return, space, U+00A0, U+1680,
/// U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000 and U+FEFF; U+0085 does not count.
[[nodiscard]] std::size_t leading_whitespace(std::string_view text);

/// `text` without white space in front.
[[nodiscard]] std::string_view trim_start(std::string_view text);

/// `text` without white space at either end, as `String.prototype.trim`.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Whether nothing is left after `trim`.
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/whitespace.inl.hpp"
#endif
