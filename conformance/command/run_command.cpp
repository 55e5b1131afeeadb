#include "conformance/command/run_command.hpp"

#include <signal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <random>
#include <span>
#include <system_error>
#include <utility>

#include "conformance/attachment/patience.hpp"
#include "conformance/command/program.hpp"
#include "conformance/events/run_log.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/host/stop_signals.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/console.hpp"
#include "conformance/runner/attached_run.hpp"
#include "conformance/runner/runner.hpp"
#include "conformance/runner/supervisor.hpp"
#include "conformance/testcase/session.hpp"
#include "conformance/verdict/known_failures.hpp"
#include "wp_codebox/runtime/clock.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

using std::chrono::milliseconds;

milliseconds whole(double count) { return milliseconds(static_cast<milliseconds::rep>(count)); }

/// A file or folder that belongs to the reports and lies beside the first of them: `kit.json` has
/// `kit.events.jsonl`. Nothing when no report is a file.
std::optional<fs::path> beside_reports(const ReportFiles& reports, const std::string& suffix) {
  for (const auto& file : {reports.json, reports.html, reports.junit, reports.markdown,
                           reports.sarif, reports.tap, reports.badge}) {
    if (!file || *file == "-") continue;
    const fs::path path = fs::absolute(*file);
    return path.parent_path() / (path.stem().string() + suffix);
  }
  return std::nullopt;
}

std::optional<fs::path> chosen_path(const std::optional<std::string>& chosen,
                                    const std::optional<fs::path>& otherwise) {
  return chosen ? fs::absolute(*chosen) : otherwise;
}

/// The reports without those on standard output, which can be written only once.
ReportFiles only_files(ReportFiles reports) {
  for (auto* file : {&reports.json, &reports.html, &reports.junit, &reports.markdown,
                     &reports.sarif, &reports.tap, &reports.badge}) {
    if (*file == "-") file->reset();
  }
  return reports;
}

int random_seed() {
  constexpr int most = 99999;
  std::random_device source;
  return std::uniform_int_distribution<int>(1, most)(source);
}

/// One run from its first line to its reports.
class Run {
 public:
  Run(const RunRequest& request, const std::vector<KnownCase>& known,
      const std::vector<KnownCase>& selected, std::vector<KnownFailureVerdict> known_failures,
      std::ostream& out)
      : out_(out),
        reports_(request.reports),
        known_(names_of(known)),
        selected_(names_of(selected)),
        log_(out,
             chosen_path(request.events_file, beside_reports(request.reports, ".events.jsonl"))) {
    reports_.resolve();
    settle_options(request);
    head_.kitVersion = sdk_version;
    head_.attachment = choice_name(request.backend);
    if (!request.backend.program.empty()) head_.program = request.backend.program;
    head_.mutant = request.backend.mutant;
    head_.filters = request.selection.texts();
    if (request.selection.shard) head_.shard = request.selection.shard->text();
    if (options_.seed) head_.seed = *options_.seed;
    if (request.repetitions > 1) head_.repetitions = request.repetitions;
    head_.knownFailures = std::move(known_failures);
    head_.startedAt = Clock().now();
  }

  /// Runs the cases in workers.
  int supervise() {
    options_.on_attached = [this](const BackendDescriptor& backend) { begin(backend); };
    options_.on_case_started = [this](const std::string& name) { log_.start_case(name); };
    options_.on_case_ended = [this](const CaseResult& result) { log_.end_case(result); };
    Supervisor supervisor(options_);
    const StopSignals signals(
        [&supervisor](const std::string& name) { supervisor.stop("stopped by " + name); });
    SupervisedEnd end = supervisor.run();
    return finish(std::move(end.end_faults), std::move(end.interrupted));
  }

  /// Runs them here.
  int run_here() {
    AttachedRunListener listener;
    listener.on_attached = [this](const BackendDescriptor& backend) { begin(backend); };
    listener.on_case_started = [this](const std::string& name) { log_.start_case(name); };
    listener.on_case_ended = [this](const CaseResult& result) { log_.end_case(result); };
    listener.on_lost = [this](const std::string& why) { give_up(why); };
    listener.on_hang = [this](CaseResult hanging) {
      const std::string name = hanging.name;
      log_.end_case(hanging);
      give_up("the case " + name + " did not end within " +
              seconds_text(patience_with(head_.backend, options_.backend).case_limit));
    };
    WorkerOrder order;
    order.backend = options_.backend;
    order.cases = selected_;
    if (options_.seed) order.seed = *options_.seed;
    if (options_.transcripts) order.transcripts = options_.transcripts->string();
    std::vector<std::string> faults = run_attached(order, listener, options_.repetitions);
    return finish(std::move(faults), std::nullopt);
  }

 private:
  void settle_options(const RunRequest& request) {
    options_.program = fs::read_symlink("/proc/self/exe");
    options_.backend = request.backend;
    options_.cases = selected_;
    options_.seed = request.seed;
    if (request.shuffle && !options_.seed) options_.seed = random_seed();
    options_.repetitions = request.repetitions;
    if (request.backend.backend.empty()) {
      options_.transcripts =
          chosen_path(request.transcripts_folder, beside_reports(request.reports, ".transcripts"));
    }
    if (request.run_limit_ms) options_.run_limit = whole(*request.run_limit_ms);
  }

  /// From here on there are reports, which say incomplete until the run is at its end.
  void begin(const BackendDescriptor& backend) {
    head_.backend = backend;
    if (slowness_of(backend) > 1) {
      out_ << patience_with(backend, options_.backend).text() << std::endl;
    }
    if (options_.seed) out_ << "Seed: " << *options_.seed << std::endl;
    log_.start(head_, known_, selected_);
    const RunResult nothing_yet = log_.result();
    (void)only_files(reports_).write(std::span(&nothing_yet, 1), Register::embedded(), out_);
  }

  int finish(std::vector<std::string> end_faults, std::optional<std::string> interrupted) {
    log_.end(std::move(end_faults), std::move(interrupted));
    const RunResult result = log_.result();
    const std::vector<std::string> lines =
        reports_.write(std::span(&result, 1), Register::embedded(), out_);
    out_ << console_summary(result, Register::embedded(), lines) << std::flush;
    return exit_code_of(result);
  }

  /// A case that hangs cannot be ended inside its process; so the run ends here, without
  /// destructors, after its reports are written and what it started is gone.
  [[noreturn]] void give_up(const std::string& why) {
    out_ << "\ngiving up: " << why << "\n";
    int status = exit_code::failed;
    const fs::path directory = Session::instance().directory();
    try {
      status = finish({}, why);
    } catch (const std::exception& error) {
      out_ << "the reports could not be written: " << error.what() << std::endl;
    }
    const HostUse use = HostUse::now();
    for (const auto& process : use.processes()) ::kill(process.first, SIGKILL);
    std::error_code ignored;
    fs::remove_all(directory, ignored);
    out_.flush();
    std::_Exit(status);
  }

  std::ostream& out_;
  ReportFiles reports_;
  std::vector<std::string> known_;
  std::vector<std::string> selected_;
  SupervisorOptions options_;
  RunLog log_;
  RunResult head_;
};

int refuse(std::ostream& err, const std::string& message) {
  err << "wp-codebox-conformance: " << message << "\n";
  return exit_code::usage;
}

}  // namespace

int exit_code_of(const RunResult& run) {
  const bool kit_failed = std::any_of(run.cases.begin(), run.cases.end(), [](const CaseResult& c) {
    return c.outcome == Outcome::kit_error;
  });
  const bool red = std::any_of(run.knownFailures.begin(), run.knownFailures.end(),
                               [](const KnownFailureVerdict& v) { return is_red(v.state); });
  if (as_expected(run)) return exit_code::conformant;
  if (run.conformance == Conformance::not_conformant || red) return exit_code::findings;
  // Undecided: without a MUST requirement among them the cases cannot speak against the backend.
  return kit_failed || run.interrupted ? exit_code::failed : exit_code::conformant;
}

int run_command(const RunRequest& request, std::ostream& out, std::ostream& err) {
  if (std::string fault = choice_fault(request.backend); !fault.empty()) return refuse(err, fault);
  SelectionRequest wanted = request.selection;
  if (!wanted.shard) wanted.shard = Shard::of_environment();
  const std::vector<KnownCase> known = known_cases();
  const Selection selection = select_cases(known, Register::embedded(), wanted);
  if (!selection.fault.empty()) return refuse(err, selection.fault);
  std::vector<KnownFailureVerdict> known_failures;
  if (request.known_failures_file) {
    try {
      known_failures = read_known_failures(read_file(*request.known_failures_file));
    } catch (const std::exception& error) {
      return refuse(err, *request.known_failures_file + ": " + error.what());
    }
  }
  RunRequest settled = request;
  settled.selection = wanted;
  Run run(settled, known, selection.cases, std::move(known_failures), out);
  return request.same_process ? run.run_here() : run.supervise();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
