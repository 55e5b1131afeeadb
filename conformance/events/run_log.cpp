#include "conformance/events/run_log.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <system_error>
#include <utility>

#include "conformance/report/console.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const char* what, const fs::path& path) {
  throw fs::filesystem_error(what, path,
                             std::error_code(errno != 0 ? errno : EIO, std::generic_category()));
}

std::string progress_start(const std::string& name, std::size_t number, std::size_t total) {
  const std::string test = name.substr(std::min(name.find('.') + 1, name.size()));
  std::ostringstream line;
  const int width = static_cast<int>(std::to_string(total).size());
  line << "[" << std::setw(width) << number << "/" << total << "] "
       << case_title(requirements_in_name(test), test) << " ... ";
  return line.str();
}

}  // namespace

RunLog::RunLog(std::ostream& console, std::optional<fs::path> event_file)
    : console_(console), path_(std::move(event_file)) {}

void RunLog::open_file() {
  if (!path_) return;
  fs::create_directories(path_->parent_path());
  errno = 0;
  file_.open(*path_, std::ios::binary | std::ios::trunc);
  if (!file_) fail("cannot write the events", *path_);
}

/// The file first, the console after it: what a reader has seen survives a kill of the kit.
void RunLog::write(RunEvent event) {
  event.at = clock_.now();
  assembly_.take(event);
  if (!path_) return;
  errno = 0;
  file_ << event_line(event) << std::flush;
  if (!file_) fail("cannot write the events", *path_);
}

void RunLog::start(RunResult head, std::vector<std::string> known,
                   std::vector<std::string> selected) {
  const std::lock_guard lock(mutex_);
  open_file();
  total_ = selected.size() * static_cast<std::size_t>(head.repetitions.value_or(1));
  // Fills in which requirements are judged by; without cases it decides nothing.
  conclude(head, Register::embedded(), {});
  RunEvent event;
  event.event = RunEventKind::run_started;
  event.run = std::move(head);
  event.known = std::move(known);
  event.selected = std::move(selected);
  write(std::move(event));
}

void RunLog::start_case(const std::string& name) {
  const std::lock_guard lock(mutex_);
  RunEvent event;
  event.event = RunEventKind::case_started;
  event.name = name;
  write(std::move(event));
  console_ << progress_start(name, ++count_, total_) << std::flush;
}

void RunLog::end_case(const CaseResult& result) {
  const std::lock_guard lock(mutex_);
  RunEvent event;
  event.event = RunEventKind::case_ended;
  event.result = result;
  write(std::move(event));
  console_ << json::enum_text(result.outcome);
  if (result.capability) console_ << ": needs " << *result.capability;
  console_ << " (" << static_cast<long long>(result.durationMs) << " ms)" << std::endl;
}

void RunLog::end(std::vector<std::string> end_faults, std::optional<std::string> interrupted) {
  const std::lock_guard lock(mutex_);
  const std::chrono::duration<double, std::milli> duration =
      std::chrono::steady_clock::now() - started_;
  RunEvent event;
  event.event = RunEventKind::run_ended;
  event.endFaults = std::move(end_faults);
  event.interrupted = std::move(interrupted);
  event.durationMs = std::floor(duration.count());
  write(std::move(event));
}

RunResult RunLog::result() const {
  const std::lock_guard lock(mutex_);
  return assembly_.result();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
