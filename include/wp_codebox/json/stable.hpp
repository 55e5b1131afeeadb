#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The digest form of the contract, `stableJson`: no white space, names in UTF-16 order.

namespace WP_CODEBOX_NAMESPACE::json {

class Output;

/// Orders two strings (UTF-8 or WTF-8) by their UTF-16 code units, as JavaScript's `<` does:
/// negative, zero or positive.
[[nodiscard]] int compare_utf16(std::string_view left, std::string_view right);

/// Prints the digest form of a node.
void write_stable(const Node& node, Output& output);

/// The digest form of a node.
[[nodiscard]] std::string stable_json(const Node& node);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/stable.inl.hpp"
#endif
