#include "conformance/host/stop_signals.hpp"

#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {

StopSignals::StopSignals(std::function<void(const std::string& name)> on_signal)
    : on_signal_(std::move(on_signal)) {
  sigset_t wanted;
  ::sigemptyset(&wanted);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&wanted, signal);
  ::pthread_sigmask(SIG_BLOCK, &wanted, &before_);
  const int signals = ::signalfd(-1, &wanted, SFD_CLOEXEC);
  ending_ = ::eventfd(0, EFD_CLOEXEC);
  if (signals < 0 || ending_ < 0) {
    throw std::system_error(errno, std::generic_category(), "cannot wait for signals");
  }
  thread_ = std::thread([this, signals] { watch(signals); });
}

StopSignals::~StopSignals() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(ending_, &one, sizeof one);
  thread_.join();
  ::close(ending_);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignals::watch(int signals) {
  pollfd wanted[] = {{signals, POLLIN, 0}, {ending_, POLLIN, 0}};
  while (::poll(wanted, 2, -1) < 0 && errno == EINTR) {
  }
  signalfd_siginfo info{};
  if ((wanted[0].revents & POLLIN) != 0 && ::read(signals, &info, sizeof info) == sizeof info) {
    const char* const name = ::sigabbrev_np(static_cast<int>(info.ssi_signo));
    on_signal_(std::string("SIG") + (name == nullptr ? "?" : name));
  }
  ::close(signals);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
