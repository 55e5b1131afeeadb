#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "wp_codebox/artifacts/wordpress_names.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace wordpress_naming {

/// The text in ASCII, accents taken off; nothing when that is not possible.
inline std::optional<std::string> without_accents(std::string_view text) {
  // From U+00C0 on; a blank where one letter becomes two.
  constexpr std::string_view letters =
      "AAAAAA CEEEEIIIIDNOOOOO OUUUUY saaaaaa ceeeeiiiidnooooo ouuuuy y";
  static_assert(letters.size() == 64);
  std::string ascii;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      ascii += text[at];
      continue;
    }
    if (byte != 0xC3 || at + 1 == text.size()) return std::nullopt;
    const char letter = letters[static_cast<unsigned char>(text[++at]) & 0x3F];
    if (letter == ' ') return std::nullopt;
    ascii += letter;
  }
  return ascii;
}

inline bool is_name_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

inline bool is_hex(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
         (byte >= 'A' && byte <= 'F');
}

/// The text without characters between an `&` and the next `;`.
inline std::string without_entities(std::string_view text) {
  std::string rest;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end =
        text[at] == '&' ? text.find(';', std::min(at + 2, text.size())) : std::string_view::npos;
    if (end == std::string_view::npos) {
      rest += text[at];
    } else {
      at = end;
    }
  }
  return rest;
}

/// One hyphen for each run of them, none at the ends.
inline std::string with_single_hyphens(std::string_view text, std::string_view trimmed) {
  std::string name;
  for (const char byte : text) {
    if (byte != '-' || name.empty() || name.back() != '-') name += byte;
  }
  const std::size_t begin = name.find_first_not_of(trimmed);
  if (begin == std::string::npos) return {};
  return name.substr(begin, name.find_last_not_of(trimmed) + 1 - begin);
}

inline std::string slug(std::string_view text) {
  const std::string plain = without_entities(ascii_lower(text));
  std::string name;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const char byte = plain[at];
    if (byte == ' ' || byte == '.' || byte == '/') name += '-';
    if (is_name_letter(byte)) name += byte;
    if (byte == '%' && at + 2 < plain.size() && is_hex(plain[at + 1]) && is_hex(plain[at + 2])) {
      name += byte;
    }
  }
  return with_single_hyphens(name, "-");
}

inline std::string file_name(std::string_view text) {
  constexpr std::string_view dropped_signs = "?[]/\\=<>:;,'\"&$#*()|~`!{}%+";
  std::string name;
  for (const char byte : text) {
    const bool blank = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    if (blank) name += '-';
    const bool dropped = byte == '\0' || dropped_signs.find(byte) != std::string_view::npos;
    const bool second_dot = byte == '.' && !name.empty() && name.back() == '.';
    if (!blank && !dropped && !second_dot) name += byte;
  }
  return with_single_hyphens(name, ".-_");
}

inline std::string key(std::string_view text) {
  std::string name;
  for (const char byte : ascii_lower(text)) {
    if (is_name_letter(byte)) name += byte;
  }
  return name;
}

}  // namespace wordpress_naming

WP_CODEBOX_INLINE std::vector<std::string> wordpress_names(std::string_view text) {
  std::vector<std::string> names;
  if (text.find('<') != std::string_view::npos) return names;
  const auto ascii = wordpress_naming::without_accents(text);
  if (!ascii) return names;
  for (std::string name : {wordpress_naming::slug(*ascii), wordpress_naming::file_name(*ascii),
                           wordpress_naming::key(*ascii)}) {
    if (name != text && std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace WP_CODEBOX_NAMESPACE
