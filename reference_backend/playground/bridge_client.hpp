#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference_backend/playground/bridge_frames.hpp"
#include "wp_codebox/stdio/process.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A bridge process and the questions that it is asked.

namespace WP_CODEBOX_NAMESPACE::playground {

/// When an answer must have come; none: no limit.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// A question that got no good answer.
class BridgeFailure : public std::runtime_error {
 public:
  enum class Kind {
    refused,  ///< The bridge says that it failed; it goes on living.
    ended,    ///< The process ended before it answered.
    garbage,  ///< The process printed what is not the protocol; it was killed.
    late,     ///< The deadline passed; the process goes on.
  };

  BridgeFailure(Kind kind, std::string code, const std::string& message)
      : std::runtime_error(message), kind_(kind), code_(std::move(code)) {}

  [[nodiscard]] Kind kind() const { return kind_; }
  /// Code that the bridge gave, such as EADDRINUSE; empty when it gave none.
  [[nodiscard]] const std::string& code() const { return code_; }
  /// How the process ended, when `kind` is `ended`.
  std::optional<ProcessEnd> end;
  /// Whether the process had begun with the question; when not, another may be asked the same.
  bool taken = false;

 private:
  Kind kind_;
  std::string code_;
};

/// What the bridge answered.
struct BridgeAnswer {
  nlohmann::json result;
  std::vector<std::string> payload;
};

/// One bridge process. All members may be called from several threads at the same time. When this
/// object goes, the process is killed.
class BridgeClient {
 public:
  /// Starts the process. Throws `ProcessStartError`.
  explicit BridgeClient(ProcessSpec spec);

  /// Waits until the process has said who it is. Throws `BridgeFailure`.
  void greet(const Deadline& deadline);

  /// Asks and waits. `request` is an object with `op`. Throws `BridgeFailure`.
  [[nodiscard]] BridgeAnswer ask(nlohmann::json request, const Deadline& deadline);

  /// Whether the process still runs.
  [[nodiscard]] bool alive() const;

  /// Kills the process group; questions under way fail. Returns at once.
  void kill() noexcept;

  /// Kills and waits until the process is gone, and with it its ports.
  void kill_and_wait() noexcept;

  /// The version of Node that the process said it is, such as `v24.21.0`; empty when it did not.
  [[nodiscard]] std::string node_version() const;

  /// The last lines of what the process logged.
  [[nodiscard]] std::string log() const;

  [[nodiscard]] int pid() const { return process_->pid(); }

 private:
  struct Question;

  void read(std::string_view bytes);
  void accept(BridgeFrame frame);
  void accept_event(const nlohmann::json& message);
  [[nodiscard]] Question* question_of(const nlohmann::json& message);
  void end(const ProcessEnd& end);
  void wait(std::unique_lock<std::mutex>& lock, const Deadline& deadline,
            const std::function<bool()>& done);
  [[noreturn]] void fail_ended() const;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Question*> questions_;
  bool greeted_ = false;
  std::string node_version_;
  std::string garbage_;  ///< Not empty: what was wrong.
  std::optional<ProcessEnd> end_;
  std::string log_;
  BridgeFrameReader reader_;  ///< Only on the process' thread.

  std::unique_ptr<Process> process_;  ///< Last: its thread uses the members above.
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
