#include "conformance/attachment/transcript.hpp"

#include <system_error>
#include <utility>

#include "wp_codebox/json/value.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

constexpr const char* between_cases = "between-cases";

}  // namespace

Transcript::Transcript(fs::path folder, std::size_t limit)
    : folder_(std::move(folder)), limit_(limit) {
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  open(between_cases, std::ios::app);
}

fs::path Transcript::file_of(const fs::path& folder, const std::string& case_name) {
  return folder / (case_name + ".jsonl");
}

void Transcript::open(const std::string& name, std::ios::openmode mode) {
  file_ = std::ofstream();
  path_ = file_of(folder_, name);
  mode_ = std::ios::binary | std::ios::out | mode;
  bytes_ = 0;
  began_ = std::chrono::steady_clock::now();
}

void Transcript::begin_case(const std::string& name) {
  const std::lock_guard lock(mutex_);
  open(name, std::ios::trunc);
  std::error_code ignored;
  fs::remove(path_, ignored);
}

std::optional<fs::path> Transcript::end_case() {
  const std::lock_guard lock(mutex_);
  std::optional<fs::path> written;
  if (bytes_ > 0) written = path_;
  open(between_cases, std::ios::app);
  return written;
}

void Transcript::add(bool to_program, std::string_view line) {
  const std::lock_guard lock(mutex_);
  if (bytes_ > limit_) return;
  if (!file_.is_open()) file_.open(path_, mode_);
  bytes_ += line.size() + 1;
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - began_);
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (bytes_ > limit_) {
    file_ << R"({"truncated":true})"
          << "\n"
          << std::flush;
    return;
  }
  file_ << R"({"ms":)" << ms.count() << R"(,"to":")" << (to_program ? "backend" : "kit")
        << R"(","line":)" << json::Value::string(line).text() << "}\n"
        << std::flush;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
