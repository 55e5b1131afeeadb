#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// How far long work is, on a terminal.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What is counted.
enum class ProgressUnit { bytes, bundles };

/// One line that is rewritten while work goes on, a few times a second and not before the work has
/// taken half a second. Any thread may advance it.
class ProgressLine {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// Writes to `out`, which must outlive this, if `live`; otherwise nothing is ever written. A
  /// `total` of 0 is not known.
  ProgressLine(std::ostream& out, bool live, ProgressUnit unit, std::uint64_t total,
               Clock clock = &std::chrono::steady_clock::now);
  ~ProgressLine() { hide(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// So much more is done.
  void advance(std::uint64_t amount);
  /// Takes the line away, so that something else can be written; `advance` brings it back.
  void hide();

 private:
  [[nodiscard]] std::string text() const;

  std::ostream& out_;
  bool live_;
  ProgressUnit unit_;
  std::uint64_t total_;
  Clock clock_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_;
  std::uint64_t done_ = 0;
  bool shown_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
