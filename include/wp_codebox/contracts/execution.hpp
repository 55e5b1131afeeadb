#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Running one command: contract types `ExecutionSpec` and `ExecutionResult`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `ExecutionSpec`: a command to run.
struct ExecutionSpec {
  std::string command;
  std::optional<std::vector<std::string>> args;
  std::optional<std::string> cwd;
  std::optional<double> timeoutMs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ExecutionSpec&) const = default;
};

/// Contract type `ExecutionResult`: a command that ran. C allows `stdout` and `stderr` to be macros
/// of any form, so these two members end in `_text`.
struct ExecutionResult {
  std::string id;
  std::string command;
  std::vector<std::string> args;
  double exitCode = 0;
  std::string stdout_text;
  std::string stderr_text;
  std::string startedAt;
  std::string finishedAt;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ExecutionResult&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow execution_spec_fields[] = {
    json::field<&ExecutionSpec::command>("command", "Id of the command, or name of a host tool."),
    json::field<&ExecutionSpec::args>("args", "Arguments, mostly key=value."),
    json::field<&ExecutionSpec::cwd>("cwd", "Working directory in the sandbox."),
    json::field<&ExecutionSpec::timeoutMs>("timeoutMs",
                                           "Milliseconds after which the command must have ended."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ExecutionSpec::table =
    json::struct_table<ExecutionSpec>("ExecutionSpec", "A command to run.", execution_spec_fields);

inline constexpr json::FieldRow execution_result_fields[] = {
    json::field<&ExecutionResult::id>("id", "Id of this execution, with the prefix command-."),
    json::field<&ExecutionResult::command>("command", "The command, as asked for."),
    json::field<&ExecutionResult::args>("args", "The arguments, as asked for."),
    json::field<&ExecutionResult::exitCode>("exitCode",
                                            "Exit code; 0 for a command that succeeded."),
    json::field<&ExecutionResult::stdout_text>("stdout", "What the command printed."),
    json::field<&ExecutionResult::stderr_text>("stderr", "What the command printed as errors."),
    json::field<&ExecutionResult::startedAt>(
        "startedAt", "Time before the work, ISO 8601 in UTC with milliseconds."),
    json::field<&ExecutionResult::finishedAt>("finishedAt", "Time after the work."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ExecutionResult::table =
    json::struct_table<ExecutionResult>("ExecutionResult", "A command that ran.",
                                        execution_result_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
