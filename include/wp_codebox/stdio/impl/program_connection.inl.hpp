#pragma once

// Included by one translation unit of a program. Nothing here is inline on purpose.

#include <algorithm>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/stdio/impl/message_text.hpp"
#include "wp_codebox/stdio/impl/program_connection.hpp"

namespace WP_CODEBOX_NAMESPACE::program_detail {

namespace {

/// So that a fault shows what was written without filling the screen.
std::string shown(std::string_view line) {
  constexpr std::size_t most = 200;
  json::Value text = json::Value::string(line.substr(0, most));
  return line.size() <= most ? text.text()
                             : text.text() + "… (" + std::to_string(line.size()) + " bytes)";
}

/// Throws what an error message says. Its data has no `message`; the message beside it counts.
[[noreturn]] void throw_answer(const json::Node& error) {
  const json::Node* const message = error.find("message");
  const json::Node* const data = error.find("data");
  const std::string words = message == nullptr ? "" : message->text();
  const json::Node* const code = data == nullptr ? nullptr : data->find("code");
  if (code == nullptr || !code->is_string()) throw RuntimeError("", "Error", words, {});
  if (data->find("message") != nullptr) throw_error(json::Value(*data));
  std::string form;
  {
    json::StringOutput output(form);
    json::Writer writer(output);
    writer.begin_object();
    for (const json::Member& member : data->members()) {
      writer.key(member.name());
      writer.node(member.value);
    }
    writer.key("message");
    writer.string(words);
    writer.end_object();
  }
  throw_error(json::Value::from_compact(std::move(form)));
}

}  // namespace

Connection::Connection(const ProcessSpec& spec, const ProgramOptions& options)
    : options_(options),
      lines_(
          options.line_limit, [this](std::string line) { take_line(std::move(line)); },
          [this](std::size_t bytes) { take_long_line(bytes); }) {
  // The handlers wait for this lock before they do anything.
  const std::lock_guard lock(mutex_);
  try {
    process_ = std::make_unique<Process>(
        spec, ProcessHandlers{
                  .on_stdout = [this](std::string_view bytes) { take_bytes(bytes); },
                  .on_stderr = [this](std::string_view bytes) { take_stderr(bytes); },
                  .on_end = [this](const ProcessEnd& end) { take_end(end); },
              });
  } catch (const ProcessStartError& error) {
    throw BackendProgramError({ProgramFaultKind::no_start, error.what()});
  }
  courier_ = std::thread([this] { run_courier(); });
}

Connection::~Connection() {
  close();
  // Not left to the courier: a listener may hold it up, or it does not come to it before its end.
  stop_tool_calls();
  {
    const std::lock_guard lock(mutex_);
    courier_ends_ = true;
    changed_.notify_all();
  }
  courier_.join();
  join_tool_calls({}, true);
}

BackendDescriptor Connection::introduce() {
  InitializeParams params;
  params.protocolVersion = backend_protocol_version;
  params.contractVersion = contract_version;
  params.client = {options_.client_name, sdk_version, {}};
  params.limits = ProtocolLimits{static_cast<double>(options_.line_limit), {}};
  BackendDescriptor backend =
      call<InitializeResult>("initialize", params, options_.start_limit).backend;
  if (options_.call_limit_for) call_limit_ = options_.call_limit_for(backend);
  return backend;
}

bool Connection::usable() const {
  const std::lock_guard lock(mutex_);
  return !failure_ && !closing_;
}

std::vector<ProgramFault> Connection::take_faults() {
  const std::lock_guard lock(mutex_);
  return std::exchange(faults_, {});
}

std::shared_ptr<Channel> Connection::channel(const std::string& runtime_id) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Channel>& found = channels_[runtime_id];
  if (!found) found = std::make_shared<Channel>(runtime_id);
  return found;
}

// Calls.

std::shared_ptr<json::Parsed> Connection::exchange(std::string_view method,
                                                   const std::string& params, Milliseconds limit) {
  const auto call = std::make_shared<Call>();
  call->method = method;
  double id = 0;
  {
    const std::lock_guard lock(mutex_);
    if (failure_) throw BackendProgramError(*failure_);
    if (closing_ && method != "shutdown") {
      throw RuntimeError(error_code::runtime_destroyed, "The backend's program was shut down");
    }
    id = static_cast<double>(++call_count_);
    calls_[id] = call;
  }
  std::string line = message_text::request(json::Value::number(id).text(), method, params);
  const std::size_t bytes = line.size();
  const bool fits = bytes <= options_.line_limit;
  if (fits) write(std::move(line));
  std::unique_lock lock(mutex_);
  const auto over = [&] { return !fits || call->answer != nullptr || failure_.has_value(); };
  const bool in_time = changed_.wait_for(lock, limit, over);
  calls_.erase(id);
  if (!fits) {
    throw BackendProtocolError(error_code::json_too_large, "A call of " + std::string(method) +
                                                               " has " + std::to_string(bytes) +
                                                               " bytes, more than a line may have");
  }
  if (!in_time) {
    fail_locked(ProgramFaultKind::hang, "no answer to " + std::string(method) + " within " +
                                            std::to_string(limit.count()) + " ms");
  }
  if (!call->answer) throw BackendProgramError(*failure_);
  lock.unlock();
  if (const json::Node* const error = call->answer->root().find("error")) {
    const auto typed = json::decode_as<ErrorMessage>(call->answer->root());
    if (!typed.ok()) {
      note_fault(ProgramFaultKind::bad_message, "the error that answers " + std::string(method) +
                                                    " does not fit its schema: " + typed.message());
    }
    throw_answer(*error);
  }
  return call->answer;
}

void Connection::reject_result(std::string_view method, const std::string& why) {
  const ProgramFault fault = {
      ProgramFaultKind::bad_message,
      "the result of " + std::string(method) + " does not fit its schema: " + why};
  note_fault(fault.kind, fault.message);
  throw BackendProgramError(fault);
}

void Connection::write(std::string line) {
  const std::lock_guard lock(line_mutex_);
  if (options_.on_line) options_.on_line(true, std::string_view(line).substr(0, line.size() - 1));
  (void)process_->write(std::move(line));
}

// Faults.

void Connection::note_fault(ProgramFaultKind kind, std::string message) {
  const std::lock_guard lock(mutex_);
  faults_.push_back({kind, std::move(message)});
}

void Connection::fail(ProgramFaultKind kind, std::string message) {
  const std::lock_guard lock(mutex_);
  fail_locked(kind, std::move(message));
}

/// After this the program is of no use any more. Only the first failure counts.
void Connection::fail_locked(ProgramFaultKind kind, std::string message) {
  if (failure_) return;
  if (kind == ProgramFaultKind::hang && unfinished_bytes_ > 0) {
    message += "; " + std::to_string(unfinished_bytes_) + " bytes of a line without end had come";
  }
  message += stderr_end_locked();
  failure_ = ProgramFault{kind, std::move(message)};
  faults_.push_back(*failure_);
  for (ToolCall& call : tool_calls_) call.deadline = SteadyClock::now();
  if (!end_) process_->terminate(options_.kill_grace);
  changed_.notify_all();
}

std::string Connection::open_calls_locked() const {
  if (call_count_ == 0) return " before it answered initialize";  // Which is about to be sent.
  std::string text;
  for (const auto& [id, call] : calls_) {
    if (!call->answer) text += (text.empty() ? " before it answered " : ", ") + call->method;
  }
  return text;
}

std::string Connection::stderr_end_locked() const {
  constexpr std::size_t most = 500;
  std::string_view text = stderr_;
  while (text.ends_with('\n')) text.remove_suffix(1);
  if (text.empty()) return "";
  if (text.size() > most) text = text.substr(text.size() - most);
  return "; its stderr ends with: " + std::string(text);
}

// What comes from the program, on the process' thread.

void Connection::take_bytes(std::string_view bytes) {
  {
    const std::lock_guard started(mutex_);
    if (failure_) return;
  }
  lines_.feed(bytes);
  unfinished_bytes_ = lines_.unfinished_bytes();
  // A flood without a line feed must not go on until somebody's patience ends.
  if (unfinished_bytes_ > options_.line_limit) take_long_line(unfinished_bytes_);
}

void Connection::take_long_line(std::size_t bytes) {
  fail(ProgramFaultKind::garbage, "a line of " + std::to_string(bytes) + " bytes or more; " +
                                      std::to_string(options_.line_limit) + " are allowed");
}

void Connection::take_line(std::string line) {
  if (options_.on_line) {
    const std::lock_guard lock(line_mutex_);
    options_.on_line(false, line);
  }
  {
    const std::lock_guard lock(mutex_);
    if (failure_) return;
    if (shutting_down_) {
      return fail_locked(ProgramFaultKind::bad_end,
                         "a line after the answer to shutdown: " + shown(line));
    }
  }
  const auto message = std::make_shared<json::Parsed>(std::move(line));
  if (const auto& error = message->error()) {
    return fail(ProgramFaultKind::garbage,
                "a line that is not JSON (" + error->message() + "): " + shown(message->text()));
  }
  const json::Node& root = message->root();
  const json::Node* const version = root.find("jsonrpc");
  const json::Node* const method = root.find("method");
  if (version == nullptr || !version->equals("2.0")) {
    return fail(ProgramFaultKind::garbage,
                "a line that is no message of JSON-RPC 2.0: " + shown(message->text()));
  }
  if (method == nullptr) return take_answer(message);
  if (root.find("id") == nullptr) return take_notification(root, method->text());
  take_request(root, method->text());
}

void Connection::take_answer(std::shared_ptr<json::Parsed> message) {
  const json::Node& root = message->root();
  const json::Node* const id = root.find("id");
  const json::Node* const error = root.find("error");
  const std::lock_guard lock(mutex_);
  if (error != nullptr && (id == nullptr || id->is_null())) {
    return fail_locked(ProgramFaultKind::garbage,
                       "it refused a line that was right: " + shown(message->text()));
  }
  if ((error == nullptr) == (root.find("result") == nullptr)) {
    return fail_locked(ProgramFaultKind::garbage,
                       "an answer has either a result or an error: " + shown(message->text()));
  }
  const auto found = id == nullptr || !id->is_number() ? calls_.end() : calls_.find(id->number());
  if (found == calls_.end() || found->second->answer) {
    return fail_locked(ProgramFaultKind::garbage,
                       "an answer to a call that does not wait for one: " + shown(message->text()));
  }
  if (found->second->method == "shutdown") shutting_down_ = true;
  found->second->answer = std::move(message);
  changed_.notify_all();
}

void Connection::take_notification(const json::Node& message, std::string_view method) {
  static const json::Parsed nothing(std::string("null"));
  const json::Node* const found = message.find("params");
  const json::Node& params = found == nullptr ? nothing.root() : *found;
  std::string runtime_id;
  std::optional<Channel::Notice> notice;
  std::string why;
  if (method == "runtime/event") {
    auto read = json::decode_as<RuntimeEventParams>(params);
    why = read.message();
    runtime_id = read.value.runtimeId;
    notice = std::move(read.value.event);
  } else if (method == "runtime/startupProgress") {
    auto read = json::decode_as<StartupProgressParams>(params);
    why = read.message();
    runtime_id = read.value.runtimeId;
    notice = std::move(read.value.event);
  }
  if (!notice) return;  // A newer program may tell more.
  if (!why.empty()) {
    return note_fault(ProgramFaultKind::bad_message, "the notification " + std::string(method) +
                                                         " does not fit its schema: " + why);
  }
  if (!channel(runtime_id)->push(std::move(*notice))) {
    return fail(ProgramFaultKind::garbage,
                "too many notifications of " + shown(runtime_id) + ", which is no runtime");
  }
  const std::lock_guard lock(mutex_);
  news_ = true;
  changed_.notify_all();
}

void Connection::take_request(const json::Node& message, std::string_view method) {
  const std::string id = json::compact_json(*message.find("id"));
  const auto refuse = [&](int number, const std::string& why) {
    note_fault(ProgramFaultKind::bad_message, why);
    write(message_text::error(id, number,
                              BackendProtocolError(error_code::backend_protocol_error, why)));
  };
  if (method != "hostTool/call") {
    return refuse(rpc_code::method_not_found,
                  "a call of " + shown(method) + ", which the client does not have");
  }
  auto read = json::decode_as<RequestMessage<"hostTool/call", HostToolCallParams>>(message);
  if (!read.ok()) {
    return refuse(rpc_code::invalid_params,
                  "a call of hostTool/call does not fit its schema: " + read.message());
  }
  const RuntimeHooks hooks = channel(read.value.params.runtimeId)->hooks();
  join_tool_calls({}, false);
  const std::lock_guard lock(mutex_);
  ToolCall& call = tool_calls_.emplace_back();
  call.runtime_id = read.value.params.runtimeId;
  if (const auto& timeout = read.value.params.context.metadata.timeoutMs.value) {
    constexpr double day_ms = 24.0 * 3600 * 1000;
    call.deadline = SteadyClock::now() + std::chrono::microseconds(static_cast<std::int64_t>(
                                             std::clamp(*timeout, 0.0, day_ms) * 1000));
  }
  call.thread = std::thread([this, &call, id, params = std::move(read.value.params), hooks] {
    run_tool(call, id, params, hooks);
  });
  changed_.notify_all();
}

void Connection::take_stderr(std::string_view bytes) {
  if (options_.on_stderr) options_.on_stderr(bytes);
  const std::lock_guard lock(mutex_);
  stderr_.append(bytes);
  if (stderr_.size() > 2 * options_.stderr_limit) {
    stderr_.erase(0, stderr_.size() - options_.stderr_limit);
  }
}

void Connection::take_end(const ProcessEnd& end) {
  const std::lock_guard lock(mutex_);
  end_ = end;
  const std::string calls = open_calls_locked();
  if (!closing_) {
    fail_locked(ProgramFaultKind::death, "the program ended with " + end.text() + calls);
  } else if (!calls.empty()) {
    fail_locked(ProgramFaultKind::bad_end, "the program ended with " + end.text() + calls);
  }
  changed_.notify_all();
}

// Host tools.

void Connection::run_tool(ToolCall& call, const std::string& id, const HostToolCallParams& params,
                          const RuntimeHooks& hooks) {
  std::string line;
  const auto failed = [&](const ContractError& error) {
    line = message_text::error(id, rpc_code::contract_error, error);
  };
  try {
    if (!hooks.call_host_tool) {
      throw RuntimeError(error_code::host_tool_handler_error, "There is no tool " + params.tool);
    }
    const json::Value output = hooks.call_host_tool(
        {params.runtimeId, params.tool, params.input, params.context, call.stop.get_token()});
    line = message_text::answer(id, json::to_json(HostToolCallResult{output, {}}));
    if (line.size() > options_.line_limit) {
      failed(BackendProtocolError(error_code::json_too_large, "The tool's output is too long"));
    }
  } catch (const ContractError& error) {
    failed(error);
  } catch (const std::exception& error) {
    failed(RuntimeError(error_code::host_tool_handler_error, error.what()));
  } catch (...) {
    failed(RuntimeError(error_code::host_tool_handler_error, "The tool failed"));
  }
  write(std::move(line));
  const std::lock_guard lock(mutex_);
  call.done = true;
  changed_.notify_all();
}

void Connection::end_tool_calls(const std::string& runtime_id) {
  {
    const std::lock_guard lock(mutex_);
    for (ToolCall& call : tool_calls_) {
      if (call.runtime_id == runtime_id) call.deadline = SteadyClock::now();
    }
    changed_.notify_all();
  }
  join_tool_calls(runtime_id, true);
}

void Connection::stop_tool_calls() {
  std::vector<std::stop_source> sources;
  {
    const std::lock_guard lock(mutex_);
    for (const ToolCall& call : tool_calls_) sources.push_back(call.stop);
  }
  for (std::stop_source& source : sources) source.request_stop();
}

/// Frees the threads of calls that are done; with `wait` also those of the runtime that are not (of
/// any when the id is empty), but never the one that asks.
void Connection::join_tool_calls(const std::string& runtime_id, bool wait) {
  std::list<ToolCall> done;
  {
    std::unique_lock lock(mutex_);
    const auto concerned = [&](const ToolCall& call) {
      return (runtime_id.empty() || call.runtime_id == runtime_id) &&
             call.thread.get_id() != std::this_thread::get_id();
    };
    if (wait) {
      changed_.wait(lock, [&] {
        return std::all_of(tool_calls_.begin(), tool_calls_.end(),
                           [&](const ToolCall& call) { return call.done || !concerned(call); });
      });
    }
    for (auto call = tool_calls_.begin(); call != tool_calls_.end();) {
      const auto next = std::next(call);
      if (call->done && concerned(*call)) done.splice(done.end(), tool_calls_, call);
      call = next;
    }
  }
  for (ToolCall& call : done) call.thread.join();
}

/// Delivers what nobody is about to fetch, and stops tools whose time is over.
void Connection::run_courier() {
  std::unique_lock lock(mutex_);
  while (!courier_ends_) {
    auto wake = SteadyClock::now() + std::chrono::hours(1);
    std::vector<std::stop_source> overdue;
    for (ToolCall& call : tool_calls_) {
      if (call.done || !call.deadline || call.stop.stop_requested()) continue;
      if (*call.deadline <= SteadyClock::now()) {
        overdue.push_back(call.stop);
      } else {
        wake = std::min(wake, *call.deadline);
      }
    }
    std::vector<std::shared_ptr<Channel>> channels;
    if (std::exchange(news_, false)) {
      for (const auto& [id, channel] : channels_) {
        if (channel->has_news()) channels.push_back(channel);
      }
    }
    if (overdue.empty() && channels.empty()) {
      changed_.wait_until(lock, wake);
      continue;
    }
    lock.unlock();
    for (std::stop_source& source : overdue) source.request_stop();
    for (const auto& channel : channels) channel->deliver();
    channels.clear();
    lock.lock();
  }
}

// The end.

void Connection::close() {
  bool usable = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    closed_ = true;
    closing_ = true;
    usable = !failure_;
    for (ToolCall& call : tool_calls_) call.deadline = SteadyClock::now();
    changed_.notify_all();
  }
  const auto deadline = SteadyClock::now() + options_.end_limit;
  if (usable) {
    try {
      (void)call<EmptyObject>("shutdown", EmptyObject(), options_.end_limit);
    } catch (const std::exception& error) {
      fail(ProgramFaultKind::bad_end, std::string("shutdown failed: ") + error.what());
    }
  }
  process_->close_stdin();
  constexpr Milliseconds least{1000};
  constexpr Milliseconds after_kill{60000};
  const auto left = std::chrono::duration_cast<Milliseconds>(deadline - SteadyClock::now());
  auto end = usable ? process_->wait_for(std::max(left, least)) : std::nullopt;
  if (!end) {
    if (usable) fail(ProgramFaultKind::bad_end, "the program went on after shutdown");
    process_->terminate(options_.kill_grace);
    end = process_->wait_for(options_.kill_grace + after_kill);
  } else if (!end->success()) {
    fail(ProgramFaultKind::bad_end, "the program ended with " + end->text() + " after shutdown");
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::program_detail
