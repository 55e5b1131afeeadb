#include "conformance/runner/worker.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <istream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "conformance/runner/attached_run.hpp"
#include "conformance/runner/worker_messages.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr int failed = 3;

/// The way to the supervisor: what was standard output when the worker started.
class Report {
 public:
  Report() : owner_(::getpid()) {
    constexpr int first_descriptor = 100;  // Out of the way of whoever counts from 3.
    descriptor_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, first_descriptor);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0 || nothing < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0 ||
        ::dup2(nothing, STDIN_FILENO) < 0) {
      throw std::system_error(errno, std::generic_category(), "cannot set the worker up");
    }
    ::close(nothing);
  }

  void send(const WorkerMessage& message) const {
    // A copy of this process that a backend made runs on with the cases.
    if (::getpid() != owner_) ::_exit(failed);
    const std::string line = json::to_json(message) + "\n";
    std::string_view rest = line;
    while (!rest.empty()) {
      const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) ::_exit(failed);  // Nobody waits for what this worker could find out.
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void send(WorkerMessageKind kind, const std::string& text) const {
    WorkerMessage message;
    message.kind = kind;
    message.text = text;
    send(message);
  }

 private:
  pid_t owner_;
  int descriptor_ = -1;
};

/// Each thing that happens becomes a message.
AttachedRunListener listener_into(const Report& report, bool& attached) {
  AttachedRunListener listener;
  listener.on_attached = [&](const BackendDescriptor& backend) {
    attached = true;
    WorkerMessage message;
    message.kind = WorkerMessageKind::attached;
    message.backend = backend;
    report.send(message);
  };
  listener.on_case_started = [&report](const std::string& name) {
    report.send(WorkerMessageKind::case_started, name);
  };
  listener.on_case_ended = [&report](CaseResult result) {
    WorkerMessage message;
    message.kind = WorkerMessageKind::case_ended;
    message.result = std::move(result);
    report.send(message);
  };
  listener.on_lost = [&report](const std::string& why) {
    report.send(WorkerMessageKind::lost, why);
    ::_exit(0);  // The cases that are left have nothing to run against.
  };
  return listener;
}

}  // namespace

int run_worker(std::istream& in) {
  std::string line;
  std::getline(in, line);
  const auto order = json::from_json<WorkerOrder>(line);
  if (!order.ok()) throw std::runtime_error("the worker has no order: " + order.message());
  // When the supervisor is killed, nothing that a backend does to signals may keep this alive.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const Report report;
  bool attached = false;
  WorkerMessage done;
  done.kind = WorkerMessageKind::done;
  try {
    done.faults = run_attached(order.value, listener_into(report, attached));
  } catch (const std::exception& error) {
    if (attached) throw;
    report.send(WorkerMessageKind::attach_failed, error.what());
    return failed;
  }
  report.send(done);
  return 0;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
