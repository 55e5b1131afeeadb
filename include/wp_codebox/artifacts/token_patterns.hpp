#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "wp_codebox/artifacts/secret_kind.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Tokens that are recognised by their look: API keys and the like (WPC-RED-003).

namespace WP_CODEBOX_NAMESPACE {

/// A token and how long it is.
struct TokenMatch {
  SecretKind kind{};       ///< Which service's token it is.
  std::size_t length = 0;  ///< In bytes.
};

/// The longest token that starts at the first byte of `text`; a token may stand inside a word.
[[nodiscard]] std::optional<TokenMatch> match_token(std::string_view text);

/// The two bytes with which tokens start, for a quick look before `match_token`.
inline constexpr std::string_view token_starts[] = {"sk", "gh", "gi", "xo", "ey", "AK", "AS"};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/token_patterns.inl.hpp"
#endif
