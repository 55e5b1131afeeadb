#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Child processes: the only header of the SDK that starts any.
///
/// The definitions cost five seconds of compile time, so this header never includes them: they are
/// in the library `wp_codebox::stdio`. A program without it includes
/// `wp_codebox/stdio/impl/process.inl.hpp` in one translation unit.

namespace WP_CODEBOX_NAMESPACE {

/// What to start. Nothing is inherited from this process but what stands here: no environment, no
/// file descriptors, no signal mask.
struct ProcessSpec {
  /// Path of the executable; the PATH is not searched (`find_executable` does that). Empty: nothing
  /// can be started.
  std::filesystem::path program;
  std::vector<std::string> arguments = {};  ///< Without the program's name.

  /// All of it; nothing is inherited.
  std::vector<std::pair<std::string, std::string>> environment = {};
  std::filesystem::path working_directory = {};  ///< Empty: that of this process.
};

/// How a process ended.
struct ProcessEnd {
  int exit_code = 0;  ///< Meaningful when `signal` is 0.
  int signal = 0;     ///< The signal that ended it, or 0.

  /// Whether it ended by itself with exit code 0.
  [[nodiscard]] bool success() const { return signal == 0 && exit_code == 0; }
  /// "exit code 3" or "signal 9".
  [[nodiscard]] std::string text() const;
};

/// What a process tells. The handlers are called on the process' own thread, one at a time; they
/// must not throw and not destroy the `Process`, and a slow one slows the child down.
struct ProcessHandlers {
  /// A piece of stdout; the bytes live during the call only.
  std::function<void(std::string_view bytes)> on_stdout = nullptr;
  /// A piece of stderr; the bytes live during the call only.
  std::function<void(std::string_view bytes)> on_stderr = nullptr;
  /// Once, after the last byte of output.
  std::function<void(const ProcessEnd& end)> on_end = nullptr;
};

/// A process could not be started. Stable code: `process-start-failed`.
class ProcessStartError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// For every such failure the same.
  [[nodiscard]] std::string_view code() const { return error_code::process_start_failed; }
};

/// A child process in a process group of its own, together with the thread that serves it. When
/// this object goes, the whole group is killed and reaped; when this program is killed, the child
/// gets SIGTERM. All members may be called from any thread.
class Process {
 public:
  /// Starts it. Throws `ProcessStartError`, for instance when `program` is not executable.
  Process(ProcessSpec spec, ProcessHandlers handlers);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  /// Kills what is left of the group.
  ~Process();

  [[nodiscard]] int pid() const;  ///< The program's process id.

  /// Queues bytes for standard input and returns at once. False when it is closed: the child ended
  /// or closed it, or `close_stdin` was called.
  bool write(std::string bytes);

  /// Closes standard input after what is queued.
  void close_stdin();

  /// SIGTERM to the group now, SIGKILL after `grace` if the child still lives. Returns at once; a
  /// `grace` of 0 kills now. Asked again, the earlier SIGKILL stays.
  void terminate(std::chrono::milliseconds grace);

  /// How it ended, if it does within `limit`. Not to be called from a handler.
  [[nodiscard]] std::optional<ProcessEnd> wait_for(std::chrono::milliseconds limit) const;

 private:
  struct Child;
  std::unique_ptr<Child> child_;
};

/// What a process that ran to its end gave.
struct ProcessResult {
  ProcessEnd end;           ///< How it ended.
  std::string stdout_text;  ///< All that it wrote to stdout, as far as the limit allows.
  std::string stderr_text;  ///< All that it wrote to stderr, as far as the limit allows.
  bool timed_out = false;   ///< It was killed at the deadline.
  bool too_large = false;   ///< It was killed because its output passed the limit.
  bool stopped = false;     ///< It was killed because `stop` asked for it.
};

/// Runs a process without input to its end, at most for `limit`, with at most `output_limit` bytes
/// of each output. Throws `ProcessStartError`.
[[nodiscard]] ProcessResult run_process(ProcessSpec spec, std::chrono::milliseconds limit,
                                        std::size_t output_limit = std::size_t{64} << 20,
                                        const std::stop_token& stop = {});

}  // namespace WP_CODEBOX_NAMESPACE
