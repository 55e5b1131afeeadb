#include "reference_backend/playground/wordpress_commands.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <system_error>

#include "reference_backend/playground/php_library.hpp"
#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/wp_cli.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

RuntimeError invalid(const EngineCommand& command, const std::string& why) {
  return {error_code::runtime_argument_invalid, command.command + ": " + why};
}

/// A text, or null when the argument is absent.
nlohmann::json optional_text(const EngineCommand& command, std::string_view name) {
  const auto value = argument_value(command.args, name);
  return value ? nlohmann::json(std::string(*value)) : nlohmann::json();
}

/// The JSON value of an argument; `fallback` when it is absent or empty.
nlohmann::json json_argument(const EngineCommand& command, std::string_view name,
                             nlohmann::json fallback) {
  const auto text = argument_value(command.args, name);
  if (!text || text->empty()) return fallback;
  auto value = nlohmann::json::parse(*text, nullptr, false);
  if (value.is_discarded()) throw invalid(command, std::string(name) + " is not JSON");
  return value;
}

nlohmann::json object_argument(const EngineCommand& command, std::string_view name) {
  auto value = json_argument(command, name, nlohmann::json::object());
  if (!value.is_object()) throw invalid(command, std::string(name) + " is not a JSON object");
  return value;
}

std::string upper_case(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return upper;
}

}  // namespace

PhpProgram rest_request_program(const EngineCommand& command) {
  auto path = argument_value(command.args, "path");
  if (!path || path->empty()) path = argument_value(command.args, "route");
  if (!path || path->empty()) throw invalid(command, "it needs path=<REST route>");
  auto method = argument_value(command.args, "method");
  if (!method || method->empty()) method = "GET";
  nlohmann::json body = optional_text(command, "body");
  const auto body_json = argument_value(command.args, "body-json");
  if (body_json) {
    static_cast<void>(json_argument(command, "body-json", {}));
    body = std::string(*body_json);
  }
  return library_program("rest_request.php", {{"method", upper_case(*method)},
                                              {"path", std::string(*path)},
                                              {"params", object_argument(command, "params-json")},
                                              {"headers", object_argument(command, "headers-json")},
                                              {"body", body},
                                              {"json", body_json.has_value()},
                                              {"user", optional_text(command, "user")}});
}

PhpProgram ability_program(const EngineCommand& command) {
  const auto name = argument_value(command.args, "name");
  if (!name || name->empty()) throw invalid(command, "it needs name=<ability>");
  return library_program("ability.php",
                         {{"name", std::string(*name)},
                          {"input", json_argument(command, "input", nlohmann::json::object())},
                          {"user", optional_text(command, "user")}});
}

PhpProgram wp_cli_program(const EngineCommand& command) {
  const auto words = wp_cli_words(wp_cli_command(command.args));
  if (!words) throw invalid(command, "a quote of the command line is not closed");
  if (words->empty()) throw invalid(command, "it needs command=<WP-CLI command line>");
  return library_program("wp_cli.php", {{"phar", wp_cli_place}, {"words", *words}}, false);
}

WpCliPhar::WpCliPhar(const fs::path& phar, const RunFolder& folder)
    : copy_(folder.scripts() / fs::path(wp_cli_place).filename()) {
  fs::copy_file(phar, copy_, fs::copy_options::overwrite_existing);
}

WpCliPhar::~WpCliPhar() {
  std::error_code ignored;
  fs::remove(copy_, ignored);
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
