#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The sha256 record that stands wherever the contract names a digest.

namespace WP_CODEBOX_NAMESPACE {

/// Whether `text` is the lower-case hexadecimal form of a SHA-256: 64 of `0-9a-f`.
[[nodiscard]] constexpr bool is_sha256_hex(std::string_view text) {
  if (text.size() != 64) return false;
  // Without a jump for each digit: this runs several times for each step of a trace.
  bool fine = true;
  for (const char digit : text) {
    const bool is_decimal = digit >= '0' && digit <= '9';
    const bool is_letter = digit >= 'a' && digit <= 'f';
    fine = fine & (is_decimal | is_letter);
  }
  return fine;
}

/// The rule of a member that holds a SHA-256 as bare text.
inline constexpr json::Pattern sha256_hex_pattern{"^[a-f0-9]{64}$", &is_sha256_hex};
/// Rule for such a member of a field table.
inline constexpr json::FieldRule sha256_hex_rule{.pattern = &sha256_hex_pattern};

/// Contract types `RuntimeEpisodeContentDigest` and `ArtifactFileDigest`, which are the same
/// record.
struct ContentDigest {
  json::Constant<"sha256"> algorithm;
  std::string value;
  json::Extra extra;

  /// The record of a digest in hexadecimal.
  [[nodiscard]] static ContentDigest of(std::string hex) { return {{}, std::move(hex), {}}; }

  static const json::StructTable table;
  bool operator==(const ContentDigest&) const = default;
};

using RuntimeEpisodeContentDigest = ContentDigest;  ///< The contract's name in episodes.
using ArtifactFileDigest = ContentDigest;           ///< The contract's name in bundles.

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow content_digest_fields[] = {
    json::field<&ContentDigest::algorithm>("algorithm", "How the digest was taken."),
    json::field<&ContentDigest::value>("value", "The digest, 64 lower-case hexadecimal digits.",
                                       &sha256_hex_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable ContentDigest::table =
    json::struct_table<ContentDigest>("ContentDigest", "A digest and its algorithm.",
                                      content_digest_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
