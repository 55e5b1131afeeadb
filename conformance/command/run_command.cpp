#include "conformance/command/run_command.hpp"

#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <ostream>
#include <span>
#include <system_error>
#include <utility>

#include "conformance/attachment/program_attachment.hpp"
#include "conformance/attachment/reference_backends.hpp"
#include "conformance/command/program.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/report/console.hpp"
#include "conformance/runner/runner.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/runtime/clock.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

using SteadyClock = std::chrono::steady_clock;

/// One run from its first line to its reports.
class Run {
 public:
  Run(const RunRequest& request, std::vector<KnownCase> known, std::vector<KnownCase> selected,
      std::ostream& out)
      : known_(std::move(known)),
        selected_(std::move(selected)),
        out_(out),
        reports_(request.reports) {
    reports_.resolve();
    case_limit_ = std::chrono::milliseconds(
        static_cast<std::chrono::milliseconds::rep>(request.case_limit_seconds * 1000));
    result_.kitVersion = sdk_version;
    result_.attachment = request.backend;
    if (!request.program.empty()) {
      result_.attachment = shell_text(request.program);
      result_.program = request.program;
    }
    result_.mutant = request.mutant;
    result_.filters = request.filters;
    result_.startedAt = Clock().now();
  }

  int carry_out(std::unique_ptr<Attachment> attachment) {
    Session::attach(std::move(attachment));
    result_.backend = Session::instance().descriptor();
    session_directory_ = Session::instance().directory();
    RunOptions options;
    options.cases = selected_;
    options.case_limit = case_limit_;
    options.on_hang = [this](std::vector<CaseResult> cases) { end_hanging_run(std::move(cases)); };
    std::vector<CaseResult> cases = run_cases(options, out_);
    Session::instance().drop_shared_testee();
    for (AttachmentFault& fault : Session::instance().attachment().close()) {
      result_.endFaults.push_back(std::move(fault.what));
    }
    Session::end();
    return finish(std::move(cases));
  }

 private:
  int finish(std::vector<CaseResult> cases) {
    result_.cases = std::move(cases);
    const std::chrono::duration<double, std::milli> duration = SteadyClock::now() - started_;
    result_.durationMs = static_cast<double>(static_cast<long long>(duration.count()));
    conclude(result_, Register::embedded(), known_);
    const std::vector<std::string> lines =
        reports_.write(std::span(&result_, 1), Register::embedded(), out_);
    out_ << console_summary(result_, Register::embedded(), lines) << std::flush;
    switch (result_.conformance) {
      case Conformance::conformant:
        return exit_code::conformant;
      case Conformance::not_conformant:
        return exit_code::findings;
      case Conformance::undecided:
        break;
    }
    return kit_failed() || selected_.empty() ? exit_code::failed : exit_code::conformant;
  }

  [[nodiscard]] bool kit_failed() const {
    return std::any_of(result_.cases.begin(), result_.cases.end(),
                       [](const CaseResult& c) { return c.outcome == Outcome::kit_error; });
  }

  /// A hanging case cannot be ended inside its process; so the run ends here, without destructors,
  /// after its reports are written and what it started is gone.
  [[noreturn]] void end_hanging_run(std::vector<CaseResult> cases) {
    out_ << "\nthe case did not end within " << case_limit_.count() / 1000 << " s; giving up\n";
    int status = exit_code::failed;
    try {
      status = finish(std::move(cases));
    } catch (const std::exception& error) {
      out_ << "the reports could not be written: " << error.what() << std::endl;
    }
    const HostUse use = HostUse::now();
    for (const auto& process : use.processes()) ::kill(process.first, SIGKILL);
    std::error_code ignored;
    fs::remove_all(session_directory_, ignored);
    out_.flush();
    std::_Exit(status == exit_code::conformant ? exit_code::findings : status);
  }

  std::vector<KnownCase> known_;
  std::vector<KnownCase> selected_;
  std::ostream& out_;
  ReportFiles reports_;
  std::chrono::milliseconds case_limit_{};
  fs::path session_directory_;
  SteadyClock::time_point started_ = SteadyClock::now();
  RunResult result_;
};

int refuse(std::ostream& err, const std::string& message) {
  err << "wp-codebox-conformance: " << message << "\n";
  return exit_code::usage;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_mutant(const std::string& name) {
  const std::vector<Mutant> mutants = reference_mutants();
  return std::any_of(mutants.begin(), mutants.end(),
                     [&](const Mutant& mutant) { return mutant.name == name; });
}

/// Patience with one message has to end before the patience with its case does.
ProgramRequest program_request(const RunRequest& request) {
  const auto milliseconds = [](double seconds) {
    return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(seconds * 1000));
  };
  constexpr double share_of_case = 0.8;
  ProgramRequest program;
  program.command = request.program;
  program.line_limit = request.line_limit_bytes;
  program.start_limit = milliseconds(request.start_limit_seconds);
  program.message_limit = milliseconds(
      std::min(request.message_limit_seconds, share_of_case * request.case_limit_seconds));
  return program;
}

}  // namespace

std::string backend_fault(const RunRequest& request) {
  if (request.backend.empty() == request.program.empty()) {
    return "it takes either --backend NAME or --exec COMMAND";
  }
  if (request.program.empty() && !contains(reference_backend_names(), request.backend)) {
    return "there is no backend '" + request.backend + "'; there are " +
           listed(reference_backend_names());
  }
  if (request.mutant && request.backend != "memory") return "--mutant needs --backend memory";
  if (request.mutant && !is_mutant(*request.mutant)) {
    return "there is no mutant '" + *request.mutant + "'; `mutants --list` names them";
  }
  return "";
}

std::unique_ptr<Attachment> attach_backend(const RunRequest& request) {
  if (request.program.empty()) return attach_reference_backend(request.backend, request.mutant);
  return attach_program(program_request(request));
}

int run_command(const RunRequest& request, std::ostream& out, std::ostream& err) {
  if (std::string fault = backend_fault(request); !fault.empty()) return refuse(err, fault);
  std::vector<KnownCase> known = known_cases();
  for (const std::string& filter : request.filters) {
    if (select_cases(known, {filter}).empty()) {
      return refuse(err, "the filter '" + filter + "' selects no case; `requirements` lists what " +
                             "is covered");
    }
  }
  std::vector<KnownCase> selected = select_cases(known, request.filters);
  if (selected.empty()) return refuse(err, "this program has no cases");
  Run run(request, std::move(known), std::move(selected), out);
  return run.carry_out(attach_backend(request));
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
