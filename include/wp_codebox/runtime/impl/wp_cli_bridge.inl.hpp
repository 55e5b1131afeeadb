#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

#include "wp_codebox/contracts/shell_words.hpp"
#include "wp_codebox/contracts/wp_cli.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/whitespace.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/wp_cli_bridge.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace wp_cli_bridge {

/// Whether two texts are equal, in a time that does not tell where they differ.
inline bool same_secret(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(left[i]) ^
                                        static_cast<unsigned char>(right[i]));
  }
  return difference == 0;
}

inline WpCliBridgeAnswer refusal(int status, std::string_view message) {
  return {status, json::Value::from_compact(R"({"success":false,"error":)" +
                                            json::Value::string(message).text() + "}")};
}

inline bool is_operator(std::string_view word) {
  return word == "&&" || word == "||" || word == ";";
}

/// Takes the next command out of the words, without a leading `wp`.
inline std::vector<std::string> next_command(const std::vector<std::string>& words,
                                             std::size_t& at) {
  std::vector<std::string> command;
  while (at < words.size() && !is_operator(words[at])) command.push_back(words[at++]);
  if (!command.empty() && command.front() == "wp") command.erase(command.begin());
  return command;
}

/// The command line as the answer tells of it.
inline std::string shown_line(std::string_view line) {
  return line == "wp" || line.starts_with("wp ") ? std::string(line) : "wp " + std::string(line);
}

inline json::Value result_body(std::string_view line, const WpCliRun& run, double duration_ms) {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  writer.key("type");
  writer.string("wp_cli");
  writer.key("command");
  writer.string(shown_line(line));
  writer.key("exitCode");
  writer.number(run.exit_code);
  writer.key("stdout");
  writer.string(run.output);
  writer.key("stderr");
  writer.string(run.errors);
  writer.key("success");
  writer.boolean(run.exit_code == 0);
  writer.key("timedOut");
  writer.boolean(false);
  writer.key("durationMs");
  writer.number(duration_ms);
  if (run.exit_code != 0) {
    writer.key("error");
    writer.string("A command of WP-CLI failed");
  }
  writer.end_object();
  output.flush();
  return json::Value::from_compact(std::move(text));
}

}  // namespace wp_cli_bridge

WP_CODEBOX_INLINE WpCliBridge::WpCliBridge(std::string token, WpCliRunner run,
                                           std::shared_ptr<Clock> clock)
    : token_(std::move(token)), run_(std::move(run)), clock_(std::move(clock)) {}

WP_CODEBOX_INLINE WpCliBridgeAnswer WpCliBridge::answer(const WpCliBridgeRequest& request) const {
  using wp_cli_bridge::refusal;
  if (request.method != "POST" || request.path != path) return refusal(404, "Nothing is here");
  if (token_.empty() || !wp_cli_bridge::same_secret(request.authorization, "Bearer " + token_)) {
    return refusal(401, "The token is missing or wrong");
  }
  const json::Parsed body(request.body);
  if (body.error()) return refusal(500, "The request is no JSON");
  const json::Node* const type = body.root().find("type");
  const json::Node* const command = body.root().find("command");
  if (type == nullptr || !type->equals("wp_cli") || command == nullptr || !command->is_string()) {
    return refusal(400, "The request has to be of type wp_cli and name a command");
  }
  const std::string text = command->text();
  const std::string_view line = json::trim(text);
  if (line.empty()) return refusal(400, "The command is empty");
  try {
    return run_line(line);
  } catch (const std::exception& error) {
    return refusal(500, error.what());
  }
}

WP_CODEBOX_INLINE WpCliBridgeAnswer WpCliBridge::run_line(std::string_view line) const {
  const auto words = split_shell_words(line);
  if (!words) return wp_cli_bridge::refusal(500, "A quote is not closed");
  const std::int64_t started = clock_->now_ms();
  WpCliRun all;
  for (std::size_t at = 0; at < words->size();) {
    const std::vector<std::string> command = wp_cli_bridge::next_command(*words, at);
    if (!command.empty()) {
      const WpCliRun run = run_(command);
      all.exit_code = run.exit_code;
      all.output += wp_cli_output(run.output);
      all.errors += run.errors;
    }
    if (at == words->size()) break;
    const bool goes_on_after_failure = (*words)[at++] == "||";
    if (goes_on_after_failure == (all.exit_code == 0)) break;
  }
  const auto duration = static_cast<double>(clock_->now_ms() - started);
  return {200, wp_cli_bridge::result_body(line, all, duration)};
}

}  // namespace WP_CODEBOX_NAMESPACE
