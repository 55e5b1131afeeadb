#pragma once

// Included by one translation unit of a program. Nothing here is inline on purpose.

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/error.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <boost/process/start_dir.hpp>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "wp_codebox/stdio/process.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace process_detail {

/// After the child's end: how long output may still come from a descendant that left the group.
inline constexpr std::chrono::milliseconds drain_limit{1000};
/// Where the kernel has no process descriptors.
inline constexpr std::chrono::milliseconds poll_interval{10};

/// Both ends of a pipe that no other child of this program inherits.
struct Pipe {
  int read_end = -1;
  int write_end = -1;

  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe2");
    read_end = lift(ends[0]);
    write_end = lift(ends[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(read_end);
    close_end(write_end);
  }

  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  static int release(int& end) { return std::exchange(end, -1); }

 private:
  /// Away from the places of standard input and output, in case this program has closed its own.
  static int lift(int end) {
    if (end > STDERR_FILENO) return end;
    const int lifted = ::fcntl(end, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    ::close(end);
    if (lifted < 0) fail("fcntl");
    return lifted;
  }
  [[noreturn]] static void fail(const char* call) {
    throw ProcessStartError(std::string(call) + ": " + std::strerror(errno));
  }
};

/// What the child does between fork and exec. Only calls that are safe there.
struct ChildSetup : boost::process::extend::handler {
  int standard_input;
  int standard_output;
  int standard_error;
  pid_t program = ::getpid();

  ChildSetup(int input, int output, int error)
      : standard_input(input), standard_output(output), standard_error(error) {}

  template <class Executor>
  void on_exec_setup(Executor& /*executor*/) const {
    ::setpgid(0, 0);
    // The thread that forks serves the child as long as it lives, so its end is this program's.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != program) ::_exit(EXIT_FAILURE);
    ::dup2(standard_input, STDIN_FILENO);
    ::dup2(standard_output, STDOUT_FILENO);
    ::dup2(standard_error, STDERR_FILENO);
#if defined(SYS_close_range) && defined(CLOSE_RANGE_CLOEXEC)
    ::syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
#endif
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
  }
};

/// While it lives, threads are started that no signal reaches: those of the program are not for
/// them, and a write to a child that is gone must not end the program with SIGPIPE.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

inline ProcessEnd end_of(int status) {
  ProcessEnd end;
  if (WIFSIGNALED(status)) {
    end.signal = WTERMSIG(status);
  } else {
    end.exit_code = WEXITSTATUS(status);
  }
  return end;
}

}  // namespace process_detail

struct Process::Child {
  using Clock = std::chrono::steady_clock;
  using Stream = boost::asio::posix::stream_descriptor;
  using Error = boost::system::error_code;

  Child(ProcessSpec process_spec, ProcessHandlers process_handlers)
      : spec(std::move(process_spec)), handlers(std::move(process_handlers)) {
    // Boost would take the first argument for the program, or crash when there is none.
    if (spec.program.empty()) throw ProcessStartError("no program is named");
    {
      const process_detail::SignalsBlocked blocked;
      thread = std::thread([this] { serve(); });
    }
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return pid > 0 || !start_error.empty(); });
    if (start_error.empty()) return;
    lock.unlock();
    thread.join();
    throw ProcessStartError(start_error);
  }

  ~Child() {
    boost::asio::post(io, [this] { kill_group(SIGKILL); });
    thread.join();
  }

  // The members below run on `thread`.

  void serve() {
    try {
      start();
    } catch (const std::exception& error) {
      const std::lock_guard lock(mutex);
      start_error = spec.program.string() + " cannot be started: " + error.what();
      changed.notify_all();
      return;
    }
    io.run();
    finish();
  }

  void start() {
    process_detail::Pipe input;
    process_detail::Pipe output;
    process_detail::Pipe error;
    boost::process::environment environment;
    for (const auto& [name, value] : spec.environment) environment[name] = value;
    const std::string directory =
        spec.working_directory.empty() ? std::string(".") : spec.working_directory.string();
    boost::process::child started(
        boost::process::exe = spec.program.string(), boost::process::args = spec.arguments,
        environment, boost::process::start_dir = directory,
        process_detail::ChildSetup(input.read_end, output.write_end, error.write_end));
    const int started_pid = started.id();
    started.detach();  // reaped here
    stdin_stream.assign(process_detail::Pipe::release(input.write_end));
    stdout_stream.assign(process_detail::Pipe::release(output.read_end));
    stderr_stream.assign(process_detail::Pipe::release(error.read_end));
    open_outputs = 2;
    read(stdout_stream, stdout_buffer, handlers.on_stdout);
    read(stderr_stream, stderr_buffer, handlers.on_stderr);
    watch(started_pid);
    const std::lock_guard lock(mutex);
    pid = started_pid;
    changed.notify_all();
  }

  template <class Buffer>
  void read(Stream& stream, Buffer& buffer, const std::function<void(std::string_view)>& handler) {
    stream.async_read_some(boost::asio::buffer(buffer),
                           [&, this](const Error& failure, std::size_t size) {
                             if (failure) {
                               Error ignored;
                               stream.close(ignored);
                               --open_outputs;
                               stop_when_done();
                               return;
                             }
                             if (handler) handler(std::string_view(buffer.data(), size));
                             read(stream, buffer, handler);
                           });
  }

  /// Waits for the end of the child without a SIGCHLD handler, which would belong to the program.
  void watch(int child_pid) {
    const auto descriptor = static_cast<int>(::syscall(SYS_pidfd_open, child_pid, 0));
    if (descriptor >= 0) {
      process_descriptor.assign(descriptor);
      process_descriptor.async_wait(Stream::wait_read, [this](const Error&) { reap(0); });
    } else {
      poll();
    }
  }

  void poll() {
    poll_timer.expires_after(process_detail::poll_interval);
    poll_timer.async_wait([this](const Error&) {
      if (!reap(WNOHANG)) poll();
    });
  }

  /// Ends the rest of the group while the zombie still keeps its number, then reaps it.
  bool reap(int options) {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(pid.load()), &info, WEXITED | WNOWAIT | options) == 0 &&
        info.si_pid == 0) {
      return false;
    }
    ::kill(-pid, SIGKILL);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    end = process_detail::end_of(status);
    exited = true;
    close_input();
    term_timer.cancel();
    drain_timer.expires_after(process_detail::drain_limit);
    drain_timer.async_wait([this](const Error& cancelled) {
      if (cancelled) return;
      Error ignored;
      stdout_stream.close(ignored);
      stderr_stream.close(ignored);
    });
    stop_when_done();
    return true;
  }

  void stop_when_done() {
    if (exited && open_outputs == 0) {
      drain_timer.cancel();
      io.stop();
    }
  }

  void finish() {
    if (handlers.on_end) handlers.on_end(end);
    const std::lock_guard lock(mutex);
    ended = true;
    changed.notify_all();
  }

  void kill_group(int signal) {
    if (!exited) ::kill(-pid, signal);
  }

  void terminate(std::chrono::milliseconds grace) {
    if (exited) return;
    if (grace.count() <= 0) return kill_group(SIGKILL);
    kill_group(SIGTERM);
    const auto kill_at = std::chrono::steady_clock::now() + grace;
    if (kill_time && *kill_time <= kill_at) return;
    kill_time = kill_at;
    term_timer.expires_at(kill_at);
    term_timer.async_wait([this](const Error& cancelled) {
      if (!cancelled) kill_group(SIGKILL);
    });
  }

  void write_next() {
    if (writing || queue.empty() || !stdin_stream.is_open()) {
      if (queue.empty() && close_after_queue) close_input();
      return;
    }
    writing = true;
    boost::asio::async_write(stdin_stream, boost::asio::buffer(queue.front()),
                             [this](const Error& failure, std::size_t) {
                               writing = false;
                               if (failure) return close_input();
                               queue.pop_front();
                               write_next();
                             });
  }

  void close_input() {
    input_open = false;
    Error ignored;
    if (stdin_stream.is_open()) stdin_stream.close(ignored);
  }

  ProcessSpec spec;
  ProcessHandlers handlers;

  boost::asio::io_context io{1};
  Stream stdin_stream{io};
  Stream stdout_stream{io};
  Stream stderr_stream{io};
  Stream process_descriptor{io};
  boost::asio::steady_timer term_timer{io};
  std::optional<std::chrono::steady_clock::time_point> kill_time;  // None: not asked to end.
  boost::asio::steady_timer drain_timer{io};
  boost::asio::steady_timer poll_timer{io};
  std::array<char, 65536> stdout_buffer{};
  std::array<char, 8192> stderr_buffer{};
  std::deque<std::string> queue;
  bool writing = false;
  bool close_after_queue = false;
  bool exited = false;
  int open_outputs = 0;
  ProcessEnd end;

  std::atomic<bool> input_open{true};
  std::atomic<int> pid{0};

  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  std::string start_error;
  bool ended = false;

  std::thread thread;
};

std::string ProcessEnd::text() const {
  return signal != 0 ? "signal " + std::to_string(signal)
                     : "exit code " + std::to_string(exit_code);
}

Process::Process(ProcessSpec spec, ProcessHandlers handlers)
    : child_(std::make_unique<Child>(std::move(spec), std::move(handlers))) {}

Process::~Process() = default;

int Process::pid() const { return child_->pid; }

bool Process::write(std::string bytes) {
  if (!child_->input_open) return false;
  boost::asio::post(child_->io, [child = child_.get(), bytes = std::move(bytes)]() mutable {
    child->queue.push_back(std::move(bytes));
    child->write_next();
  });
  return true;
}

void Process::close_stdin() {
  child_->input_open = false;
  boost::asio::post(child_->io, [child = child_.get()] {
    child->close_after_queue = true;
    child->write_next();
  });
}

void Process::terminate(std::chrono::milliseconds grace) {
  boost::asio::post(child_->io, [child = child_.get(), grace] { child->terminate(grace); });
}

std::optional<ProcessEnd> Process::wait_for(std::chrono::milliseconds limit) const {
  std::unique_lock lock(child_->mutex);
  if (!child_->changed.wait_for(lock, limit, [this] { return child_->ended; })) return std::nullopt;
  return child_->end;
}

ProcessResult run_process(ProcessSpec spec, std::chrono::milliseconds limit,
                          std::size_t output_limit, const std::stop_token& stop) {
  ProcessResult result;
  std::atomic<bool> too_large{false};
  std::stop_source kill;
  const auto append = [&](std::string& text, std::string_view bytes) {
    if (text.size() + bytes.size() > output_limit) {
      too_large = true;
      kill.request_stop();
    } else {
      text.append(bytes);
    }
  };
  {
    Process process(
        std::move(spec),
        {.on_stdout = [&](std::string_view bytes) { append(result.stdout_text, bytes); },
         .on_stderr = [&](std::string_view bytes) { append(result.stderr_text, bytes); },
         .on_end = nullptr});
    const auto end_it = [&process] { process.terminate(std::chrono::milliseconds(0)); };
    const std::stop_callback on_kill(kill.get_token(), end_it);
    const std::stop_callback on_stop(stop, end_it);
    process.close_stdin();
    auto end = process.wait_for(limit);
    if (!end) {
      result.timed_out = true;
      kill.request_stop();
      end = process.wait_for(std::chrono::hours(1));
    }
    result.end = end.value_or(ProcessEnd{});
  }
  result.too_large = too_large;
  result.stopped = stop.stop_requested();
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE
