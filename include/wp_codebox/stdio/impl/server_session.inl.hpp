#pragma once

// First: where the definitions are wanted inline, it brings both files of the server in order.
#include "wp_codebox/stdio/server.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/stdio/impl/message_text.hpp"
#include "wp_codebox/stdio/impl/server_session.hpp"
#include "wp_codebox/stdio/messages.hpp"
#include "wp_codebox/validation/policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace serving {

WP_CODEBOX_INLINE CallFailure protocol_failure(int number, std::string message,
                                               ErrorFields fields = {}) {
  return {number, std::make_shared<BackendProtocolError>(error_code::backend_protocol_error,
                                                         std::move(message), std::move(fields))};
}

/// What did not fit, as a list of sentences in the error's data.
WP_CODEBOX_INLINE CallFailure params_failure(const json::Issues& issues) {
  std::string list;
  json::StringOutput output(list);
  json::Writer writer(output);
  writer.begin_array();
  for (const json::Issue& issue : issues) writer.string(issue.message());
  writer.end_array();
  output.flush();
  return protocol_failure(rpc_code::invalid_params,
                          "The params do not fit: " + issues.front().message(),
                          {{"issues", json::Value::from_compact(std::move(list))}});
}

template <class Params>
Params read_params(const json::Node& params) {
  json::Decoded<Params> decoded = json::decode_as<Params>(params);
  if (!decoded.ok()) throw params_failure(decoded.issues);
  return std::move(decoded.value);
}

/// As `read_params`, for params with a policy at the place of these two or three names: when
/// nothing but the policy is wrong, the error is the contract's own. Error:
/// `runtime-policy-invalid`.
template <class Params>
Params read_params_with_policy(const json::Node& params, const std::vector<std::string>& place) {
  json::Decoded<Params> decoded = json::decode_as<Params>(params);
  if (decoded.ok()) return std::move(decoded.value);
  const json::Node* policy = &params;
  std::string path = "$";
  for (const std::string& name : place) {
    path += "." + name;
    if (policy != nullptr) policy = policy->find(name);
  }
  const bool only_policy = std::all_of(
      decoded.issues.begin(), decoded.issues.end(),
      [&path](const json::Issue& issue) { return issue.path.dotted().starts_with(path); });
  if (policy != nullptr && only_policy) assert_policy(*policy);
  throw params_failure(decoded.issues);
}

WP_CODEBOX_INLINE WakePipe::WakePipe() {
  if (::pipe2(ends_, O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
}

WP_CODEBOX_INLINE WakePipe::~WakePipe() {
  ::close(ends_[0]);
  ::close(ends_[1]);
}

WP_CODEBOX_INLINE void WakePipe::wake() const noexcept {
  [[maybe_unused]] const ssize_t written = ::write(ends_[1], "x", 1);  // Full is awake enough.
}

WP_CODEBOX_INLINE Session::Session(RuntimeBackend& backend, int output, const ServeOptions& options)
    : backend_(backend),
      options_(options),
      output_(output, 2 * options.line_limit, [wake = wake_] { wake->wake(); }),
      line_limit_(options.line_limit) {}

WP_CODEBOX_INLINE Session::~Session() = default;

WP_CODEBOX_INLINE void Session::log(const std::string& text) const {
  if (options_.on_log) options_.on_log(text);
}

// Lines.

WP_CODEBOX_INLINE std::string Session::answer_line(const std::string& id,
                                                   std::string_view result) const {
  std::string line = message_text::answer(id, result);
  if (line.size() <= line_limit_) return line;
  const std::size_t limit = line_limit_;
  return refusal_line(
      id, rpc_code::contract_error,
      BackendProtocolError(error_code::json_too_large,
                           "The answer has " + std::to_string(line.size()) + " bytes, " +
                               std::to_string(limit) + " are allowed",
                           {{"bytes", json::Value::number(static_cast<double>(line.size()))},
                            {"limit", json::Value::number(static_cast<double>(limit))}}));
}

WP_CODEBOX_INLINE std::string Session::refusal_line(const std::string& id, int number,
                                                    const ContractError& error) const {
  std::string line = message_text::error(id, number, error);
  if (line.size() > line_limit_) {
    // The error itself is too long, for instance because it repeats an argument.
    const std::size_t limit = line_limit_;
    line = message_text::error(
        id, number,
        ContractError(error.code(), error.name(), "The message of this error is too long",
                      {{"bytes", json::Value::number(static_cast<double>(line.size()))},
                       {"limit", json::Value::number(static_cast<double>(limit))}}));
  }
  return line;
}

WP_CODEBOX_INLINE void Session::refuse(const std::string& id, int number,
                                       const ContractError& error) {
  send(refusal_line(id, number, error));
}

WP_CODEBOX_INLINE void Session::notify(std::string_view method, std::string_view params) {
  std::string line = message_text::notification(method, params);
  if (line.size() <= line_limit_) return send(std::move(line));
  log("a notification " + std::string(method) + " of " + std::to_string(line.size()) +
      " bytes is longer than a line may be and was left out");
}

WP_CODEBOX_INLINE void Session::take_long_line(std::size_t bytes) {
  const std::size_t limit = line_limit_;
  refuse("null", rpc_code::parse_error,
         BackendProtocolError(error_code::json_too_large,
                              "A line has " + std::to_string(bytes) + " bytes, " +
                                  std::to_string(limit) + " are allowed",
                              {{"bytes", json::Value::number(static_cast<double>(bytes))},
                               {"limit", json::Value::number(static_cast<double>(limit))}}));
}

WP_CODEBOX_INLINE void Session::take_line(std::string line) {
  auto message = std::make_shared<json::Parsed>(std::move(line));
  if (const auto& error = message->error()) {
    return refuse("null", rpc_code::parse_error,
                  BackendProtocolError(error->code, "A line is not JSON: " + error->message()));
  }
  take_message(std::move(message));
}

WP_CODEBOX_INLINE void Session::take_message(std::shared_ptr<json::Parsed> message) {
  const json::Node& root = message->root();
  const json::Node* const version = root.find("jsonrpc");
  const json::Node* const id = root.find("id");
  const json::Node* const method = root.find("method");
  const bool has_id = id != nullptr && (id->is_string() || id->is_number());
  const std::string id_text = has_id ? json::compact_json(*id) : "null";
  const bool versioned = version != nullptr && version->equals("2.0");
  if (versioned && method == nullptr &&
      (root.find("result") != nullptr || root.find("error") != nullptr)) {
    return take_answer(std::move(message));
  }
  if (!versioned || method == nullptr || !method->is_string() || (id != nullptr && !has_id)) {
    const auto failure = protocol_failure(
        rpc_code::invalid_request,
        root.is_array() ? "Batches are not spoken here"
                        : "A line is no request of JSON-RPC 2.0: an object with jsonrpc \"2.0\", a "
                          "method, params, and an id that is a text or a number");
    return refuse(id_text, failure.number, *failure.error);
  }
  if (id == nullptr) return log("a notification " + method->text() + " means nothing here");
  take_request(id_text, method->text(), std::move(message));
}

// Requests.

WP_CODEBOX_INLINE bool Session::is_allowed(const std::string& id, const std::string& method) {
  const char* why = nullptr;
  {
    const std::lock_guard lock(mutex_);
    if (phase_ == Phase::fresh && method != "initialize") why = "initialize has to come first";
    if (phase_ == Phase::ready && method == "initialize") why = "initialize was called before";
    if (phase_ >= Phase::ending) why = "the backend was shut down";
  }
  if (why == nullptr) return true;
  const auto failure =
      protocol_failure(rpc_code::invalid_request, method + " is not allowed now: " + why);
  refuse(id, failure.number, *failure.error);
  return false;
}

WP_CODEBOX_INLINE void Session::take_request(const std::string& id, const std::string& method,
                                             std::shared_ptr<json::Parsed> message) {
  if (!is_allowed(id, method)) return;
  static const json::Parsed nothing(std::string("{}"));
  const json::Node* const found = message->root().find("params");
  const json::Node& params = found == nullptr ? nothing.root() : *found;
  if (method == "initialize") return initialize(id, params);
  if (method == "shutdown") return end(id);
  const auto work = [this, id, method, message, &params] {
    std::string line = run_request(id, method, params);
    --under_way_;  // First, or a fast client whose call was answered would be refused the next one.
    send(std::move(line));
  };
  if (!start(work)) {
    const auto failure = protocol_failure(
        rpc_code::contract_error,
        std::to_string(options_.request_limit) + " requests are under way, no more are taken");
    refuse(id, failure.number, *failure.error);
  }
}

WP_CODEBOX_INLINE void Session::initialize(const std::string& id, const json::Node& params) {
  try {
    const auto read = read_params<InitializeParams>(params);
    if (read.protocolVersion != backend_protocol_version) {
      throw protocol_failure(
          rpc_code::invalid_params,
          "Version " + read.protocolVersion + " of the protocol is not spoken here",
          {{"supported",
            json::to_value(std::vector<std::string>{std::string(backend_protocol_version)})}});
    }
    if (read.limits && read.limits->maxLineBytes) {
      constexpr double most = 1024.0 * 1024 * 1024;
      line_limit_ = static_cast<std::size_t>(std::min(*read.limits->maxLineBytes, most));
    }
    InitializeResult result;
    result.backend = backend_.descriptor();
    {
      const std::lock_guard lock(mutex_);
      phase_ = Phase::ready;
    }
    send(answer_line(id, json::to_json(result)));
  } catch (const CallFailure& failure) {
    refuse(id, failure.number, *failure.error);
  }
}

/// Runs one call on its own thread. Returns the line that answers it.
WP_CODEBOX_INLINE std::string Session::run_request(const std::string& id, const std::string& method,
                                                   const json::Node& params) {
  const auto broken = [&](const std::string& why) {
    return refusal_line(id, rpc_code::contract_error,
                        RuntimeError(error_code::backend_internal_error, method + " failed" + why));
  };
  try {
    return answer_line(id, result_of(method, params));
  } catch (const CallFailure& failure) {
    return refusal_line(id, failure.number, *failure.error);
  } catch (const ContractError& error) {
    return refusal_line(id, rpc_code::contract_error, error);
  } catch (const std::exception& error) {
    return broken(std::string(": ") + error.what());
  } catch (...) {
    return broken("");
  }
}

WP_CODEBOX_INLINE std::string Session::result_of(const std::string& method,
                                                 const json::Node& params) {
  if (method == "backend/create") return create(params);
  if (method == "backend/restore") return restore(params);
  if (method == "runtime/info") {
    return json::to_json(runtime(read_params<RuntimeParams>(params).runtimeId).info());
  }
  if (method == "runtime/mount") {
    const auto read = read_params<MountParams>(params);
    runtime(read.runtimeId).mount(read.mount);
    return "{}";
  }
  if (method == "runtime/execute") {
    const auto read = read_params<ExecuteParams>(params);
    return json::to_json(runtime(read.runtimeId).execute(read.execution));
  }
  if (method == "runtime/observe") {
    const auto read = read_params<ObserveParams>(params);
    return json::to_json(runtime(read.runtimeId).observe(read.observation));
  }
  if (method == "runtime/snapshot") {
    return json::to_json(runtime(read_params<RuntimeParams>(params).runtimeId).snapshot());
  }
  if (method == "runtime/collectArtifacts") {
    const auto read = read_params<CollectArtifactsParams>(params);
    return json::to_json(
        runtime(read.runtimeId).collect_artifacts(read.spec.value_or(ArtifactSpec())));
  }
  if (method == "runtime/destroy") {
    runtime(read_params<RuntimeParams>(params).runtimeId).destroy();
    return "{}";
  }
  throw protocol_failure(rpc_code::method_not_found, "There is no method " + method);
}

/// Runs work on a thread of its own; false when there are too many.
WP_CODEBOX_INLINE bool Session::start(std::function<void()> work) {
  reap();
  const std::lock_guard lock(mutex_);
  // Answers that wait for a slow reader hold their threads too.
  constexpr std::size_t waiting_answers = 1000;
  if (under_way_ >= options_.request_limit ||
      workers_.size() >= options_.request_limit + waiting_answers) {
    return false;
  }
  ++under_way_;
  spawn(std::move(work));
  return true;
}

/// Starts a worker; the mutex is held.
WP_CODEBOX_INLINE void Session::spawn(std::function<void()> work) {
  const auto worker = workers_.emplace(workers_.end());
  worker->thread = std::thread([this, worker, work = std::move(work)]() mutable {
    work();
    work = nullptr;
    const std::lock_guard lock(mutex_);
    worker->done = true;
    changed_.notify_all();
  });
}

/// Frees the threads that have finished.
WP_CODEBOX_INLINE void Session::reap() {
  std::list<Worker> finished;
  {
    const std::lock_guard lock(mutex_);
    for (auto worker = workers_.begin(); worker != workers_.end();) {
      const auto next = std::next(worker);
      if (worker->done) finished.splice(finished.end(), workers_, worker);
      worker = next;
    }
  }
  for (Worker& worker : finished) worker.thread.join();
}

// Runtimes.

WP_CODEBOX_INLINE RuntimeHooks Session::hooks() {
  // The runtimes belong to the session and end with it, so a plain pointer is enough.
  RuntimeHooks hooks;
  hooks.call_host_tool = [this](const HostToolCall& call) { return call_tool(call); };
  hooks.on_event = [this](const std::string& id, const LifecycleEvent& event) {
    notify("runtime/event", json::to_json(RuntimeEventParams{id, event, {}}));
  };
  hooks.on_startup_progress = [this](const std::string& id,
                                     const BrowserStartupProgressEvent& event) {
    notify("runtime/startupProgress", json::to_json(StartupProgressParams{id, event, {}}));
  };
  return hooks;
}

WP_CODEBOX_INLINE std::string Session::create(const json::Node& params) {
  const auto read = read_params_with_policy<CreateParams>(params, {"spec", "policy"});
  return keep(create_runtime(read.spec, backend_, hooks()));
}

WP_CODEBOX_INLINE std::string Session::restore(const json::Node& params) {
  const auto read = read_params_with_policy<RestoreParams>(params, {"spec", "runtime", "policy"});
  if (!backend_.descriptor().has(KnownBackendCapability::restore)) {
    throw RuntimeError(error_code::backend_unsupported,
                       "The backend " + backend_.descriptor().name +
                           " does not restore snapshots (capability restore)");
  }
  return keep(
      restore_runtime(read.snapshot, backend_, read.spec.value_or(RuntimeRestoreSpec()), hooks()));
}

/// Makes a runtime known under its id and gives the result of its creation.
WP_CODEBOX_INLINE std::string Session::keep(std::unique_ptr<Runtime> made) {
  const std::shared_ptr<Runtime> runtime = std::move(made);
  RuntimeResult result;
  result.runtime = runtime->info();
  bool too_late = false;
  {
    const std::lock_guard lock(mutex_);
    too_late = phase_ >= Phase::ending;
    if (!too_late) runtimes_[result.runtime.id] = runtime;
  }
  if (too_late) {
    runtime->destroy();
    throw RuntimeError(error_code::runtime_destroyed,
                       "The backend was shut down while the runtime came into being");
  }
  return json::to_json(result);
}

/// The runtime of that id. A reference is enough: a runtime is kept until the session ends.
WP_CODEBOX_INLINE Runtime& Session::runtime(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = runtimes_.find(id);
  if (found != runtimes_.end()) return *found->second;
  throw CallFailure{
      rpc_code::invalid_params,
      std::make_shared<RuntimeError>(error_code::runtime_unknown, "There is no runtime " + id)};
}

// The end.

WP_CODEBOX_INLINE void Session::end(std::optional<std::string> shutdown_id) {
  const std::lock_guard lock(mutex_);
  if (phase_ >= Phase::ending) return;
  phase_ = Phase::ending;
  end_deadline_ = SteadyClock::now() + options_.end_limit;
  ender_ = std::thread([self = shared_from_this(), id = std::move(shutdown_id)] {
    self->destroy_all();
    (void)self->wait_for_workers(self->end_deadline_);
    if (id) self->send(self->answer_line(*id, "{}"));
    self->output_.close();
    {
      const std::lock_guard ended_lock(self->mutex_);
      self->phase_ = Phase::ended;
    }
    self->wake_->wake();
  });
}

/// Starts the destruction of every runtime, each on its own thread.
WP_CODEBOX_INLINE void Session::destroy_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& entry : runtimes_) {
    spawn([this, runtime = entry.second] {
      try {
        runtime->destroy();
      } catch (const std::exception& error) {
        log(std::string("a runtime was not destroyed: ") + error.what());
      } catch (...) {
        log("a runtime was not destroyed");
      }
    });
  }
}

WP_CODEBOX_INLINE bool Session::wait_for_workers(SteadyClock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return changed_.wait_until(lock, deadline, [this] {
    return std::all_of(workers_.begin(), workers_.end(), [](const Worker& w) { return w.done; });
  });
}

WP_CODEBOX_INLINE bool Session::ending() const {
  const std::lock_guard lock(mutex_);
  return phase_ >= Phase::ending;
}

WP_CODEBOX_INLINE bool Session::ended() const {
  const std::lock_guard lock(mutex_);
  return phase_ == Phase::ended;
}

WP_CODEBOX_INLINE bool Session::finish() {
  ender_.join();
  const bool idle = wait_for_workers(SteadyClock::now());
  if (idle) reap();
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(end_deadline_ - SteadyClock::now());
  constexpr std::chrono::milliseconds least{100};
  const bool written = output_.finish(std::max(left, least));
  if (idle) {
    runtimes_.clear();
    return written;
  }
  const std::lock_guard lock(mutex_);
  for (Worker& worker : workers_) worker.thread.detach();
  return false;
}

// Host tools.

WP_CODEBOX_INLINE void Session::lose_client() {
  const std::lock_guard lock(mutex_);
  client_lost_ = true;
  for (auto& [id, call] : tool_calls_) call->lost = true;
  changed_.notify_all();
}

WP_CODEBOX_INLINE void Session::take_answer(std::shared_ptr<json::Parsed> message) {
  const json::Node* const id = message->root().find("id");
  const std::lock_guard lock(mutex_);
  const auto found = id == nullptr ? tool_calls_.end() : tool_calls_.find(id->text());
  // The thread of a call that was given up may not have come to forget it yet.
  if (found == tool_calls_.end() || found->second->stopped) {
    return log("an answer came to a call that nobody waits for");
  }
  found->second->answer = std::move(message);
  tool_calls_.erase(found);
  changed_.notify_all();
}

/// Asks the client to run a tool; what is thrown becomes the tool's failure.
WP_CODEBOX_INLINE json::Value Session::call_tool(const HostToolCall& call) {
  const auto waiting = std::make_shared<ToolCall>();
  std::string id;
  {
    const std::lock_guard lock(mutex_);
    id = "host-" + std::to_string(++tool_call_count_);
    waiting->lost = client_lost_;
    tool_calls_[id] = waiting;
  }
  HostToolCallParams params{call.runtime_id, call.tool, call.input, call.context, {}};
  std::string line =
      message_text::request(json::Value::string(id).text(), "hostTool/call", json::to_json(params));
  const bool fits = line.size() <= line_limit_;
  if (fits) send(std::move(line));
  const std::stop_callback on_stop(call.stop, [this, &waiting] {
    const std::lock_guard lock(mutex_);
    waiting->stopped = true;
    changed_.notify_all();
  });
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    return waiting->answer != nullptr || waiting->lost || waiting->stopped || !fits;
  });
  tool_calls_.erase(id);
  lock.unlock();
  if (!fits) throw BackendProtocolError(error_code::json_too_large, "The tool's input is too long");
  if (!waiting->answer) {
    throw RuntimeError(error_code::host_tool_handler_error, "The call was given up");
  }
  const json::Node& root = waiting->answer->root();
  if (const json::Node* const error = root.find("error")) {
    const json::Node* const text = error->find("message");
    throw RuntimeError(error_code::host_tool_handler_error,
                       text == nullptr ? "The tool failed" : text->text());
  }
  json::Decoded<HostToolCallResult> result =
      json::decode_as<HostToolCallResult>(*root.find("result"));
  if (result.ok()) return std::move(result.value.output);
  throw BackendProtocolError(error_code::backend_protocol_error,
                             "The answer to hostTool/call does not fit: " + result.message());
}

}  // namespace serving

}  // namespace WP_CODEBOX_NAMESPACE
