#pragma once

#include <cstddef>
#include <string_view>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Patterns and bounds that the members of a recipe have to keep. Each pattern is matched by hand,
/// character by character, so that no regular expression library is needed; the text of the
/// expression is what the JSON Schema prints.

namespace WP_CODEBOX_NAMESPACE {

namespace recipe_rules {

/// Whether `character` is one of `A-Z`, `a-z` or `0-9`.
[[nodiscard]] constexpr bool is_alphanumeric(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
         (character >= '0' && character <= '9');
}

/// Whether `text` starts with a letter or digit and goes on with those and with `marks`.
[[nodiscard]] constexpr bool is_name_with(std::string_view text, std::string_view marks) {
  if (text.empty() || !is_alphanumeric(text.front())) return false;
  for (const char character : text.substr(1)) {
    if (!is_alphanumeric(character) && marks.find(character) == marks.npos) return false;
  }
  return true;
}

/// Whether `text` is the name of an environment variable: `^[A-Z_][A-Z0-9_]*$`.
[[nodiscard]] constexpr bool is_environment_name(std::string_view text) {
  if (text.empty() || (text.front() >= '0' && text.front() <= '9')) return false;
  for (const char character : text) {
    const bool upper = character >= 'A' && character <= 'Z';
    const bool digit = character >= '0' && character <= '9';
    if (!upper && !digit && character != '_') return false;
  }
  return true;
}

/// Whether `text` is the slug of a plugin or theme: `^[A-Za-z0-9][A-Za-z0-9_-]*$`.
[[nodiscard]] constexpr bool is_slug(std::string_view text) { return is_name_with(text, "_-"); }

/// Whether `text` names a probe or a seed: `^[A-Za-z0-9][A-Za-z0-9_.-]*$`.
[[nodiscard]] constexpr bool is_dotted_name(std::string_view text) {
  return is_name_with(text, "_.-");
}

/// Whether `text` is a SHA-256 in hexadecimal of either case: `^[a-fA-F0-9]{64}$`.
[[nodiscard]] constexpr bool is_sha256_hex_of_either_case(std::string_view text) {
  constexpr std::size_t digits = 64;
  if (text.size() != digits) return false;
  for (const char character : text) {
    if (!is_alphanumeric(character)) return false;
    if ((character > 'F' && character <= 'Z') || character > 'f') return false;
  }
  return true;
}

/// Whether `text` is an absolute path in the sandbox: `^/`.
[[nodiscard]] constexpr bool is_absolute_path(std::string_view text) {
  return text.starts_with('/');
}

/// Whether `text` is a memory limit of PHP: `^[0-9]+[KMG]?$`.
[[nodiscard]] constexpr bool is_memory_limit(std::string_view text) {
  if (text.ends_with('K') || text.ends_with('M') || text.ends_with('G')) text.remove_suffix(1);
  if (text.empty()) return false;
  for (const char character : text) {
    if (character < '0' || character > '9') return false;
  }
  return true;
}

inline constexpr json::Pattern environment_name_pattern{"^[A-Z_][A-Z0-9_]*$", &is_environment_name};
inline constexpr json::Pattern slug_pattern{"^[A-Za-z0-9][A-Za-z0-9_-]*$", &is_slug};
inline constexpr json::Pattern dotted_name_pattern{"^[A-Za-z0-9][A-Za-z0-9_.-]*$", &is_dotted_name};
inline constexpr json::Pattern sha256_pattern{"^[a-fA-F0-9]{64}$", &is_sha256_hex_of_either_case};
inline constexpr json::Pattern absolute_path_pattern{"^/", &is_absolute_path};
inline constexpr json::Pattern memory_limit_pattern{"^[0-9]+[KMG]?$", &is_memory_limit};

inline constexpr json::FieldRule environment_name{.pattern = &environment_name_pattern};
inline constexpr json::FieldRule each_environment_name{.items = &environment_name};
inline constexpr json::FieldRule slug{.pattern = &slug_pattern};
inline constexpr json::FieldRule dotted_name{.pattern = &dotted_name_pattern};
inline constexpr json::FieldRule sha256{.pattern = &sha256_pattern};
inline constexpr json::FieldRule absolute_path{.pattern = &absolute_path_pattern};
inline constexpr json::FieldRule memory_limit{.pattern = &memory_limit_pattern};
inline constexpr json::FieldRule max_execution_time{.integer = true, .minimum = 0, .maximum = 3600};
inline constexpr json::FieldRule port{.integer = true, .minimum = 1, .maximum = 65535};
inline constexpr json::FieldRule positive_integer{.integer = true, .minimum = 1};
inline constexpr json::FieldRule max_records{.integer = true, .minimum = 1, .maximum = 100};
inline constexpr json::FieldRule record_ids{.max_items = 100, .items = &positive_integer};
inline constexpr json::FieldRule record_names{.max_items = 100};
inline constexpr json::FieldRule record_classes{.max_items = 25};
inline constexpr json::FieldRule at_least_one{.min_items = 1};
inline constexpr json::FieldRule any_object{.object = true};
/// For a member that the type has and the recipe's JSON Schema does not.
inline constexpr json::FieldRule outside_schema{.outside_schema = true};

}  // namespace recipe_rules

}  // namespace WP_CODEBOX_NAMESPACE
