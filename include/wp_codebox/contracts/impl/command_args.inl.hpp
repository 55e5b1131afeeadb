#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/whitespace.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace command_args {

inline constexpr std::string_view php_tag = "<?php";

/// JavaScript's `parseInt(text, 10)`; nothing where that gives NaN.
WP_CODEBOX_INLINE std::optional<double> parse_int(std::string_view text) {
  text = json::trim_start(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  if (end == 0) return std::nullopt;
  // Digits may have leading zeros here, which JSON numbers may not.
  std::string_view digits = text.substr(0, end);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  const double number = json::parse_number(digits);
  return negative ? -number : number;
}

WP_CODEBOX_INLINE double integer(CommandArgs args, std::string_view name, double least,
                                 double fallback) {
  const auto value = argument_value(args, name);
  if (!value) return fallback;
  const auto number = parse_int(*value);
  return number && *number >= least ? *number : fallback;
}

WP_CODEBOX_INLINE JsonArgument json_argument(CommandArgs args, std::string_view name,
                                             json::Kind kind) {
  JsonArgument argument;
  argument.value = kind == json::Kind::array ? json::Value::array() : json::Value::object();
  const auto text = argument_value(args, name);
  if (!text || text->empty()) return argument;
  json::Document document;
  argument.error = document.read(*text);
  if (argument.error) return argument;
  argument.wrong_kind = document.root().kind() != kind;
  if (!argument.wrong_kind) argument.value = json::Value(document.root());
  return argument;
}

}  // namespace command_args

WP_CODEBOX_INLINE std::optional<std::string_view> argument_value(CommandArgs args,
                                                                 std::string_view name) {
  for (const std::string_view arg : args) {
    if (arg.size() > name.size() && arg.starts_with(name) && arg[name.size()] == '=') {
      return arg.substr(name.size() + 1);
    }
  }
  return std::nullopt;
}

WP_CODEBOX_INLINE double positive_integer_argument(CommandArgs args, std::string_view name,
                                                   double fallback) {
  return command_args::integer(args, name, 1, fallback);
}

WP_CODEBOX_INLINE double non_negative_integer_argument(CommandArgs args, std::string_view name,
                                                       double fallback) {
  return command_args::integer(args, name, 0, fallback);
}

WP_CODEBOX_INLINE bool boolean_argument(CommandArgs args, std::string_view name, bool fallback) {
  const auto value = argument_value(args, name);
  if (!value || value->empty()) return fallback;
  const std::string word = ascii_lower(json::trim(*value));
  return word == "1" || word == "true" || word == "yes" || word == "on";
}

WP_CODEBOX_INLINE std::vector<std::string> comma_list_argument(CommandArgs args,
                                                               std::string_view name) {
  std::vector<std::string> parts;
  std::string_view rest = argument_value(args, name).value_or(std::string_view());
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view part = json::trim(rest.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parts;
}

WP_CODEBOX_INLINE JsonArgument json_array_argument(CommandArgs args, std::string_view name) {
  return command_args::json_argument(args, name, json::Kind::array);
}

WP_CODEBOX_INLINE JsonArgument json_object_argument(CommandArgs args, std::string_view name) {
  return command_args::json_argument(args, name, json::Kind::object);
}

WP_CODEBOX_INLINE bool is_safe_env_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
  if (name.empty() || !is_letter(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

WP_CODEBOX_INLINE std::string normalize_php_code(std::string_view code) {
  if (json::trim_start(code).starts_with(command_args::php_tag)) return std::string(code);
  return std::string(command_args::php_tag) + '\n' + std::string(code);
}

WP_CODEBOX_INLINE std::string php_body(std::string_view code) {
  std::string_view body = json::trim_start(code);
  if (!body.starts_with(command_args::php_tag)) return std::string(code);
  body.remove_prefix(command_args::php_tag.size());
  return std::string(json::trim_start(body));
}

}  // namespace WP_CODEBOX_NAMESPACE
