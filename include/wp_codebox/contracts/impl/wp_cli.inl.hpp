#pragma once

#include <algorithm>
#include <cstddef>

#include "wp_codebox/contracts/shell_words.hpp"
#include "wp_codebox/contracts/wp_cli.hpp"
#include "wp_codebox/json/whitespace.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace wp_cli {

WP_CODEBOX_INLINE std::string joined(CommandArgs args) {
  std::string line;
  for (const std::string& arg : args) {
    if (!line.empty() || &arg != args.data()) line += ' ';
    line += arg;
  }
  return line;
}

}  // namespace wp_cli

WP_CODEBOX_INLINE std::string wp_cli_command(CommandArgs args) {
  const auto command = argument_value(args, "command");
  if (command && !command->empty()) return std::string(json::trim(*command));
  return std::string(json::trim(wp_cli::joined(args)));
}

WP_CODEBOX_INLINE std::string wp_cli_recipe_command(CommandArgs args) {
  const auto command = argument_value(args, "command");
  return std::string(json::trim(command ? std::string(*command) : wp_cli::joined(args)));
}

WP_CODEBOX_INLINE std::optional<std::vector<std::string>> wp_cli_words(
    std::string_view command_line) {
  auto words = split_shell_words(command_line);
  if (words && !words->empty() && words->front() == "wp") words->erase(words->begin());
  return words;
}

WP_CODEBOX_INLINE std::string_view wp_cli_output(std::string_view text) {
  constexpr std::string_view shebang = "#!/usr/bin/env php";
  if (!text.starts_with(shebang)) return text;
  std::string_view rest = text.substr(shebang.size());
  if (rest.starts_with('\r')) rest.remove_prefix(1);
  if (!rest.starts_with('\n')) return text;
  return rest.substr(1);
}

}  // namespace WP_CODEBOX_NAMESPACE
