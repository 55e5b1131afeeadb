#pragma once

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/timestamp.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/whitespace.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/action_step.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace action_steps {

/// The arguments of a command.
class Args {
 public:
  void add(std::string_view name, std::string_view value) {
    args_.push_back(std::string(name) + "=" + std::string(value));
  }
  template <class T>
  void add_json(std::string_view name, const std::optional<T>& value) {
    if (value) add(name, json::to_json(*value));
  }
  void add_given(std::string_view name, const std::optional<std::string>& value) {
    if (value) add(name, *value);
  }
  void add_list(std::string_view name, const std::optional<std::vector<std::string>>& values) {
    if (!values || values->empty()) return;
    std::string joined;
    for (const std::string& value : *values) joined += (joined.empty() ? "" : ",") + value;
    add(name, joined);
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(args_); }

 private:
  std::vector<std::string> args_;
};

inline std::string number_text(double number) { return json::Value::number(number).text(); }

inline ObservationSpec observing(KnownObservationType type) {
  ObservationSpec spec;
  spec.type = type;
  return spec;
}

/// Passes a member on that was given but is not of the type that a step has for it.
template <class T>
void pass_on(const json::Node& given, std::string_view from, std::string_view to,
             const std::optional<T>& typed, RuntimeEpisodeActionSpec& action) {
  const json::Node* const member = given.find(from);
  if (member != nullptr && !typed) action.extra.set(std::string(to), json::Value(*member));
}

inline void write_text(json::Writer& writer, std::string_view name,
                       const std::optional<std::string>& text) {
  if (!text) return;
  writer.key(name);
  writer.string(*text);
}

/// The one action of a browser, as `actions-json` has it.
inline std::string actions_json(const BrowserAction& action) {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_array();
  writer.begin_object();
  writer.key("type");
  writer.string(json::enum_text(action.operation));
  write_text(writer, "url", action.url);
  write_text(writer, "selector", action.selector);
  write_text(writer, "text", action.text);
  write_text(writer, "value", action.value);
  write_text(writer, "key", action.key);
  if (action.duration) {
    writer.key("duration");
    writer.raw(json::to_json(*action.duration));
  }
  write_text(writer, "waitFor", action.wait_for);
  if (action.operation == BrowserOperation::capture && action.capture) {
    writer.key("capture");
    writer.raw(json::to_json(*action.capture));
  }
  writer.end_object();
  writer.end_array();
  output.flush();
  return text;
}

/// What a command printed: as JSON if it is that, else as text.
inline json::Value printed(const ExecutionResult& execution) {
  if (auto value = json::Value::parse(execution.stdout_text)) return std::move(*value);
  return json::Value::string(execution.stdout_text);
}

/// A member of an answer that is a text.
inline std::optional<std::string> text_member(const json::Node& answer, std::string_view name) {
  const json::Node* const member = answer.find(name);
  return member != nullptr && member->is_string() ? std::optional(member->text()) : std::nullopt;
}

/// The members of an object that is a member of an answer.
inline void add_members(const json::Node& answer, std::string_view name,
                        json::Dictionary<json::Value>& members) {
  const json::Node* const object = answer.find(name);
  if (object == nullptr || !object->is_object()) return;
  for (const json::Member& member : object->members()) {
    members[member.name()] = json::Value(member.value);
  }
}

/// `body`, else `data`; null counts as absent.
inline json::Value body_of(const json::Node& answer) {
  for (const std::string_view name : {"body", "data"}) {
    const json::Node* const member = answer.find(name);
    if (member != nullptr && !member->is_null()) return json::Value(*member);
  }
  return {};
}

/// Milliseconds since 1970 of a time in the contract's form.
inline std::optional<double> milliseconds(std::string_view time) {
  if (!is_contract_timestamp(time)) return std::nullopt;
  const auto number = [time](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char digit : time.substr(at, length)) value = value * 10 + (digit - '0');
    return value;
  };
  using std::chrono::sys_days;
  const sys_days day(std::chrono::year(number(0, 4)) /
                     std::chrono::month(static_cast<unsigned>(number(5, 2))) /
                     std::chrono::day(static_cast<unsigned>(number(8, 2))));
  const double days = static_cast<double>(day.time_since_epoch().count());
  return ((days * 24 + number(11, 2)) * 60 + number(14, 2)) * 60'000.0 + number(17, 2) * 1000.0 +
         number(20, 3);
}

inline json::Dictionary<json::Value> timing(const ExecutionResult& execution) {
  json::Dictionary<json::Value> members;
  members["startedAt"] = json::Value::string(execution.startedAt);
  members["finishedAt"] = json::Value::string(execution.finishedAt);
  const auto started = milliseconds(execution.startedAt);
  const auto finished = milliseconds(execution.finishedAt);
  if (started && finished) members["durationMs"] = json::Value::number(*finished - *started);
  return members;
}

inline json::Dictionary<json::Value> diagnostics(const ExecutionResult& execution) {
  json::Dictionary<json::Value> members;
  members["exitCode"] = json::Value::number(execution.exitCode);
  members["stderr"] = json::Value::string(execution.stderr_text);
  return members;
}

/// What the data of all actions that run a command have in common.
template <class Data>
Data data_of(const RuntimeEpisodeStepResult& step) {
  Data data;
  data.mappedCommand = step.action.command;
  data.args = step.action.args;
  data.stderr = step.execution.stderr_text;
  data.executionId = step.execution.id;
  data.stepId = step.id;
  return data;
}

inline std::optional<json::Value> member_value(const json::Node& answer, std::string_view name) {
  const json::Node* const member = answer.find(name);
  return member == nullptr ? std::nullopt : std::optional(json::Value(*member));
}

}  // namespace action_steps

WP_CODEBOX_INLINE ActionStep action_step(const WpCliAction& action) {
  ActionStep step;
  std::string_view line = json::trim(action.command);
  if (line.starts_with("wp ")) line = json::trim(line.substr(3));
  action_steps::Args args;
  args.add("command", line);
  step.action.kind = RuntimeEpisodeActionKind::command;
  step.action.command = "wordpress.wp-cli";
  step.action.args = args.take();
  step.action.timeoutMs = action.timeout_ms;
  step.observation = action_steps::observing(KnownObservationType::command_result);
  return step;
}

WP_CODEBOX_INLINE ActionStep action_step(const RestRequestAction& action) {
  ActionStep step;
  action_steps::Args args;
  args.add("path", action.path);
  if (action.method && !action.method->empty()) args.add("method", *action.method);
  args.add_json("headers-json", action.headers);
  args.add_json("params-json", action.params);
  if (action.body_json) {
    args.add_json("body-json", action.body_json);
  } else {
    args.add_given("body", action.body);
  }
  step.action.kind = RuntimeEpisodeActionKind::http;
  step.action.command = "wordpress.rest-request";
  step.action.args = args.take();
  step.action.method = action.method.value_or("GET");
  step.action.path = action.path;
  step.action.timeoutMs = action.timeout_ms;
  step.observation = action_steps::observing(KnownObservationType::command_result);
  return step;
}

WP_CODEBOX_INLINE ActionStep action_step(const BrowserAction& action, const json::Node& given) {
  ActionStep step;
  action_steps::Args args;
  const bool opens = action.operation == BrowserOperation::navigate;
  if (!opens && action.url && !action.url->empty()) args.add("url", *action.url);
  args.add("actions-json", action_steps::actions_json(action));
  args.add_list("capture", action.capture);
  step.action.kind = RuntimeEpisodeActionKind::browser;
  step.action.command = "wordpress.browser-actions";
  step.action.args = args.take();
  step.action.timeoutMs = action.timeout_ms;
  step.action.selector = action.selector;
  step.action.url = action.url;
  step.action.operation = json::enum_text(action.operation);
  action_steps::pass_on(given, "timeout_ms", "timeoutMs", action.timeout_ms, step.action);
  action_steps::pass_on(given, "selector", "selector", action.selector, step.action);
  action_steps::pass_on(given, "url", "url", action.url, step.action);
  step.observation = action_steps::observing(KnownObservationType::browser_result);
  return step;
}

WP_CODEBOX_INLINE ActionStep action_step(const EditorOpenAction& action, const json::Node& given) {
  using action_steps::number_text;
  ActionStep step;
  action_steps::Args args;
  if (action.target) args.add("target", action.target->text());
  if (action.post_id) args.add("post-id", number_text(*action.post_id));
  args.add_given("post-type", action.post_type);
  args.add_given("url", action.url);
  args.add_given("wait-selector", action.wait_selector);
  if (action.timeout_ms) args.add("wait-timeout", number_text(*action.timeout_ms) + "ms");
  args.add_list("capture", action.capture);
  step.action.kind = RuntimeEpisodeActionKind::browser;
  step.action.command = "wordpress.editor-open";
  step.action.args = args.take();
  step.action.timeoutMs = action.timeout_ms;
  step.action.url = action.url;
  step.action.operation = "editor_open";
  action_steps::pass_on(given, "timeout_ms", "timeoutMs", action.timeout_ms, step.action);
  action_steps::pass_on(given, "url", "url", action.url, step.action);
  // No record of a step has a target.
  action_steps::pass_on(given, "target", "target", std::optional<std::string>(), step.action);
  step.observation = action_steps::observing(KnownObservationType::browser_result);
  return step;
}

WP_CODEBOX_INLINE ActionStep filesystem_step(const FilesystemActionData& data,
                                             std::string command) {
  ActionStep step;
  const std::string operation(json::enum_text(data.operation));
  step.action.kind = RuntimeEpisodeActionKind::filesystem;
  step.action.command = std::move(command);
  step.action.path = data.path;
  step.action.operation = operation;
  step.action.description = "filesystem." + operation;
  step.action.metadata.emplace();
  (*step.action.metadata)["mountTarget"] = json::Value::string(data.mountTarget);
  (*step.action.metadata)["mountMode"] = json::Value::string(json::enum_text(data.mountMode));
  step.observation = action_steps::observing(KnownObservationType::mounts);
  return step;
}

WP_CODEBOX_INLINE WpCliActionData action_data(const WpCliAction& action,
                                              const RuntimeEpisodeStepResult& step) {
  auto data = action_steps::data_of<WpCliActionData>(step);
  data.command = action.command;
  data.exitCode = step.execution.exitCode;
  data.stdout = step.execution.stdout_text;
  return data;
}

WP_CODEBOX_INLINE RestRequestActionData action_data(const RestRequestAction& action,
                                                    const RuntimeEpisodeStepResult& step) {
  auto data = action_steps::data_of<RestRequestActionData>(step);
  data.stdout = action_steps::printed(step.execution);
  const json::Parsed parsed(data.stdout);
  // What is no object answers none of the questions below.
  const json::Node answer = parsed.root().is_object() ? parsed.root() : json::Node();
  using action_steps::text_member;
  data.method = text_member(answer, "method").value_or(action.method.value_or("GET"));
  data.path = text_member(answer, "path").value_or(action.path);
  data.route = text_member(answer, "route").value_or(data.path);
  const json::Node* const status = answer.find("status");
  if (status != nullptr && status->is_number()) data.status = status->number();
  action_steps::add_members(answer, "headers", data.headers);
  data.body = action_steps::body_of(answer);
  data.timing = action_steps::timing(step.execution);
  action_steps::add_members(answer, "timing", data.timing);
  data.diagnostics = action_steps::diagnostics(step.execution);
  action_steps::add_members(answer, "diagnostics", data.diagnostics);
  return data;
}

WP_CODEBOX_INLINE BrowserActionData action_data(const BrowserAction& action,
                                                const RuntimeEpisodeStepResult& step) {
  auto data = action_steps::data_of<BrowserActionData>(step);
  data.operation = action.operation;
  data.exitCode = step.execution.exitCode;
  data.stdout = action_steps::printed(step.execution);
  return data;
}

WP_CODEBOX_INLINE EditorOpenActionData action_data(const EditorOpenAction& /*action*/,
                                                   const RuntimeEpisodeStepResult& step) {
  auto data = action_steps::data_of<EditorOpenActionData>(step);
  data.exitCode = step.execution.exitCode;
  data.stdout = action_steps::printed(step.execution);
  data.diagnostics = action_steps::diagnostics(step.execution);
  const json::Parsed parsed(data.stdout);
  using action_steps::member_value;
  data.target = member_value(parsed.root(), "target");
  data.finalUrl = member_value(parsed.root(), "finalUrl");
  data.files = member_value(parsed.root(), "files");
  data.summary = member_value(parsed.root(), "summary");
  data.steps = member_value(parsed.root(), "steps");
  if (step.observation && step.observation->artifactRefs) {
    data.artifactRefs = *step.observation->artifactRefs;
  }
  return data;
}

}  // namespace WP_CODEBOX_NAMESPACE
