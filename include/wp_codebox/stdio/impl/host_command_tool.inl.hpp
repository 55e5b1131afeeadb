#pragma once

// Included by one translation unit of a program. Nothing here is inline on purpose.

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/stdio/host_command_tool.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace host_command {

/// How long a program may take to end after SIGTERM.
constexpr std::chrono::milliseconds grace{2000};

constexpr const char* input_schema =
    R"({"type":"object","properties":{"args":{"type":"array","items":{"type":"string"}},)"
    R"("cwd":{"type":"string"},"timeoutMs":{"type":"integer"},"env":{"type":"object"}},)"
    R"("additionalProperties":false})";

constexpr const char* output_schema =
    R"({"type":"object","required":["command","args","cwd","exitCode","signal","stdout",)"
    R"("stderr","durationMs","timedOut","outputTruncated"],"properties":{)"
    R"("command":{"type":"string"},"args":{"type":"array","items":{"type":"string"}},)"
    R"("cwd":{"type":"string"},"exitCode":{"type":"integer"},"signal":{"type":"string"},)"
    R"("stdout":{"type":"string"},"stderr":{"type":"string"},"durationMs":{"type":"number"},)"
    R"("timedOut":{"type":"boolean"},"outputTruncated":{"type":"boolean"}},)"
    R"("additionalProperties":false})";

struct Input {
  std::optional<std::vector<std::string>> args;
  std::optional<std::string> cwd;
  std::optional<double> timeoutMs;
  std::optional<json::Dictionary<std::string>> env;
  json::Extra extra;

  static const json::StructTable table;
};

inline constexpr json::FieldRow input_fields[] = {
    json::field<&Input::args>("args", "Arguments after those of the tool."),
    json::field<&Input::cwd>("cwd", "Where to run."),
    json::field<&Input::timeoutMs>("timeoutMs", "Milliseconds."),
    json::field<&Input::env>("env", "Variables."),
};
inline constexpr json::StructTable Input::table = json::struct_table<Input>(
    "HostCommandInput", "What a call may say.", input_fields, {.closed = true});

[[noreturn]] void refuse(const std::string& why) {
  throw RuntimeError(error_code::host_tool_handler_error, why);
}

Input read_input(const json::Value& given) {
  json::Decoded<Input> input = json::decode_as<Input>(json::Parsed(given).root());
  if (!input.ok()) refuse("The input is malformed: " + input.message());
  const double limit = input.value.timeoutMs.value_or(1);
  constexpr double most = 24.0 * 3600 * 1000;
  if (!(limit >= 1) || limit > most || limit != static_cast<double>(static_cast<long>(limit))) {
    refuse("timeoutMs is no whole number of milliseconds above 0");
  }
  return std::move(input.value);
}

/// Whether a real path is a root or lies below it.
bool is_inside(const std::filesystem::path& path, const std::filesystem::path& root) {
  const auto mismatch = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return mismatch.first == root.end();
}

/// The real path of the directory; refused when it lies outside of the roots.
std::filesystem::path working_directory(const HostCommandToolConfig& config, const Input& input) {
  std::error_code error;
  const std::filesystem::path asked = config.cwd / input.cwd.value_or("");
  const std::filesystem::path real = std::filesystem::canonical(asked, error);
  if (error || !std::filesystem::is_directory(real, error)) {
    refuse("There is no directory " + asked.string());
  }
  std::vector<std::filesystem::path> roots = config.allowed_cwd_roots;
  if (roots.empty()) roots.push_back(config.cwd);
  for (const std::filesystem::path& root : roots) {
    const std::filesystem::path real_root = std::filesystem::canonical(root, error);
    if (!error && is_inside(real, real_root)) return real;
  }
  refuse("The directory " + asked.string() + " is not in an allowed one");
}

/// The variables of the program; of equal names the one that was set last.
std::vector<std::pair<std::string, std::string>> environment(const HostCommandToolConfig& config,
                                                             const Input& input) {
  std::map<std::string, std::string> variables;
  const auto inherit = [&variables](const std::string& name) {
    if (const char* const value = std::getenv(name.c_str())) variables[name] = value;
  };
  inherit("PATH");
  for (const auto& [name, value] : config.env) variables[name] = value;
  for (const std::string& name : config.inherited_env) inherit(name);
  if (input.env) {
    const auto& allowed = config.allowed_input_env;
    for (const auto& [name, value] : *input.env) {
      if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
        refuse("The variable " + name + " is not allowed");
      }
      variables[name] = value;
    }
  }
  return {variables.begin(), variables.end()};
}

/// The path of the program.
std::filesystem::path program(const std::string& command) {
  if (command.find('/') != std::string::npos) return command;
  const char* const value = std::getenv("PATH");
  std::string_view folders = value == nullptr ? "/usr/bin:/bin" : value;
  for (;;) {
    const std::size_t colon = folders.find(':');
    const std::filesystem::path folder(folders.substr(0, colon));
    if (folder.is_absolute() && ::access((folder / command).c_str(), X_OK) == 0) {
      return folder / command;
    }
    if (colon == std::string_view::npos) refuse("There is no program " + command);
    folders.remove_prefix(colon + 1);
  }
}

/// One output as far as it is kept.
struct Output {
  std::string text;
  bool truncated = false;

  void add(std::string_view bytes, std::size_t limit) {
    const std::size_t room = limit - text.size();
    truncated = truncated || bytes.size() > room;
    text.append(bytes.substr(0, room));
  }
};

std::string signal_name(int signal) {
  constexpr std::pair<int, const char*> names[] = {
      {SIGHUP, "SIGHUP"},   {SIGINT, "SIGINT"},   {SIGQUIT, "SIGQUIT"}, {SIGILL, "SIGILL"},
      {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},   {SIGKILL, "SIGKILL"},
      {SIGSEGV, "SIGSEGV"}, {SIGPIPE, "SIGPIPE"}, {SIGALRM, "SIGALRM"}, {SIGTERM, "SIGTERM"}};
  if (signal == 0) return "";
  for (const auto& [number, name] : names) {
    if (number == signal) return name;
  }
  return "SIG" + std::to_string(signal);
}

/// What a program did until it ended.
struct Run {
  ProcessEnd end;
  Output out;
  Output error;
  bool timed_out = false;
};

Run run_program(ProcessSpec spec, std::chrono::milliseconds limit, std::size_t output_limit,
                const std::stop_token& stop) {
  Run run;
  Process process(std::move(spec),
                  {.on_stdout = [&](std::string_view bytes) { run.out.add(bytes, output_limit); },
                   .on_stderr = [&](std::string_view bytes) { run.error.add(bytes, output_limit); },
                   .on_end = nullptr});
  const std::stop_callback on_stop(stop, [&process] { process.terminate(grace); });
  process.close_stdin();
  auto end = process.wait_for(limit);
  if (!end) {
    run.timed_out = true;
    process.terminate(grace);
    end = process.wait_for(std::chrono::hours(1));
  }
  run.end = end.value_or(ProcessEnd{});
  return run;
}

}  // namespace host_command

HostToolDefinition HostCommandTool::definition() const {
  const auto schema = [](const char* text) {
    return json::from_json<json::Dictionary<json::Value>>(text).value;
  };
  HostToolDefinition definition;
  definition.name = config_.name;
  definition.description = config_.description;
  definition.inputSchema = schema(host_command::input_schema);
  definition.outputSchema = schema(host_command::output_schema);
  definition.policy.capability = config_.name;
  definition.policy.permissions = std::vector<std::string>{"host-command"};
  definition.policy.risk = KnownHostToolRisk::external;
  definition.policy.description = config_.description;
  return definition;
}

json::Value HostCommandTool::run(const json::Value& given, const std::stop_token& stop) const {
  const host_command::Input input = host_command::read_input(given);
  ProcessSpec spec;
  spec.working_directory = host_command::working_directory(config_, input);
  spec.environment = host_command::environment(config_, input);
  spec.program = host_command::program(config_.command);
  spec.arguments = config_.args;
  if (input.args) {
    spec.arguments.insert(spec.arguments.end(), input.args->begin(), input.args->end());
  }
  json::Dictionary<json::Value> output;
  output["command"] = json::Value::string(config_.command);
  output["args"] = json::to_value(spec.arguments);
  output["cwd"] = json::Value::string(spec.working_directory.string());
  const std::chrono::milliseconds limit =
      input.timeoutMs ? std::chrono::milliseconds(static_cast<long>(*input.timeoutMs))
                      : config_.timeout;
  const auto started = std::chrono::steady_clock::now();
  host_command::Run run;
  try {
    run = host_command::run_program(std::move(spec), limit, config_.max_output_bytes, stop);
  } catch (const ProcessStartError& error) {
    host_command::refuse(error.what());
  }
  const std::chrono::duration<double, std::milli> duration =
      std::chrono::steady_clock::now() - started;
  output["exitCode"] = json::Value::number(run.end.signal == 0 ? run.end.exit_code : -1);
  output["signal"] = json::Value::string(host_command::signal_name(run.end.signal));
  output["stdout"] = json::Value::string(to_utf8(run.out.text));
  output["stderr"] = json::Value::string(to_utf8(run.error.text));
  output["durationMs"] =
      json::Value::number(static_cast<double>(static_cast<long>(duration.count())));
  output["timedOut"] = json::Value::boolean(run.timed_out);
  output["outputTruncated"] = json::Value::boolean(run.out.truncated || run.error.truncated);
  return json::to_value(output);
}

}  // namespace WP_CODEBOX_NAMESPACE
