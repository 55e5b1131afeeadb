#include "reference_backend/playground/command_failure.hpp"

#include <utility>

#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

/// A message is for people; the whole text is in the fields.
constexpr std::size_t longest_quote = 16384;

std::string quoted(std::string_view title, const std::string& text) {
  if (text.empty()) return {};
  std::string quote = "\n" + std::string(title) + ":\n" + text.substr(0, longest_quote);
  if (text.size() > longest_quote) {
    quote += "\n[" + std::to_string(text.size() - longest_quote) + " more bytes]";
  }
  return to_utf8(quote);
}

json::Value response_form(double exit_code, const std::string& errors, const std::string& text) {
  std::string form;
  {
    json::StringOutput output(form);
    json::Writer writer(output);
    writer.begin_object();
    writer.key("exitCode");
    writer.number(exit_code);
    writer.key("errors");
    writer.string(errors);
    writer.key("text");
    writer.string(text);
    writer.end_object();
  }
  return json::Value::from_compact(std::move(form));
}

}  // namespace

EngineOutput output_of(BridgeAnswer answer, std::string_view command) {
  const auto exit_code = answer.result.find("exitCode");
  if (exit_code == answer.result.end() || !exit_code->is_number() || answer.payload.size() != 2) {
    throw crash_error(command, "the bridge gave an answer without a result");
  }
  if (*exit_code == 0) return {std::move(answer.payload[0])};
  const std::string text = to_utf8(answer.payload[0]);
  const std::string errors = to_utf8(answer.payload[1]);
  throw RuntimeError(error_code::wp_codebox_playground_command_failed,
                     std::string(command) + " failed with exit code " + exit_code->dump() +
                         quoted("PHP errors", errors) + quoted("Output", text),
                     {{"command", json::Value::string(command)},
                      {"response", response_form(exit_code->get<double>(), errors, text)}});
}

RuntimeError timeout_error(std::string_view command, std::string_view what_happened) {
  return {error_code::runtime_command_timeout,
          std::string(command) + " did not end in time; " + std::string(what_happened),
          {{"command", json::Value::string(command)}}};
}

RuntimeError crash_error(std::string_view command, const std::string& cause) {
  return {error_code::wp_codebox_playground_command_crashed,
          std::string(command) + " crashed: " + cause,
          {{"command", json::Value::string(command)}, {"cause", json::Value::string(cause)}}};
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
