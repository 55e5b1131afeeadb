#pragma once

#include <cstddef>
#include <string_view>

#include "wp_codebox/artifacts/record_logs.hpp"
#include "wp_codebox/json/number.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace record_logs {

/// Lines that end with a line feed; one line feed when there are none.
inline std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) text += between;
    text += parts[i];
  }
  return text + "\n";
}

inline std::string command_entry(const ExecutionResult& command) {
  std::string header = "[" + command.startedAt + "] " + command.command;
  for (const std::string& argument : command.args) header += " " + argument;
  header.erase(header.find_last_not_of(" \t\r\n\v\f") + 1);
  std::string output = command.stdout_text;
  if (!output.empty() && !command.stderr_text.empty()) output += "\n";
  output += command.stderr_text;
  return header + "\nexitCode=" + json::number_text(command.exitCode) + "\n" + output;
}

}  // namespace record_logs

WP_CODEBOX_INLINE std::string runtime_log(const std::vector<LifecycleEvent>& events) {
  std::vector<std::string> lines;
  for (const LifecycleEvent& event : events) {
    lines.push_back("[" + event.timestamp + "] " + event.type.text() + " " +
                    (event.data ? json::to_json(*event.data) : "{}"));
  }
  return record_logs::joined(lines, "\n");
}

WP_CODEBOX_INLINE std::string commands_log(const std::vector<ExecutionResult>& commands) {
  std::vector<std::string> entries;
  for (const ExecutionResult& command : commands) {
    entries.push_back(record_logs::command_entry(command));
  }
  return record_logs::joined(entries, "\n---\n");
}

WP_CODEBOX_INLINE ArtifactTestResults unknown_test_results() {
  ArtifactTestResults results;
  results.status = ArtifactTestStatus::unknown;
  results.rawLogReferences = {{"commands.jsonl", "commands-jsonl", {}},
                              {"logs/commands.log", "commands-log", {}}};
  return results;
}

}  // namespace WP_CODEBOX_NAMESPACE
