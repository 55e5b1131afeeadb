#pragma once

#include "wp_codebox/artifacts/token_patterns.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace token_patterns {

inline bool is_upper_or_digit(char byte) {
  return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}
inline bool is_alphanumeric(char byte) {
  return is_upper_or_digit(byte) || (byte >= 'a' && byte <= 'z');
}
inline bool is_word(char byte) { return is_alphanumeric(byte) || byte == '_'; }
inline bool is_word_or_dash(char byte) { return is_word(byte) || byte == '-'; }
inline bool is_alphanumeric_or_dash(char byte) { return is_alphanumeric(byte) || byte == '-'; }

/// How many bytes from `at` on are of a class.
template <class InClass>
std::size_t run(std::string_view text, std::size_t at, InClass in_class) {
  std::size_t end = at;
  while (end < text.size() && in_class(text[end])) ++end;
  return end - at;
}

/// Length of a token of a fixed start and at least `least` bytes of a class; 0 if there is none.
template <class InClass>
std::size_t after_prefix(std::string_view text, std::size_t prefix, std::size_t least,
                         InClass in_class) {
  const std::size_t length = run(text, prefix, in_class);
  return length < least ? 0 : prefix + length;
}

inline std::size_t jwt(std::string_view text) {
  constexpr std::size_t least = 10;
  if (!text.starts_with("eyJ")) return 0;
  std::size_t at = 3;
  for (int part = 0; part < 3; ++part) {
    if (part != 0) {
      if (at >= text.size() || text[at] != '.') return 0;
      ++at;
    }
    const std::size_t length = run(text, at, is_word_or_dash);
    if (length < least) return 0;
    at += length;
  }
  return at;
}

inline std::size_t github(std::string_view text) {
  if (text.starts_with("github_pat_")) return after_prefix(text, 11, 20, is_word);
  if (text.size() < 4 || !text.starts_with("gh") || text[3] != '_') return 0;
  if (std::string_view("pousr").find(text[2]) == std::string_view::npos) return 0;
  return after_prefix(text, 4, 20, is_word);
}

inline std::size_t slack(std::string_view text) {
  if (text.size() < 5 || !text.starts_with("xox") || text[4] != '-') return 0;
  if (std::string_view("abposr").find(text[3]) == std::string_view::npos) return 0;
  return after_prefix(text, 5, 20, is_alphanumeric_or_dash);
}

inline std::size_t aws(std::string_view text) {
  constexpr std::size_t length = 20;
  if (!text.starts_with("AKIA") && !text.starts_with("ASIA")) return 0;
  return run(text.substr(0, length), 4, is_upper_or_digit) == length - 4 ? length : 0;
}

}  // namespace token_patterns

WP_CODEBOX_INLINE std::optional<TokenMatch> match_token(std::string_view text) {
  namespace patterns = token_patterns;
  const auto found = [](SecretKind kind, std::size_t length) {
    return length == 0 ? std::nullopt : std::optional(TokenMatch{kind, length});
  };
  if (text.empty()) return std::nullopt;
  switch (text.front()) {
    case 's':
      if (!text.starts_with("sk-")) return std::nullopt;
      return found(SecretKind::openai_api_key,
                   patterns::after_prefix(text, 3, 20, patterns::is_word_or_dash));
    case 'g':
      return found(SecretKind::github_token, patterns::github(text));
    case 'x':
      return found(SecretKind::slack_token, patterns::slack(text));
    case 'e':
      return found(SecretKind::jwt, patterns::jwt(text));
    case 'A':
      return found(SecretKind::aws_access_key, patterns::aws(text));
    default:
      return std::nullopt;
  }
}

}  // namespace WP_CODEBOX_NAMESPACE
