#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/shell_words.hpp"
#include "wp_codebox/contracts/wp_cli.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::vector<std::string> texts(const json::Node* list) {
  std::vector<std::string> values;
  if (list == nullptr) return values;
  for (const json::Node& item : list->items()) values.push_back(item.text());
  return values;
}

json::Value text_list(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    text += (text.empty() ? "" : ",") + json::Value::string(value).text();
  }
  return json::Value::from_compact("[" + text + "]");
}

json::Value object(const std::string& name, const json::Value& value) {
  return json::Value::from_compact("{" + json::Value::string(name).text() + ":" + value.text() +
                                   "}");
}

json::Value flag(const char* json_text) { return json::Value::from_compact(json_text); }

json::Value of_json(const JsonArgument& argument) {
  if (argument.error) return flag(R"({"error":true,"kind":"syntax"})");
  if (argument.wrong_kind) return flag(R"({"error":true})");
  return object("value", argument.value);
}

/// What a function answers about a text.
std::optional<json::Value> text_answer(const std::string& function, const std::string& text) {
  if (function == "isSafeEnvName") return json::Value::boolean(is_safe_env_name(text));
  if (function == "phpBody") return json::Value::string(php_body(text));
  if (function == "normalizePhpCode") return json::Value::string(normalize_php_code(text));
  return std::nullopt;
}

/// What a function answers about arguments, the name of one and a default.
std::optional<json::Value> args_answer(const std::string& function,
                                       std::span<const json::Node> parameters) {
  const std::vector<std::string> args = texts(&parameters[0]);
  const std::string name = parameters.size() > 1 ? parameters[1].text() : std::string();
  const json::Node fallback = parameters.size() > 2 ? parameters[2] : json::Node();
  if (function == "argValue") {
    const auto value = argument_value(args, name);
    return value ? object("value", json::Value::string(*value)) : flag(R"({"undefined":true})");
  }
  if (function == "jsonArrayArg") return of_json(json_array_argument(args, name));
  if (function == "jsonObjectArg") return of_json(json_object_argument(args, name));
  if (function == "positiveIntegerArg") {
    return object("value",
                  json::Value::number(positive_integer_argument(args, name, fallback.number())));
  }
  if (function == "nonNegativeIntegerArg") {
    return object(
        "value", json::Value::number(non_negative_integer_argument(args, name, fallback.number())));
  }
  if (function == "booleanArg") {
    return object("value", json::Value::boolean(boolean_argument(args, name, fallback.boolean())));
  }
  if (function == "commaListArg") {
    return object("value", text_list(comma_list_argument(args, name)));
  }
  return std::nullopt;
}

std::optional<std::string> run_command_args(const VectorRow& row) {
  const std::string function = row.text("function");
  const json::Node* parameters = row.input.find("args");
  if (parameters == nullptr || parameters->size() == 0) return "the row has no args";
  std::optional<json::Value> got;
  if (parameters->items()[0].is_string()) {
    got = text_answer(function, parameters->items()[0].text());
    if (got) got = object("value", *got);
  } else {
    got = args_answer(function, parameters->items());
  }
  if (!got) return "unknown function " + function;
  return difference(row.expect, *got);
}

std::optional<std::string> run_shell_argv(const VectorRow& row) {
  const auto words = split_shell_words(row.text("command"));
  return difference(row.expect,
                    words ? object("argv", text_list(*words)) : flag(R"({"error":true})"));
}

std::optional<std::string> run_wp_cli_command(const VectorRow& row) {
  const std::vector<std::string> args = texts(row.input.find("args"));
  const std::string command = wp_cli_command(args);
  const auto words = wp_cli_words(command);
  return difference(row.expect,
                    json::Value::from_compact(
                        R"({"command":)" + json::Value::string(command).text() + R"(,"argv":)" +
                        (words ? text_list(*words).text() : "null") + R"(,"recipeCommand":)" +
                        json::Value::string(wp_cli_recipe_command(args)).text() + "}"));
}

std::optional<std::string> run_wp_cli_output(const VectorRow& row) {
  return text_difference("output", member_text(row.expect, "output"),
                         wp_cli_output(row.text("text")));
}

}  // namespace

void add_command_ops(VectorOps& ops) {
  ops["command-args"] = run_command_args;
  ops["shell-argv"] = run_shell_argv;
  ops["wp-cli-command"] = run_wp_cli_command;
  ops["wp-cli-output"] = run_wp_cli_output;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
