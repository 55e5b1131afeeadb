#pragma once

#include <chrono>
#include <optional>

#include "reference_backend/memory/file_descriptor.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A signal that ends every wait of an engine at once.

namespace WP_CODEBOX_NAMESPACE::memory {

/// When work must have ended; none: no limit.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// What ended a wait.
enum class Woken { time_over, ready, stopped };

/// Raised once, stays raised. All members may be called from several threads at the same time.
class StopSignal {
 public:
  /// Error: `std::system_error` when the system has no descriptor left.
  StopSignal();

  void raise() noexcept;
  [[nodiscard]] bool raised() const;

  /// Waits until the time is over, the signal is raised, or `descriptor` (if not negative) can be
  /// written to.
  [[nodiscard]] Woken wait(const Deadline& until, int descriptor = -1) const;

 private:
  FileDescriptor event_;
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
