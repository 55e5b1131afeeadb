#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/line_output.hpp"
#include "wp_codebox/stdio/server.hpp"
#include "wp_codebox/version.hpp"

namespace WP_CODEBOX_NAMESPACE::serving {

using SteadyClock = std::chrono::steady_clock;

/// An error with the number that JSON-RPC gives to it.
struct CallFailure {
  int number = rpc_code::contract_error;
  std::shared_ptr<const ContractError> error;
};

/// A pipe to wake up who waits for input.
class WakePipe {
 public:
  WakePipe();
  WakePipe(const WakePipe&) = delete;
  WakePipe& operator=(const WakePipe&) = delete;
  ~WakePipe();

  [[nodiscard]] int descriptor() const { return ends_[0]; }
  void wake() const noexcept;

 private:
  int ends_[2] = {-1, -1};
};

/// What one client and one backend have with each other. The threads of requests share it with the
/// reader; it lives as long as the last of them.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(RuntimeBackend& backend, int output, const ServeOptions& options);
  ~Session();

  /// Takes a line of the input; on the reader's thread.
  void take_line(std::string line);
  /// Takes note of a line that was too long.
  void take_long_line(std::size_t bytes);

  /// The longest line of both directions at the moment.
  [[nodiscard]] std::size_t line_limit() const { return line_limit_; }

  /// Destroys everything and lets no new work in. Answers the request `shutdown_id` at the end, as
  /// the last line. Returns at once; `ended` tells when it is over. Only the first call counts.
  void end(std::optional<std::string> shutdown_id);
  [[nodiscard]] bool ending() const;
  [[nodiscard]] bool ended() const;

  /// Nobody will answer calls of host tools any more.
  void lose_client();

  /// After `ended`: frees the threads and writes what is left. False when something is stuck.
  [[nodiscard]] bool finish();

  [[nodiscard]] const WakePipe& wake_pipe() const { return *wake_; }
  [[nodiscard]] bool output_broken() const { return output_.broken(); }

 private:
  enum class Phase : std::uint8_t { fresh, ready, ending, ended };

  /// A thread, and whether it has finished its work.
  struct Worker {
    std::thread thread;
    bool done = false;
  };

  /// A call of a host tool that waits for the client's answer.
  struct ToolCall {
    std::shared_ptr<const json::Parsed> answer;
    bool lost = false;
    bool stopped = false;
  };

  // Lines.
  [[nodiscard]] std::string answer_line(const std::string& id, std::string_view result) const;
  [[nodiscard]] std::string refusal_line(const std::string& id, int number,
                                         const ContractError& error) const;
  void refuse(const std::string& id, int number, const ContractError& error);
  void send(std::string line) { (void)output_.write(std::move(line)); }
  void notify(std::string_view method, std::string_view params);
  void log(const std::string& text) const;

  // Requests.
  void take_message(std::shared_ptr<json::Parsed> message);
  void take_request(const std::string& id, const std::string& method,
                    std::shared_ptr<json::Parsed> message);
  [[nodiscard]] bool is_allowed(const std::string& id, const std::string& method);
  void initialize(const std::string& id, const json::Node& params);
  [[nodiscard]] std::string run_request(const std::string& id, const std::string& method,
                                        const json::Node& params);
  [[nodiscard]] std::string result_of(const std::string& method, const json::Node& params);
  [[nodiscard]] bool start(std::function<void()> work);
  void spawn(std::function<void()> work);
  void reap();

  // Runtimes.
  [[nodiscard]] RuntimeHooks hooks();
  [[nodiscard]] std::string create(const json::Node& params);
  [[nodiscard]] std::string restore(const json::Node& params);
  [[nodiscard]] std::string keep(std::unique_ptr<Runtime> runtime);
  [[nodiscard]] Runtime& runtime(const std::string& id);
  void destroy_all();
  [[nodiscard]] bool wait_for_workers(SteadyClock::time_point deadline);

  // Host tools.
  [[nodiscard]] json::Value call_tool(const HostToolCall& call);
  void take_answer(std::shared_ptr<json::Parsed> message);

  RuntimeBackend& backend_;
  const ServeOptions options_;
  const std::shared_ptr<WakePipe> wake_ = std::make_shared<WakePipe>();
  LineOutput output_;
  std::atomic<std::size_t> line_limit_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Phase phase_ = Phase::fresh;
  bool client_lost_ = false;
  SteadyClock::time_point end_deadline_;
  std::list<Worker> workers_;
  std::atomic<std::size_t> under_way_{0};  ///< Requests whose answer is not yet said.
  std::thread ender_;
  std::map<std::string, std::shared_ptr<Runtime>> runtimes_;
  std::map<std::string, std::shared_ptr<ToolCall>> tool_calls_;
  std::size_t tool_call_count_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE::serving
