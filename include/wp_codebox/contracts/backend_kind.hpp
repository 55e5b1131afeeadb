#pragma once

#include <cstdint>

#include "wp_codebox/json/types.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which backend a runtime is made by.

namespace WP_CODEBOX_NAMESPACE {

/// Kinds that the contract names.
enum class KnownBackendKind : std::uint8_t { wordpress_playground };
template <>
inline constexpr auto json::enum_texts<KnownBackendKind> =
    json::enum_texts_of("wordpress-playground");

/// Contract type `RuntimeBackendKind`: any other text is legal too (WPC-CREATE-009).
using RuntimeBackendKind = json::Open<KnownBackendKind>;

}  // namespace WP_CODEBOX_NAMESPACE
