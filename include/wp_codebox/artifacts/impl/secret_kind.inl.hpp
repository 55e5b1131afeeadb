#pragma once

#include "wp_codebox/artifacts/secret_kind.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace redaction {
inline constexpr std::string_view mark_start = "[REDACTED:";
}  // namespace redaction

WP_CODEBOX_INLINE std::string redaction_mark(SecretKind kind) {
  std::string mark(redaction::mark_start);
  mark += json::enum_text(kind);
  mark += ']';
  return mark;
}

WP_CODEBOX_INLINE std::size_t redaction_mark_length(std::string_view text, SecretKind& kind) {
  if (!text.starts_with(redaction::mark_start)) return 0;
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos) return 0;
  const std::size_t start = redaction::mark_start.size();
  const auto known = json::enum_value<SecretKind>(text.substr(start, end - start));
  if (!known) return 0;
  kind = *known;
  return end + 1;
}

WP_CODEBOX_INLINE RedactionCounts count_redaction_marks(std::string_view text) {
  RedactionCounts counts;
  SecretKind kind{};
  for (std::size_t at = text.find(redaction::mark_start); at != std::string_view::npos;
       at = text.find(redaction::mark_start, at + 1)) {
    if (redaction_mark_length(text.substr(at), kind) != 0) counts.add(kind);
  }
  return counts;
}

}  // namespace WP_CODEBOX_NAMESPACE
