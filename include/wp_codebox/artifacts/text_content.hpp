#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// What counts as text, and text in lines.

namespace WP_CODEBOX_NAMESPACE {

/// Whether bytes are text: UTF-8 without NUL and without U+FFFD (WPC-ART-014).
[[nodiscard]] bool is_text(std::string_view bytes);

/// The text with every CR LF and lone CR turned into LF.
[[nodiscard]] std::string normalize_line_ends(std::string_view text);

/// The lines of a text, each with its final LF if it has one. The empty text has no lines.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/text_content.inl.hpp"
#endif
