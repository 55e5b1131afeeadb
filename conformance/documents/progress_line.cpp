#include "conformance/documents/progress_line.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::chrono::milliseconds patience{500};
constexpr std::chrono::milliseconds pause{200};
constexpr std::uint64_t megabyte = 1'000'000;
constexpr const char* clear_line = "\r\033[K";

}  // namespace

ProgressLine::ProgressLine(std::ostream& out, bool live, ProgressUnit unit, std::uint64_t total,
                           Clock clock)
    : out_(out), live_(live), unit_(unit), total_(total), clock_(std::move(clock)) {
  if (live_) next_ = clock_() + patience;
}

std::string ProgressLine::text() const {
  if (unit_ == ProgressUnit::bundles) {
    return std::to_string(done_) + " of " + std::to_string(total_) + " bundles";
  }
  if (total_ == 0) return std::to_string(done_ / megabyte) + " MB";
  // A file may grow while it is read.
  const std::uint64_t percent = std::min<std::uint64_t>(done_ * 100 / total_, 100);
  return std::to_string(percent) + " % of " + std::to_string(total_ / megabyte) + " MB";
}

void ProgressLine::advance(std::uint64_t amount) {
  if (!live_) return;
  const std::lock_guard lock(mutex_);
  done_ += amount;
  const auto now = clock_();
  if (now < next_) return;
  next_ = now + pause;
  shown_ = true;
  out_ << clear_line << text() << std::flush;
}

void ProgressLine::hide() {
  if (!live_) return;
  const std::lock_guard lock(mutex_);
  if (std::exchange(shown_, false)) out_ << clear_line << std::flush;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
