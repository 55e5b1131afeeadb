#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/backend_program.hpp"
#include "wp_codebox/stdio/line_buffer.hpp"
#include "wp_codebox/stdio/messages.hpp"
#include "wp_codebox/stdio/process.hpp"
#include "wp_codebox/version.hpp"

namespace WP_CODEBOX_NAMESPACE::program_detail {

using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

/// What a program tells of one runtime, and who listens. Notifications wait here until they are
/// delivered: in their order, one at a time, on the connection's courier thread or on that of a
/// caller who is about to return.
class Channel {
 public:
  using Notice = std::variant<LifecycleEvent, BrowserStartupProgressEvent>;

  explicit Channel(std::string runtime_id) : runtime_id_(std::move(runtime_id)) {}

  /// False when too many wait for a runtime that nobody knows.
  [[nodiscard]] bool push(Notice notice);
  /// Before this, notices are kept.
  void listen(const RuntimeHooks& hooks);
  /// Returns when everything pushed before was delivered. A listener that calls it returns at once.
  void deliver();
  /// Whether something can be delivered.
  [[nodiscard]] bool has_news() const;

  [[nodiscard]] RuntimeHooks hooks() const;

 private:
  void tell(const Notice& notice) const;

  const std::string runtime_id_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Notice> waiting_;
  std::size_t pushed_ = 0;
  std::size_t delivered_ = 0;
  std::thread::id deliverer_{};
  bool listened_ = false;
  RuntimeHooks hooks_;
};

/// One start of the program, from `initialize` to its end.
class Connection {
 public:
  Connection(const ProcessSpec& spec, const ProgramOptions& options);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Sends `initialize` and gives the descriptor. Before any other call.
  [[nodiscard]] BackendDescriptor introduce();

  /// Calls a method and waits for its answer, which has to be a `Result`. Errors: those that the
  /// program answers, as their own types; `BackendProgramError`.
  template <class Result, class Params>
  Result call(std::string_view method, const Params& params, Milliseconds limit) {
    const std::shared_ptr<json::Parsed> answer = exchange(method, json::to_json(params), limit);
    json::Decoded<Result> result = json::decode_as<Result>(*answer->root().find("result"));
    if (!result.ok()) reject_result(method, result.message());
    return std::move(result.value);
  }

  /// The channel of a runtime; made when there is none.
  [[nodiscard]] std::shared_ptr<Channel> channel(const std::string& runtime_id);

  /// Ends the calls of host tools of a runtime and waits for their handlers.
  void end_tool_calls(const std::string& runtime_id);

  /// Shuts down; see `BackendProgram::close`.
  void close();

  [[nodiscard]] bool usable() const;
  [[nodiscard]] std::vector<ProgramFault> take_faults();
  /// For every answer but the one to `initialize`.
  [[nodiscard]] Milliseconds call_limit() const { return call_limit_; }

 private:
  struct Call {
    std::string method;
    std::shared_ptr<json::Parsed> answer;
  };
  struct ToolCall {
    std::string runtime_id;
    std::stop_source stop;
    std::optional<SteadyClock::time_point> deadline;
    std::thread thread;
    bool done = false;
  };

  // On the process' thread.
  void take_bytes(std::string_view bytes);
  void take_long_line(std::size_t bytes);
  void take_line(std::string line);
  void take_answer(std::shared_ptr<json::Parsed> message);
  void take_notification(const json::Node& message, std::string_view method);
  void take_request(const json::Node& message, std::string_view method);
  void take_stderr(std::string_view bytes);
  void take_end(const ProcessEnd& end);

  std::shared_ptr<json::Parsed> exchange(std::string_view method, const std::string& params,
                                         Milliseconds limit);
  [[noreturn]] void reject_result(std::string_view method, const std::string& why);
  void write(std::string line);
  void note_fault(ProgramFaultKind kind, std::string message);
  void fail(ProgramFaultKind kind, std::string message);
  void fail_locked(ProgramFaultKind kind, std::string message);
  [[nodiscard]] std::string open_calls_locked() const;
  [[nodiscard]] std::string stderr_end_locked() const;

  void run_tool(ToolCall& call, const std::string& id, const HostToolCallParams& params,
                const RuntimeHooks& hooks);
  void stop_tool_calls();
  void join_tool_calls(const std::string& runtime_id, bool all);
  void run_courier();

  const ProgramOptions options_;
  Milliseconds call_limit_ = options_.call_limit;  ///< Set once, before others know this object.

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t call_count_ = 0;
  std::map<double, std::shared_ptr<Call>> calls_;
  std::map<std::string, std::shared_ptr<Channel>, std::less<>> channels_;
  std::list<ToolCall> tool_calls_;
  std::optional<ProgramFault> failure_;  ///< Why it cannot be used any more.
  std::vector<ProgramFault> faults_;     ///< Not taken yet.
  std::optional<ProcessEnd> end_;
  std::string stderr_;
  bool closing_ = false;  ///< The program was asked to end.
  bool closed_ = false;   ///< Nobody can use it any more, without a fault.
  bool shutting_down_ = false;
  bool courier_ends_ = false;
  bool news_ = false;

  std::mutex line_mutex_;  ///< Keeps `on_line` calls apart.
  LineBuffer lines_;
  std::atomic<std::size_t> unfinished_bytes_{0};  ///< Of a line that has not ended.
  std::thread courier_;
  std::unique_ptr<Process> process_;
};

}  // namespace WP_CODEBOX_NAMESPACE::program_detail
