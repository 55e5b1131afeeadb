#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How `wordpress.wp-cli` reads its command line and cleans its output (shapes: command registry).

namespace WP_CODEBOX_NAMESPACE {

/// The command line of a call: the argument `command`, else all arguments joined by a space;
/// trimmed. An empty `command=` counts as absent.
[[nodiscard]] std::string wp_cli_command(CommandArgs args);

/// The command line that the recipe check looks at: as `wp_cli_command`, but an empty `command=`
/// stays empty.
[[nodiscard]] std::string wp_cli_recipe_command(CommandArgs args);

/// The words of a command line without a leading `wp`; nothing when a quote is not closed.
[[nodiscard]] std::optional<std::vector<std::string>> wp_cli_words(std::string_view command_line);

/// Output without the first line that PHP prints of a phar's `#!/usr/bin/env php`.
[[nodiscard]] std::string_view wp_cli_output(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/wp_cli.inl.hpp"
#endif
