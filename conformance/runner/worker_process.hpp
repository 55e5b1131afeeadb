#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/runner/worker_messages.hpp"
#include "wp_codebox/stdio/line_buffer.hpp"
#include "wp_codebox/stdio/process.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A worker as its supervisor sees it.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// How to start a worker.
struct WorkerStart {
  std::filesystem::path program;  ///< The program that has the command `worker`.
  WorkerOrder order;
  std::filesystem::path temporary_directory;  ///< Where it puts everything that it makes.
  std::chrono::milliseconds kill_grace{500};  ///< Between SIGTERM and SIGKILL.
};

/// One thing that comes from a worker: a message, or its end.
struct WorkerNews {
  std::optional<WorkerMessage> message;
  std::optional<ProcessEnd> end;
  std::string fault;  ///< Set when it wrote what is no message.
};

/// A worker process in a group of its own; killed with its group when this goes.
class WorkerProcess {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  /// Throws `ProcessStartError`.
  explicit WorkerProcess(const WorkerStart& start);

  /// What comes next; nothing at the deadline, or when `wake` was called.
  [[nodiscard]] std::optional<WorkerNews> next(std::optional<Deadline> deadline);

  /// Lets `next` return at once, now and from now on. From any thread.
  void wake();

  /// SIGTERM, SIGKILL after the grace, and waits for the end. A process that left the group may
  /// still hold the output open; `clear_away` is called to end it.
  void kill(const std::function<void()>& clear_away);

  [[nodiscard]] int pid() const { return process_->pid(); }

  /// Bytes that it wrote to standard output and error since the last `forget_output`.
  [[nodiscard]] std::size_t output_bytes() const;
  /// The end of them.
  [[nodiscard]] std::string output_end() const;
  void forget_output();

 private:
  void take_line(const std::string& line);
  void take_output(std::string_view bytes);
  void add(WorkerNews news);

  const std::chrono::milliseconds kill_grace_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<WorkerNews> news_;
  std::string output_;
  std::size_t output_bytes_ = 0;
  bool awake_ = false;
  LineBuffer lines_;
  std::unique_ptr<Process> process_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
