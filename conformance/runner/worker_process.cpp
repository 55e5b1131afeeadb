#include "conformance/runner/worker_process.hpp"

#include <algorithm>
#include <utility>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/stdio/backend_program.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::size_t line_limit = std::size_t{64} << 20;
constexpr std::size_t kept_output = 65536;

ProcessSpec spec_of(const WorkerStart& start) {
  ProcessSpec spec;
  spec.program = start.program;
  spec.arguments = {"worker"};
  for (auto& [name, value] : current_environment()) {
    if (name != "TMPDIR") spec.environment.emplace_back(name, value);
  }
  spec.environment.emplace_back("TMPDIR", start.temporary_directory.string());
  return spec;
}

}  // namespace

WorkerProcess::WorkerProcess(const WorkerStart& start)
    : kill_grace_(start.kill_grace),
      lines_(
          line_limit, [this](const std::string& line) { take_line(line); },
          [this](std::size_t bytes) {
            add({{}, {}, "a message of " + std::to_string(bytes) + " bytes"});
          }) {
  process_ = std::make_unique<Process>(
      spec_of(start), ProcessHandlers{
                          .on_stdout = [this](std::string_view bytes) { lines_.feed(bytes); },
                          .on_stderr = [this](std::string_view bytes) { take_output(bytes); },
                          .on_end =
                              [this](const ProcessEnd& end) {
                                add({{}, end, ""});
                              },
                      });
  process_->write(json::to_json(start.order) + "\n");
  process_->close_stdin();
}

void WorkerProcess::take_line(const std::string& line) {
  auto message = json::from_json<WorkerMessage>(line);
  if (!message.ok()) return add({{}, {}, message.message()});
  add({std::move(message.value), {}, ""});
}

void WorkerProcess::take_output(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  output_bytes_ += bytes.size();
  output_.append(bytes);
  if (output_.size() > 2 * kept_output) output_.erase(0, output_.size() - kept_output);
}

void WorkerProcess::add(WorkerNews news) {
  const std::lock_guard lock(mutex_);
  news_.push_back(std::move(news));
  changed_.notify_all();
}

std::optional<WorkerNews> WorkerProcess::next(std::optional<Deadline> deadline) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return awake_ || !news_.empty(); };
  if (deadline) {
    changed_.wait_until(lock, *deadline, ready);
  } else {
    changed_.wait(lock, ready);
  }
  if (awake_ || news_.empty()) return std::nullopt;
  WorkerNews news = std::move(news_.front());
  news_.pop_front();
  return news;
}

void WorkerProcess::wake() {
  const std::lock_guard lock(mutex_);
  awake_ = true;
  changed_.notify_all();
}

void WorkerProcess::kill(const std::function<void()>& clear_away) {
  constexpr std::chrono::milliseconds for_the_signal{50};
  constexpr std::chrono::seconds after_kill{60};
  process_->terminate(kill_grace_);
  if (process_->wait_for(kill_grace_ + for_the_signal)) return;
  clear_away();
  (void)process_->wait_for(after_kill);
}

std::size_t WorkerProcess::output_bytes() const {
  const std::lock_guard lock(mutex_);
  return output_bytes_;
}

std::string WorkerProcess::output_end() const {
  constexpr std::size_t shown = 500;
  const std::lock_guard lock(mutex_);
  std::string_view text = output_;
  while (text.ends_with('\n')) text.remove_suffix(1);
  return std::string(text.substr(text.size() - std::min(text.size(), shown)));
}

void WorkerProcess::forget_output() {
  const std::lock_guard lock(mutex_);
  output_.clear();
  output_bytes_ = 0;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
