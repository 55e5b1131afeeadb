#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/runner/worker_messages.hpp"
#include "conformance/verdict/case_result.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A backend attached to this process, and its cases run.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Who is told what happens.
struct AttachedRunListener {
  std::function<void(const BackendDescriptor& backend)> on_attached;
  std::function<void(const std::string& name)> on_case_started;
  std::function<void(CaseResult result)> on_case_ended;
  /// The backend is gone for good, with cases left; must end the process.
  std::function<void(const std::string& why)> on_lost;
  /// Called from another thread with the case that took longer than the limit; must end the
  /// process.
  std::function<void(CaseResult hanging)> on_hang;
};

/// Attaches the backend, runs the cases and ends the backend; gives what it did wrong at its end.
/// Errors of attaching come through, before anybody is told of anything. Without `on_hang` somebody
/// else looks after cases that take too long. Once a process.
[[nodiscard]] std::vector<std::string> run_attached(const WorkerOrder& order,
                                                    const AttachedRunListener& listener,
                                                    int repetitions = 1);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
