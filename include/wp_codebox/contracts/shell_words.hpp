#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Splits a command line into words without a shell: no variables, no patterns, no operators.

namespace WP_CODEBOX_NAMESPACE {

/// The words of a command line as the contract splits them: white space separates (JavaScript's),
/// `'` and `"` quote, a backslash takes the next character also inside quotes and stands for itself
/// at the end, empty words vanish. Nothing when a quote is not closed.
[[nodiscard]] std::optional<std::vector<std::string>> split_shell_words(std::string_view line);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/shell_words.inl.hpp"
#endif
