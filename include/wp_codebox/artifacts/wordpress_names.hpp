#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// What WordPress calls a thing whose title is a secret.

namespace WP_CODEBOX_NAMESPACE {

/// The names that WordPress makes of a text: the slug of a title (`sanitize_title`), the name of an
/// upload (`sanitize_file_name`) and a key (`sanitize_key`); without duplicates and without those
/// that are the text itself. They are shorter than the text and without its signs, but they tell
/// most of it. None for texts with letters outside ASCII and the accented letters of Latin-1, and
/// for those that hold what WordPress takes for a tag.
[[nodiscard]] std::vector<std::string> wordpress_names(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/wordpress_names.inl.hpp"
#endif
