#include "conformance/runner/supervisor.hpp"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "conformance/attachment/patience.hpp"
#include "conformance/attachment/transcript.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// A worker that cannot attach the backend so often in a row ends the run.
constexpr int most_failed_attachments = 3;
/// What a worker has besides the limits that it keeps itself.
constexpr milliseconds worker_allowance{10'000};

std::string text_of(const ProcessEnd& end) {
  if (end.signal == 0) return end.text();
  const char* const name = ::sigabbrev_np(end.signal);
  return end.text() + (name == nullptr ? "" : std::string(" (SIG") + name + ")");
}

}  // namespace

Supervisor::Supervisor(SupervisorOptions options)
    : options_(std::move(options)), directory_("run"), before_(HostUse::now()) {
  adopt_orphans();
}

Supervisor::~Supervisor() {
  worker_.reset();
  clear_away(0);  // Of a worker that ended the run with an exception.
}

SupervisedEnd Supervisor::run() {
  if (options_.run_limit) run_deadline_ = Clock::now() + *options_.run_limit;
  for (int round = 0; round < options_.repetitions && !end_.interrupted; ++round) run_round();
  return end_;
}

void Supervisor::stop(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  stop_reason_ = reason;
  if (worker_) worker_->wake();
}

void Supervisor::run_round() {
  left_ = options_.cases;
  while (!left_.empty() && !end_.interrupted) run_worker();
}

void Supervisor::run_worker() {
  WorkerStart start;
  start.program = options_.program;
  start.order.backend = options_.backend;
  start.order.cases = left_;
  if (options_.seed) start.order.seed = *options_.seed;
  if (options_.transcripts) start.order.transcripts = options_.transcripts->string();
  start.temporary_directory = directory_.path();
  attached_ = false;
  done_ = false;
  in_flight_.clear();
  last_case_.clear();
  phase_began_ = Clock::now();
  {
    const std::lock_guard lock(mutex_);
    worker_ = std::make_unique<WorkerProcess>(start);
    if (!stop_reason_.empty()) worker_->wake();
  }
  bool goes_on = true;
  while (goes_on) {
    const std::optional<WorkerNews> news = worker_->next(deadline());
    if (!news) {
      take_overrun();
      goes_on = false;
    } else if (news->end) {
      take_end(*news->end);
      goes_on = false;
    } else if (news->message) {
      goes_on = take(*news->message);
    } else {
      interrupt("a worker of the kit wrote what is no message: " + news->fault);
      goes_on = false;
    }
  }
  worker_->kill([this] { clear_away(worker_->pid()); });
  {
    const std::lock_guard lock(mutex_);
    worker_.reset();
  }
  clear_away(0);
}

/// False when the worker is of no use any more.
bool Supervisor::take(const WorkerMessage& message) {
  const std::string text = message.text.value_or("");
  phase_began_ = Clock::now();
  switch (message.kind) {
    case WorkerMessageKind::attached:
      take_attached(message.backend.value_or(BackendDescriptor()));
      return !end_.interrupted;
    case WorkerMessageKind::attach_failed:
      take_attach_failure(text);
      return false;
    case WorkerMessageKind::case_started:
      in_flight_ = text;
      worker_->forget_output();
      options_.on_case_started(text);
      return true;
    case WorkerMessageKind::case_ended:
      end_case(message.result.value_or(CaseResult()));
      return true;
    case WorkerMessageKind::done:
      done_ = true;
      for (const std::string& fault : message.faults.value_or(std::vector<std::string>())) {
        end_.end_faults.push_back(fault);
      }
      return true;
    case WorkerMessageKind::lost:
      if (!left_.empty()) interrupt(text);
      return false;
  }
  return false;
}

void Supervisor::take_attached(const BackendDescriptor& backend) {
  attached_ = true;
  failed_attachments_ = 0;
  if (!backend_) {
    backend_ = backend;
    case_limit_ = patience_with(backend, options_.backend).case_limit;
    options_.on_attached(backend);
  } else if (*backend_ != backend) {
    end_.end_faults.emplace_back("after a restart it describes itself in another way");
    interrupt("the backend is another one after a restart");
  }
}

/// The first time, nothing can be judged; later it is what the next case found.
void Supervisor::take_attach_failure(const std::string& why) {
  if (!backend_) throw AttachFailed(why);
  in_flight_ = left_.front();
  options_.on_case_started(in_flight_);
  fail_case(Outcome::crash, "the backend can be attached again after a failure", why);
  if (++failed_attachments_ == most_failed_attachments) {
    interrupt("the backend could not be attached " + std::to_string(failed_attachments_) +
              " times in a row");
  }
}

void Supervisor::end_case(CaseResult result) {
  left_.erase(std::remove(left_.begin(), left_.end(), result.name), left_.end());
  last_case_ = result.name;
  in_flight_.clear();
  options_.on_case_ended(std::move(result));
}

void Supervisor::take_end(const ProcessEnd& end) {
  if (!attached_) {
    return take_attach_failure("the process ended with " + text_of(end) +
                               " while it attached the backend" + seen());
  }
  if (!in_flight_.empty()) {
    return fail_case(Outcome::crash, "it lives until the case ends",
                     "it ended with " + text_of(end) + " during the case" + seen());
  }
  if (done_ && !left_.empty()) interrupt("no worker ran the case " + left_.front());
  if (done_ && end.success()) return;
  const std::string when = done_ || left_.empty() ? "at the end" : "after the case " + last_case_;
  end_.end_faults.push_back("the process of the backend ended with " + text_of(end) + " " + when +
                            seen());
  // Without a case to blame, a worker that dies at once would be started for ever.
  if (last_case_.empty()) interrupt("the worker ended before its first case");
}

void Supervisor::take_overrun() {
  std::string reason;
  {
    const std::lock_guard lock(mutex_);
    reason = stop_reason_;
  }
  if (!reason.empty()) return interrupt(reason);
  if (run_deadline_ && Clock::now() >= *run_deadline_) {
    return interrupt("the run took longer than " + seconds_text(*options_.run_limit));
  }
  if (!attached_) {
    return take_attach_failure("the backend was not attached in time" + seen());
  }
  if (!in_flight_.empty()) {
    return fail_case(Outcome::hang, "the case ends within " + seconds_text(case_limit_),
                     "it did not end within " + seconds_text(case_limit_) + seen());
  }
  end_.end_faults.push_back("the backend did not end in time after its last case" + seen());
  if (!left_.empty()) interrupt("the worker hung between two cases");
}

void Supervisor::fail_case(Outcome outcome, const std::string& expected, const std::string& got) {
  CaseResult result;
  result.name = in_flight_;
  result.requirements = requirements_in_name(
      in_flight_.substr(std::min(in_flight_.find('.') + 1, in_flight_.size())));
  result.outcome = outcome;
  const auto duration = std::chrono::duration_cast<milliseconds>(Clock::now() - phase_began_);
  result.durationMs = static_cast<double>(duration.count());
  Finding& finding = result.findings.emplace_back();
  finding.what = "the process of the case";
  finding.expected = expected;
  finding.got = got;
  if (options_.transcripts) {
    const fs::path file = Transcript::file_of(*options_.transcripts, in_flight_);
    std::error_code ignored;
    if (fs::exists(file, ignored)) result.transcript = file.string();
  }
  end_case(std::move(result));
}

Supervisor::Time Supervisor::deadline() const {
  milliseconds patience = case_limit_;
  if (!attached_) {
    patience = milliseconds(static_cast<milliseconds::rep>(options_.backend.startLimitMs)) +
               worker_allowance;
  } else if (in_flight_.empty()) {
    patience += worker_allowance;
  }
  const Time phase_deadline = phase_began_ + patience;
  return run_deadline_ ? std::min(*run_deadline_, phase_deadline) : phase_deadline;
}

/// What the worker printed, which is shown and never judged.
std::string Supervisor::seen() const {
  const std::size_t bytes = worker_->output_bytes();
  if (bytes == 0) return "; it printed nothing";
  return "; it printed " + std::to_string(bytes) +
         " bytes, which end with: " + worker_->output_end();
}

void Supervisor::interrupt(const std::string& why) {
  if (!end_.interrupted) end_.interrupted = why;
}

/// This process adopts what a worker leaves behind; nothing of it may live on. The worker itself,
/// as long as it is there, is for its owner to reap.
void Supervisor::clear_away(int worker) {
  constexpr milliseconds patience{1000};
  const auto until = Clock::now() + patience;
  while (true) {
    bool some = false;
    const HostUse now = HostUse::now();
    for (const auto& process : now.processes()) {
      if (process.first == worker || before_.processes().count(process.first) != 0) continue;
      some = true;
      ::kill(process.first, SIGKILL);
      ::waitpid(process.first, nullptr, WNOHANG);
    }
    if (!some || Clock::now() >= until) return;
    std::this_thread::sleep_for(milliseconds(1));
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
