#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>

#include "wp_codebox/contracts/command_definition.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The commands of contract 0.7.0: their ids, arguments and answers, in registry order.

namespace WP_CODEBOX_NAMESPACE {

/// For the rows of `command_registry`.
namespace command_rows {

inline constexpr std::string_view own_id = "its id in policy.commands";

inline constexpr CommandArgument run_php[] = {
    {.name = "code", .description = "PHP to run; wins over code-file."},
    {.name = "code-file", .description = "File on the host with the PHP to run.", .format = "path"},
    {.name = "bootstrap", .description = "Whether WordPress is loaded first: wordpress or none."},
};
inline constexpr CommandArgument wp_cli[] = {
    {.name = "command",
     .description = "Command line, with or without a leading wp.",
     .required = true},
};
inline constexpr CommandArgument ability[] = {
    {.name = "name", .description = "Name of the ability.", .required = true},
    {.name = "input", .description = "Input of the ability; {} without it.", .format = "json"},
};
inline constexpr CommandArgument rest_request[] = {
    {.name = "path",
     .description = "Path below /wp-json; `route` is another name for it.",
     .required = true},
    {.name = "method", .description = "HTTP method; GET without it."},
    {.name = "headers-json", .description = "Headers by name.", .format = "json-object"},
    {.name = "params-json", .description = "Query parameters by name.", .format = "json-object"},
    {.name = "body", .description = "Body as text."},
    {.name = "body-json", .description = "Body as JSON; wins over body.", .format = "json"},
};
inline constexpr CommandArgument bench[] = {
    {.name = "plugin-slug", .description = "Plugin that is measured.", .required = true},
    {.name = "component-id", .description = "Name in the results; the slug without it."},
    {.name = "iterations", .description = "Measured rounds; 3 without it.", .format = "integer"},
    {.name = "warmup", .description = "Rounds before them; 1 without it.", .format = "integer"},
    {.name = "dependency-slugs", .description = "Plugins it needs.", .format = "list"},
    {.name = "env-json", .description = "Environment variables by name.", .format = "json-object"},
    {.name = "bootstrap-files-json", .description = "Files to load first.", .format = "json"},
    {.name = "workloads-json", .description = "What is measured.", .format = "json"},
    {.name = "lifecycle-json", .description = "What runs around it.", .format = "json"},
    {.name = "reset-policy-json",
     .description = "What is reset between rounds and scenarios.",
     .format = "json-object"},
};
inline constexpr CommandArgument phpunit[] = {
    {.name = "plugin-slug", .description = "Plugin under test; needed unless code is given."},
    {.name = "code", .description = "PHP of a runner to use instead."},
    {.name = "code-file", .description = "File on the host with that PHP.", .format = "path"},
    {.name = "autoload-file", .description = "Composer autoloader to load.", .format = "path"},
    {.name = "tests-dir", .description = "Folder of the tests.", .format = "path"},
    {.name = "phpunit-xml", .description = "Configuration of PHPUnit.", .format = "path"},
    {.name = "test-file", .description = "The one test file to run.", .format = "path"},
    {.name = "changed-tests-json", .description = "Test files to run.", .format = "json"},
    {.name = "env-json", .description = "Environment variables by name.", .format = "json-object"},
    {.name = "wp-config-defines-json",
     .description = "Constants of wp-config.php by name.",
     .format = "json-object"},
    {.name = "dependency-mounts", .description = "Mounted plugins it needs.", .format = "list"},
    {.name = "bootstrap-files-json", .description = "Files to load first.", .format = "json"},
    {.name = "phpunit-args-json", .description = "More arguments of PHPUnit.", .format = "json"},
    {.name = "bootstrap-mode", .description = "Who loads WordPress: managed or project."},
    {.name = "project-bootstrap",
     .description = "The project's own bootstrap file.",
     .format = "path"},
    {.name = "multisite",
     .description = "Whether to test a network of sites.",
     .format = "boolean"},
};
inline constexpr CommandArgument plugin_check[] = {
    {.name = "plugin-slug", .description = "Plugin to check.", .required = true, .format = "slug"},
    {.name = "checks", .description = "Checks to run; all without it.", .format = "list"},
};
inline constexpr CommandArgument core_phpunit[] = {
    {.name = "core-root", .description = "Checkout of WordPress.", .format = "path"},
    {.name = "tests-dir", .description = "Folder of the tests.", .format = "path"},
    {.name = "phpunit-xml", .description = "Configuration of PHPUnit.", .format = "path"},
    {.name = "test-file", .description = "The one test file to run.", .format = "path"},
    {.name = "changed-tests-json", .description = "Test files to run.", .format = "json"},
    {.name = "autoload-file", .description = "Composer autoloader to load.", .format = "path"},
    {.name = "wp-config-defines-json",
     .description = "Constants of wp-config.php by name.",
     .format = "json-object"},
    {.name = "multisite",
     .description = "Whether to test a network of sites.",
     .format = "boolean"},
};
inline constexpr CommandArgument theme_check[] = {
    {.name = "theme", .description = "Theme to check.", .required = true},
};
inline constexpr CommandArgument browser_probe[] = {
    {.name = "url", .description = "Page to open.", .required = true},
    {.name = "wait-for",
     .description = "domcontentloaded, load, networkidle, selector:S or duration."},
    {.name = "duration", .description = "How long to watch.", .format = "duration"},
    {.name = "pre-page-script", .description = "JavaScript that runs before the page's own."},
    {.name = "script", .description = "JavaScript that runs on the loaded page."},
    {.name = "assert", .description = "What must hold of the page.", .repeatable = true},
    {.name = "capture",
     .description = "Of console, errors, html, network, screenshot, performance, memory; the first "
                    "five without it.",
     .format = "list"},
    {.name = "repeat", .description = "How often to open the page.", .format = "integer"},
    {.name = "reset-between", .description = "none, reload or new-page."},
};
inline constexpr CommandArgument capture_html[] = {
    {.name = "url", .description = "Page to open.", .required = true},
    {.name = "wait-for",
     .description = "domcontentloaded, load, networkidle, selector:S or duration."},
    {.name = "duration", .description = "How long to watch.", .format = "duration"},
    {.name = "pre-page-script", .description = "JavaScript that runs before the page's own."},
    {.name = "script", .description = "JavaScript that runs on the loaded page."},
    {.name = "capture", .description = "Of html, console, errors, network.", .format = "list"},
};
inline constexpr CommandArgument browser_actions[] = {
    {.name = "steps-json", .description = "Steps, or @ and a file with them.", .format = "json"},
    {.name = "actions-json", .description = "Steps in the older form.", .format = "json"},
    {.name = "url", .description = "Page to open first."},
    {.name = "step-timeout", .description = "For each step; 15s without it.", .format = "duration"},
    {.name = "timeout", .description = "For all steps; 120s without it.", .format = "duration"},
    {.name = "capture",
     .description = "Of steps, console, errors, network, html, screenshot.",
     .format = "list"},
};
inline constexpr CommandArgument editor_open[] = {
    {.name = "target", .description = "post-new or site."},
    {.name = "post-id", .description = "Post to edit.", .format = "integer"},
    {.name = "post-type", .description = "Type of a new post; post without it."},
    {.name = "url", .description = "Page of an editor to open instead."},
    {.name = "wait-selector", .description = "Element whose appearance means ready."},
    {.name = "wait-timeout", .description = "15s without it.", .format = "duration"},
    {.name = "capture",
     .description = "Of steps, console, errors, html, screenshot, editor-state.",
     .format = "list"},
};
inline constexpr CommandArgument editor_actions[] = {
    {.name = "steps-json",
     .description = "Steps: open, insertBlock, selectBlock, inspectState.",
     .required = true,
     .format = "json"},
    {.name = "target", .description = "post-new or site."},
    {.name = "post-id", .description = "Post to edit.", .format = "integer"},
    {.name = "post-type", .description = "Type of a new post; post without it."},
    {.name = "url", .description = "Page of an editor to open instead."},
    {.name = "wait-selector", .description = "Element whose appearance means ready."},
    {.name = "wait-timeout", .description = "15s without it.", .format = "duration"},
    {.name = "step-timeout", .description = "For each step.", .format = "duration"},
    {.name = "timeout", .description = "For all steps.", .format = "duration"},
    {.name = "capture",
     .description = "Of steps, console, errors, html, screenshot, editor-state.",
     .format = "list"},
};
inline constexpr CommandArgument agent_runtime_probe[] = {
    {.name = "provider-plugin-slugs", .description = "Plugins of providers.", .format = "list"},
};
inline constexpr CommandArgument agent_sandbox_run[] = {
    {.name = "task", .description = "What the agent is asked to do.", .required = true},
    {.name = "agent", .description = "Which agent."},
    {.name = "mode", .description = "How the agent works."},
    {.name = "provider", .description = "Provider of the model."},
    {.name = "model", .description = "Model to use."},
    {.name = "session-id", .description = "Session to go on with."},
    {.name = "max-turns", .description = "Largest number of turns.", .format = "integer"},
    {.name = "timeout-seconds", .description = "Longest time in seconds.", .format = "integer"},
    {.name = "provider-plugin-slugs", .description = "Plugins of providers.", .format = "list"},
    {.name = "code", .description = "PHP of a runner to use instead."},
    {.name = "code-file", .description = "File on the host with that PHP.", .format = "path"},
};

}  // namespace command_rows

/// The registry. Its first 15 rows run in a backend.
inline constexpr CommandDefinition command_registry[] = {
    {.id = "inspect-mounted-inputs",
     .description = "Lists what lies in the mounts.",
     .output_shape = "JSON {command, mounts[{target, source, entries[], exists}]}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.run-php",
     .description = "Runs PHP.",
     .accepted_args = command_rows::run_php,
     .output_shape = "what the PHP prints",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.wp-cli",
     .description = "Runs a command of WP-CLI.",
     .accepted_args = command_rows::wp_cli,
     .output_shape = "what the command prints",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.ability",
     .description = "Calls an ability of the Abilities API.",
     .accepted_args = command_rows::ability,
     .output_shape = "JSON {command, name, input, result}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.rest-request",
     .description = "Sends a request to the REST API, inside the site.",
     .accepted_args = command_rows::rest_request,
     .output_shape = "JSON {command, method, path, route, status, headers, body, data, timing, "
                     "diagnostics}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.bench",
     .description = "Measures a plugin.",
     .accepted_args = command_rows::bench,
     .output_shape = "wp-codebox/bench-results/v1",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.phpunit",
     .description = "Runs the PHPUnit tests of a plugin.",
     .accepted_args = command_rows::phpunit,
     .output_shape = "log of the runner",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.plugin-check",
     .description = "Runs Plugin Check on a plugin.",
     .accepted_args = command_rows::plugin_check,
     .output_shape = "wp-codebox/plugin-check/v1",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.core-phpunit",
     .description = "Runs the PHPUnit tests of WordPress itself.",
     .accepted_args = command_rows::core_phpunit,
     .output_shape = "log of the runner",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.theme-check",
     .description = "Runs Theme Check on a theme.",
     .accepted_args = command_rows::theme_check,
     .output_shape = "wp-codebox/theme-check/v1",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.browser-probe",
     .description = "Opens a page in a browser and watches it.",
     .accepted_args = command_rows::browser_probe,
     .output_shape = "JSON {command, requestedUrl, finalUrl, files, summary}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.capture-html",
     .description = "Opens a page in a browser and keeps its HTML.",
     .accepted_args = command_rows::capture_html,
     .output_shape = "JSON {command, requestedUrl, finalUrl, files, summary}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.browser-actions",
     .description = "Acts on pages in a browser, step by step.",
     .accepted_args = command_rows::browser_actions,
     .output_shape = "JSON {command, requestedUrl, finalUrl, files}",
     .policy_requirement = "its id in policy.commands; steps that evaluate JavaScript also need "
                           "wordpress.browser-actions.evaluate"},
    {.id = "wordpress.editor-open",
     .description = "Opens the block editor in a browser.",
     .accepted_args = command_rows::editor_open,
     .output_shape = "JSON {command, target, requestedUrl, finalUrl, files, summary, steps}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.editor-actions",
     .description = "Acts in the block editor, step by step.",
     .accepted_args = command_rows::editor_actions,
     .output_shape = "JSON {command, target, requestedUrl, finalUrl, files, summary, steps}",
     .policy_requirement = command_rows::own_id},
    {.id = "wordpress.browser-actions.evaluate",
     .description = "Lets steps of wordpress.browser-actions evaluate JavaScript.",
     .output_shape = "nothing: a capability, not a command",
     .policy_requirement = command_rows::own_id,
     .recipe = false,
     .handler = CommandHandler::capability},
    {.id = "wp-codebox.agent-runtime-probe",
     .description = "Finds out whether agents can run in the sandbox.",
     .accepted_args = command_rows::agent_runtime_probe,
     .output_shape = "what the PHP prints",
     .policy_requirement = "wordpress.run-php in policy.commands",
     .handler = CommandHandler::recipe_alias,
     .runs_as = "wordpress.run-php"},
    {.id = "wp-codebox.agent-sandbox-run",
     .description = "Runs an agent in the sandbox.",
     .accepted_args = command_rows::agent_sandbox_run,
     .output_shape = "what the PHP prints",
     .policy_requirement = "wordpress.run-php in policy.commands",
     .handler = CommandHandler::recipe_alias,
     .runs_as = "wordpress.run-php"},
};

/// The command of that id; null when the registry has none.
[[nodiscard]] constexpr const CommandDefinition* find_command(std::string_view id) {
  for (const CommandDefinition& entry : command_registry) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

namespace command_rows {

consteval std::size_t count_for_recipes() {
  std::size_t count = 0;
  for (const CommandDefinition& entry : command_registry) count += entry.recipe ? 1 : 0;
  return count;
}

consteval auto ids_for_recipes() {
  std::array<std::string_view, count_for_recipes()> ids{};
  std::size_t count = 0;
  for (const CommandDefinition& entry : command_registry) {
    if (entry.recipe) ids[count++] = entry.id;
  }
  return ids;
}

}  // namespace command_rows

/// Ids of the commands that a recipe may name, in registry order.
inline constexpr auto recipe_command_ids = command_rows::ids_for_recipes();

}  // namespace WP_CODEBOX_NAMESPACE
