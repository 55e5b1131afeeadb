#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How commands read their arguments: texts of the form `name=value` (WPC-EXEC-007).

namespace WP_CODEBOX_NAMESPACE {

/// Arguments of a command, not owned.
using CommandArgs = std::span<const std::string>;

/// The value of the first argument with that name; it may contain `=` and may be empty.
[[nodiscard]] std::optional<std::string_view> argument_value(CommandArgs args,
                                                             std::string_view name);

/// An integer above 0, or `fallback` when the argument is absent or has none. As `parseInt`:
/// leading white space and sign, then digits; what follows is ignored (`7x` is 7, `1e3` is 1).
[[nodiscard]] double positive_integer_argument(CommandArgs args, std::string_view name,
                                               double fallback);

/// As `positive_integer_argument`, 0 included.
[[nodiscard]] double non_negative_integer_argument(CommandArgs args, std::string_view name,
                                                   double fallback);

/// True for `1`, `true`, `yes` and `on` in any case; `fallback` when absent or empty; else false.
[[nodiscard]] bool boolean_argument(CommandArgs args, std::string_view name, bool fallback);

/// The parts between commas, trimmed, without empty ones.
[[nodiscard]] std::vector<std::string> comma_list_argument(CommandArgs args, std::string_view name);

/// What came of reading an argument as JSON.
struct JsonArgument {
  json::Value value;                     ///< Meaningful when there is no error.
  std::optional<json::ReadError> error;  ///< The text is not JSON.
  bool wrong_kind = false;               ///< The text is JSON of another kind.

  [[nodiscard]] bool ok() const { return !error && !wrong_kind; }  ///< Whether `value` can be used.
};

/// An argument whose value is a JSON array; `[]` when absent or empty.
[[nodiscard]] JsonArgument json_array_argument(CommandArgs args, std::string_view name);

/// An argument whose value is a JSON object; `{}` when absent or empty.
[[nodiscard]] JsonArgument json_object_argument(CommandArgs args, std::string_view name);

/// Whether a variable of that name reaches the sandbox: `^[A-Z_][A-Z0-9_]*$` (WPC-EXEC-012).
[[nodiscard]] bool is_safe_env_name(std::string_view name);

/// PHP that starts with an opening tag: put in front when there is none (WPC-EXEC-013).
[[nodiscard]] std::string normalize_php_code(std::string_view code);

/// PHP without its opening tag.
[[nodiscard]] std::string php_body(std::string_view code);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/command_args.inl.hpp"
#endif
