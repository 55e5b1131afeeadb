#include "reference_backend/memory/stop_signal.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace WP_CODEBOX_NAMESPACE::memory {

StopSignal::StopSignal() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!event_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void StopSignal::raise() noexcept {
  const std::uint64_t one = 1;
  // Cannot fail but by overflow, and then the signal is raised already.
  [[maybe_unused]] const auto written = ::write(event_.number(), &one, sizeof one);
}

bool StopSignal::raised() const { return wait(std::chrono::steady_clock::now()) == Woken::stopped; }

Woken StopSignal::wait(const Deadline& until, int descriptor) const {
  using std::chrono::milliseconds;
  for (;;) {
    int timeout_ms = -1;
    if (until) {
      const auto left = std::chrono::ceil<milliseconds>(*until - std::chrono::steady_clock::now());
      timeout_ms = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
    }
    pollfd watched[] = {{event_.number(), POLLIN, 0}, {descriptor, POLLOUT, 0}};
    ::poll(watched, 2, timeout_ms);
    if (watched[0].revents != 0) return Woken::stopped;
    if (watched[1].revents != 0) return Woken::ready;
    if (until && std::chrono::steady_clock::now() >= *until) return Woken::time_over;
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
