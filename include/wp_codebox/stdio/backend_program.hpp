#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/envelope.hpp"
#include "wp_codebox/stdio/process.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A backend that lives in a program of its own and speaks the backend protocol on its standard
/// input and output (`docs/backend-protocol.md`).
///
/// The definitions are in the library `wp_codebox::stdio`. A program without it includes
/// `wp_codebox/stdio/impl/backend_program.inl.hpp` in one translation unit.

namespace WP_CODEBOX_NAMESPACE {

/// What a backend's program did wrong, as opposed to an error that it answered with.
enum class ProgramFaultKind : std::uint8_t {
  no_start,     ///< It could not be started.
  death,        ///< It ended without having been asked to.
  hang,         ///< It did not answer in time.
  garbage,      ///< What it wrote is no message, or one that was not asked for.
  bad_message,  ///< A message that does not fit its schema.
  bad_end       ///< After `shutdown` it did not end as it should.
};

/// One such fault.
struct ProgramFault {
  ProgramFaultKind kind = ProgramFaultKind::death;  ///< What the program did wrong.

  /// What happened, in which call, and the last lines of its stderr.
  std::string message;

  /// Stable code: `backend-program-failed`, `backend-program-hung` or `backend-protocol-error`.
  [[nodiscard]] std::string_view code() const;
};

/// A call failed because of the backend's program. Never an answer of the backend.
class BackendProgramError : public ContractError {
 public:
  /// Takes over kind, code and message of the fault.
  explicit BackendProgramError(const ProgramFault& fault);

  /// What the program did wrong.
  [[nodiscard]] ProgramFaultKind kind() const noexcept { return kind_; }

 private:
  ProgramFaultKind kind_;
};

/// How to start a backend's program, and how patient to be with it.
struct ProgramOptions {
  /// Name and version that `initialize` tells.
  std::string client_name = "wp-codebox";
  /// Longest line in both directions.
  std::size_t line_limit = default_line_limit;
  /// From the start to the answer to `initialize`.
  std::chrono::milliseconds start_limit{30000};
  /// For every other answer; an execution has its own time besides.
  std::chrono::milliseconds call_limit{120000};
  /// Gives `call_limit` once the backend has said what it is; without it that stays as it is. Must
  /// not throw.
  std::function<std::chrono::milliseconds(const BackendDescriptor& backend)> call_limit_for =
      nullptr;
  /// From `shutdown` to the end of the program.
  std::chrono::milliseconds end_limit{20000};
  /// Between SIGTERM and SIGKILL.
  std::chrono::milliseconds kill_grace{1000};
  /// Starts nothing anew until `take_faults` was called: what comes after a failure fails at once.
  bool hold_after_failure = false;
  /// How much of the end of stderr is kept, in bytes.
  std::size_t stderr_limit = 65536;
  /// Told of each line with its direction, in the order in which they pass; called from several
  /// threads, one at a time, must not throw.
  std::function<void(bool to_program, std::string_view line)> on_line = nullptr;
  /// Told of what the program writes to stderr, piece by piece; must not throw.
  std::function<void(std::string_view bytes)> on_stderr = nullptr;
};

namespace program_detail {
class Connection;
}

/// A `RuntimeBackend` in a child process. A program that died, hung or broke the protocol is killed
/// with its process group, and the next `create` or `restore` starts it anew; runtimes of the old
/// one fail with the same fault. The program ends when this object and all runtimes are gone. The
/// last of them must not go from inside a listener or a host tool.
///
/// Paths in specs are made absolute here, because the program may have another working directory.
/// All members may be called from several threads at the same time.
class BackendProgram final : public RuntimeBackend {
 public:
  /// Starts the program and waits for its descriptor. Errors: `BackendProgramError`.
  explicit BackendProgram(ProcessSpec spec, ProgramOptions options = {});
  ~BackendProgram() override;

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }
  [[nodiscard]] std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                                const RuntimeHooks& hooks) override;
  [[nodiscard]] std::unique_ptr<Runtime> restore(const Snapshot& snapshot,
                                                 const RuntimeRestoreSpec& spec,
                                                 const RuntimeHooks& hooks) override;

  /// The faults since the last call of this function, oldest first.
  [[nodiscard]] std::vector<ProgramFault> take_faults();

  /// Returns when everything that the program wrote before has been looked at: asks it for a
  /// runtime that does not exist. Faults are kept as always; nothing is thrown.
  void settle();

  /// Shuts the program down and waits for its end, in bounded time. A program that does not answer,
  /// or ends with another exit code than 0, is a fault. Runtimes that live on fail from now on.
  void close();

 private:
  [[nodiscard]] std::shared_ptr<program_detail::Connection> connection();

  const ProcessSpec spec_;
  const ProgramOptions options_;
  BackendDescriptor descriptor_;
  std::mutex mutex_;
  std::shared_ptr<program_detail::Connection> connection_;
  std::vector<ProgramFault> faults_;  ///< Of connections that are gone.
  bool closed_ = false;
  bool held_ = false;  ///< A failed connection is kept.
};

/// The environment of this process, for a `ProcessSpec`.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> current_environment();

/// The executable that a shell would run for this name: a path when it has a slash, else the first
/// that the PATH of this process leads to; empty when there is none.
[[nodiscard]] std::filesystem::path find_executable(const std::string& name);

}  // namespace WP_CODEBOX_NAMESPACE
