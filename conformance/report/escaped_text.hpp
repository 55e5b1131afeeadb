#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Text that a backend may have written, made fit for reports. A backend is not trusted: nothing it
/// says may end a tag, open one, or break the form of a file.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Valid UTF-8 without control characters: broken bytes become U+FFFD, controls their pictures
/// (U+2400 and on); line feeds and tabs stay. So does everything else, lone surrogates and the two
/// noncharacters that XML forbids excepted (U+FFFD).
[[nodiscard]] std::string printable(std::string_view text);

/// `printable`, with the five characters that mean something in XML and HTML escaped: fit between
/// tags and between quotes of an attribute.
[[nodiscard]] std::string markup_text(std::string_view text);

/// As `markup_text` for an attribute of XML, whose line feeds and tabs would be lost otherwise.
[[nodiscard]] std::string attribute_text(std::string_view text);

/// `printable` on one line: a line feed or a tab becomes its picture too.
[[nodiscard]] std::string one_line(std::string_view text);

/// The text, or its first `limit` bytes (never half a character) and how many were left out.
[[nodiscard]] std::string bounded(std::string_view text, std::size_t limit);

/// The text, or how many bytes were left out and its last `limit` bytes.
[[nodiscard]] std::string bounded_end(std::string_view text, std::size_t limit);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
