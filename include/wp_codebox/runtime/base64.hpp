#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Bytes as base64 (RFC 4648, with padding), as snapshots carry files.

namespace WP_CODEBOX_NAMESPACE {

[[nodiscard]] std::string to_base64(std::string_view bytes);  ///< With padding, on one line.

/// The bytes; nothing when the text is not base64 exactly, padding included.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/base64.inl.hpp"
#endif
