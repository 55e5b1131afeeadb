#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

#if NLOHMANN_JSON_VERSION_MAJOR * 100 + NLOHMANN_JSON_VERSION_MINOR < 311
#error "wp_codebox needs nlohmann_json 3.11 or later"
#endif

/// \file
/// Bridges to nlohmann::json for users who work with free-form values. The only public header that
/// includes it.

namespace WP_CODEBOX_NAMESPACE::json {

/// The node as `nlohmann::json`, or as `nlohmann::ordered_json`, which keeps JavaScript's member
/// order: integers up to 2^53 become integers, other numbers doubles; a number that JavaScript
/// prints as `null` becomes null; lone surrogates stay as three bytes.
template <class Json = nlohmann::json>
[[nodiscard]] Json to_nlohmann(const Node& node);

}  // namespace WP_CODEBOX_NAMESPACE::json

#include "wp_codebox/json/impl/nlohmann.inl.hpp"
