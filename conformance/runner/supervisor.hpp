#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/attachment/backend_choice.hpp"
#include "conformance/host/owned_directory.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/runner/worker_process.hpp"
#include "conformance/verdict/case_result.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Runs cases in worker processes, so that whatever a backend does costs one verdict.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// How to supervise.
struct SupervisorOptions {
  std::filesystem::path program;  ///< The program that has the command `worker`.
  BackendChoice backend;
  std::vector<std::string> cases;  ///< Full names.
  std::optional<int> seed;
  int repetitions = 1;
  std::optional<std::filesystem::path> transcripts;
  std::optional<std::chrono::milliseconds> run_limit;
  /// Told once, before the first case.
  std::function<void(const BackendDescriptor& backend)> on_attached;
  std::function<void(const std::string& name)> on_case_started;
  std::function<void(CaseResult result)> on_case_ended;
};

/// How the run ended.
struct SupervisedEnd {
  std::vector<std::string> end_faults;     ///< What the backend did wrong outside of every case.
  std::optional<std::string> interrupted;  ///< Why some cases have no result.
};

/// The backend could not be attached before the first case. Stable code:
/// `conformance-attach-failed`.
class AttachFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  [[nodiscard]] static std::string_view code() { return "conformance-attach-failed"; }
};

/// One run. A worker runs as many cases as it survives; the next one goes on with those that are
/// left. When a worker is gone, so is everything that it started, whatever that did to hide.
class Supervisor {
 public:
  explicit Supervisor(SupervisorOptions options);
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Runs all cases. Throws `AttachFailed`, `ProcessStartError`. Once.
  [[nodiscard]] SupervisedEnd run();

  /// Ends the run at once, with a reason for people. From any thread.
  void stop(const std::string& reason);

 private:
  using Time = std::chrono::steady_clock::time_point;

  void run_round();
  void run_worker();
  [[nodiscard]] bool take(const WorkerMessage& message);
  void take_attached(const BackendDescriptor& backend);
  void take_attach_failure(const std::string& why);
  void end_case(CaseResult result);
  void take_end(const ProcessEnd& end);
  void take_overrun();
  void fail_case(Outcome outcome, const std::string& expected, const std::string& got);
  [[nodiscard]] Time deadline() const;
  [[nodiscard]] std::string seen() const;
  void interrupt(const std::string& why);
  void clear_away(int worker);

  const SupervisorOptions options_;
  const OwnedDirectory directory_;
  const HostUse before_;
  std::optional<Time> run_deadline_;
  std::optional<BackendDescriptor> backend_;
  std::chrono::milliseconds case_limit_{0};  ///< Known when the backend is.
  std::vector<std::string> left_;            ///< Of this round.
  SupervisedEnd end_;

  std::mutex mutex_;  ///< Of what `stop` touches.
  std::unique_ptr<WorkerProcess> worker_;
  std::string stop_reason_;

  // Of the worker that is under way.
  bool attached_ = false;
  bool done_ = false;
  std::string in_flight_;
  std::string last_case_;
  Time phase_began_;
  int failed_attachments_ = 0;  ///< In a row.
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
