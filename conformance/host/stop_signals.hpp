#pragma once

#include <signal.h>

#include <functional>
#include <string>
#include <thread>

#include "wp_codebox/version.hpp"

/// \file
/// Being asked to end, by Ctrl-C or by a CI system.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// While it lives, SIGINT, SIGTERM and SIGHUP do not end the program; a function is told of the
/// first one, on a thread of its own. To be made before any other thread is.
class StopSignals {
 public:
  explicit StopSignals(std::function<void(const std::string& name)> on_signal);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  void watch(int signals);

  const std::function<void(const std::string& name)> on_signal_;
  sigset_t before_{};
  int ending_ = -1;  ///< An event descriptor.
  std::thread thread_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
