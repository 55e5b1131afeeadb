#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "wp_codebox/json/types.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The kinds of secret that redaction tells apart, and how often each was found.

namespace WP_CODEBOX_NAMESPACE {

/// What a redacted text was (WPC-RED-003), in the order in which ties are decided.
enum class SecretKind : std::uint8_t {
  openai_api_key,
  github_token,
  slack_token,
  jwt,
  aws_access_key,
  configured_secret_name,
  configured_secret_value
};
template <>
inline constexpr auto json::enum_texts<SecretKind> =
    json::enum_texts_of("openai-api-key", "github-token", "slack-token", "jwt", "aws-access-key",
                        "configured-secret-name", "configured-secret-value");

/// Number of kinds.
inline constexpr std::size_t secret_kind_count = json::enum_texts<SecretKind>.size();

/// What stands in the place of a secret, `[REDACTED:<kind>]`.
[[nodiscard]] std::string redaction_mark(SecretKind kind);

/// Length of the redaction mark that stands at the beginning of `text`; 0 when none does. `kind`
/// is set only when there is one.
[[nodiscard]] std::size_t redaction_mark_length(std::string_view text, SecretKind& kind);

/// How often each kind was replaced.
struct RedactionCounts {
  std::array<std::size_t, secret_kind_count> by_kind{};  ///< Index: the kind's number.

  /// Counts `times` replacements more.
  void add(SecretKind kind, std::size_t times = 1) {
    by_kind[static_cast<std::size_t>(kind)] += times;
  }
  /// Adds the counts of another text or file.
  void add(const RedactionCounts& other) {
    for (std::size_t i = 0; i < secret_kind_count; ++i) by_kind[i] += other.by_kind[i];
  }
  /// How often this kind was replaced.
  [[nodiscard]] std::size_t of(SecretKind kind) const {
    return by_kind[static_cast<std::size_t>(kind)];
  }
  /// Replacements of all kinds together.
  [[nodiscard]] std::size_t total() const {
    std::size_t sum = 0;
    for (const std::size_t count : by_kind) sum += count;
    return sum;
  }

  bool operator==(const RedactionCounts&) const = default;
};

/// The redaction marks that stand in a text. What a bundle's summary says is counted this way: the
/// records were redacted long before they became files.
[[nodiscard]] RedactionCounts count_redaction_marks(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/secret_kind.inl.hpp"
#endif
