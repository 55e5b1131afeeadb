#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/artifacts/secret_kind.hpp"
#include "wp_codebox/artifacts/spelled_secret.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Takes secrets out of text and JSON, at the moment when something is recorded.

namespace WP_CODEBOX_NAMESPACE {

/// Whether the value of a configured secret is looked for: a trimmed length of at least 8 UTF-16
/// units, none of true, false, null, undefined (any case), not all digits (WPC-RED-008).
[[nodiscard]] bool is_redactable_value(std::string_view value);

/// Replaces secrets by `[REDACTED:<kind>]` (WPC-RED-001 to 006): configured names and values in
/// all their spellings, and tokens that are known by their look. One pass: of the matches that
/// overlap the longest names the kind, and all they cover is replaced together, so that no part of
/// a secret survives. Marks that stand in the text already stay as they are; redacting twice
/// changes nothing. Immutable, safe to share between threads; copying is cheap enough to do once a
/// runtime.
class Redactor {
 public:
  /// Looks for tokens only.
  Redactor() : Redactor(json::Dictionary<std::string>()) {}
  /// Looks also for these names and values.
  explicit Redactor(const json::Dictionary<std::string>& secret_env);

  /// The text without secrets. What was replaced is added to `counts`, if given.
  [[nodiscard]] std::string redact_text(std::string_view text,
                                        RedactionCounts* counts = nullptr) const;

  /// As `redact_text`, appending to `out`; true when something was replaced.
  bool redact_to(std::string_view text, std::string& out, RedactionCounts* counts = nullptr) const;

  /// The value with all its strings, and the names of members that the contract does not define,
  /// redacted: JSON stays JSON. Text that the contract owns is left alone. Members whose redacted
  /// names would be equal are told apart by a number.
  [[nodiscard]] json::Value redact_value(const json::Value& value,
                                         RedactionCounts* counts = nullptr) const;

  /// A `Record<string, unknown>` by the same rules.
  [[nodiscard]] json::Dictionary<json::Value> redact_record(
      const json::Dictionary<json::Value>& record, RedactionCounts* counts = nullptr) const;

  /// Whether bytes that cannot be redacted, such as an image, hold the value of a configured secret
  /// or a token (WPC-RED-010). Names do not count: short ones are in every file.
  [[nodiscard]] bool holds_secret(std::string_view bytes) const;

  /// Whether `text` as a whole is the value of a configured secret.
  [[nodiscard]] bool is_secret_value(std::string_view text) const;

 private:
  /// A configured text; candidates of one secret differ in form, such as base64.
  struct Candidate {
    SpelledSecret secret;
    SecretKind kind;
  };
  class Scan;
  class JsonPass;

  void add_candidate(SpelledSecret secret, SecretKind kind);
  void add_value(const std::string& value);
  void add_pair(char first, int second);
  [[nodiscard]] bool holds_any(std::string_view text) const;

  std::vector<Candidate> candidates_;
  std::array<std::vector<std::uint32_t>, 256> by_first_;  // Indexes into candidates_.
  std::bitset<256 * 256> pairs_;  // Which two bytes can start a match or a mark.
  std::vector<std::string> values_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/redaction.inl.hpp"
#endif
