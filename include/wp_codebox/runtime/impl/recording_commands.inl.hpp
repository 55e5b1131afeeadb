#pragma once

#include <algorithm>
#include <cmath>
#include <utility>

#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/impl/recording_errors.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recording {

/// The point in time at which an execution has to have ended. Error: `runtime-argument-invalid`.
WP_CODEBOX_INLINE LazyBoot::Deadline deadline_of(const ExecutionSpec& spec) {
  if (!spec.timeoutMs) return std::nullopt;
  const double ms = *spec.timeoutMs;
  if (!std::isfinite(ms) || ms <= 0) {
    throw RuntimeError(error_code::runtime_argument_invalid,
                       "timeoutMs of " + spec.command + " has to be a finite number above 0");
  }
  constexpr double ten_years_ms = 10.0 * 365 * 24 * 3600 * 1000;
  return std::chrono::steady_clock::now() +
         std::chrono::microseconds(std::llround(std::min(ms, ten_years_ms) * 1000));
}

WP_CODEBOX_INLINE std::string message_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace recording

WP_CODEBOX_INLINE ExecutionResult RecordingRuntime::execute(const ExecutionSpec& spec) {
  const CallGate::Pass pass = enter();
  policy_.require_command(spec.command);
  const Deadline deadline = recording::deadline_of(spec);
  ExecutionResult result;
  result.id = ids_->next("command");
  result.command = spec.command;
  result.args = spec.args.value_or(std::vector<std::string>());
  result.startedAt = clock_->now();
  record_started(result, spec);
  std::exception_ptr failure;
  try {
    result.stdout_text = run_command(spec, deadline);
  } catch (...) {
    failure = current_failure("The command " + spec.command, error_code::backend_internal_error);
    result.exitCode = 1;
    result.stderr_text = recording::message_of(failure);
  }
  record_finished(result);
  if (failure) std::rethrow_exception(failure);
  return result;
}

WP_CODEBOX_INLINE void RecordingRuntime::record_started(const ExecutionResult& result,
                                                        const ExecutionSpec& spec) {
  CommandStartedData data;
  data.id = result.id;
  data.command = result.command;
  data.args = result.args;
  data.cwd.value = spec.cwd;
  data.timeoutMs.value = spec.timeoutMs;
  record(KnownLifecycleEventType::command_started, json::to_value(data));
}

/// Completes the result and keeps it.
WP_CODEBOX_INLINE void RecordingRuntime::record_finished(ExecutionResult& result) {
  result.stdout_text = to_utf8(result.stdout_text);
  result = redact(redactor_, std::move(result));
  CommandFinishedData data;
  data.id = result.id;
  data.command = result.command;
  data.exitCode = result.exitCode;
  {
    const std::lock_guard lock(finish_mutex_);
    result.finishedAt = clock_->now();
    data.startedAt = result.startedAt;
    data.finishedAt = result.finishedAt;
    records_.commands.add(result);
    journal_.append(KnownLifecycleEventType::command_finished,
                    redactor_.redact_value(json::to_value(data)));
  }
  journal_.deliver();
}

/// Runs a command that the policy allows and gives what it printed.
WP_CODEBOX_INLINE std::string RecordingRuntime::run_command(const ExecutionSpec& spec,
                                                            const Deadline& deadline) {
  if (const HostToolCatalogEntry* tool = tools_.find(spec.command)) {
    return run_tool(*tool, spec, deadline);
  }
  if (!engine_->has_command(spec.command)) {
    throw RuntimeError(error_code::runtime_command_unsupported,
                       "The backend " + descriptor_.name + " has no command " + spec.command,
                       {{"command", json::Value::string(spec.command)}});
  }
  require_boot(deadline, "The command " + spec.command);
  EngineCommand command;
  command.command = spec.command;
  command.args = spec.args.value_or(std::vector<std::string>());
  command.cwd = spec.cwd;
  if (deadline) {
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const Milliseconds left = *deadline - std::chrono::steady_clock::now();
    command.timeout_ms = std::max(left.count(), 1.0);
  }
  return engine_->run(command).stdout_text;
}

WP_CODEBOX_INLINE std::string RecordingRuntime::run_tool(const HostToolCatalogEntry& tool,
                                                         const ExecutionSpec& spec,
                                                         const Deadline& deadline) {
  const auto call = [this, tool, spec](const std::stop_token& stop) {
    const HostToolHandler handler = [this, &stop](const json::Value& input,
                                                  const HostToolContext& context) {
      return hooks_.call_host_tool({info_.id, context.tool, input, context, stop});
    };
    return json::to_json(call_host_tool(tool, spec, handler, *clock_));
  };
  if (const std::optional<std::string> printed = tool_calls_.run(call, deadline)) return *printed;
  if (calls_.closed()) throw recording::destroyed_error(info_.id);
  throw RuntimeError(error_code::runtime_command_timeout,
                     "The host tool " + tool.name + " did not answer in time");
}

}  // namespace WP_CODEBOX_NAMESPACE
