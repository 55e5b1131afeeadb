#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Text as JavaScript measures and trims it.

namespace WP_CODEBOX_NAMESPACE {

/// The text without white space and line ends at both ends, as JavaScript's `trim` cuts them.
[[nodiscard]] std::string_view trim_text(std::string_view text);

/// Length in UTF-16 units of UTF-8 or WTF-8.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

/// UTF-8 as it is written into files: a lone surrogate and bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string to_utf8(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/unicode_text.inl.hpp"
#endif
