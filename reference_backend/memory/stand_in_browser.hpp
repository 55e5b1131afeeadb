#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "reference_backend/memory/forwarding_engine.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A stand-in for a browser: enough of `wordpress.browser-actions` to try the kit's cases about it.

namespace WP_CODEBOX_NAMESPACE::memory {

/// Deliberate faults of the stand-in.
struct BrowserFaults {
  bool evaluates_without_grant = false;
  bool never_evaluates = false;  ///< Not even with the grant.
  bool runs_its_grant = false;   ///< Takes the name of the grant for a command.
};

/// An engine with the command `wordpress.browser-actions` and no browser: it opens no page. It
/// reads `steps-json`, knows the steps `navigate` and `evaluate`, refuses an `evaluate` without the
/// grant `wordpress.browser-actions.evaluate` in the policy before any step is taken, and prints
/// which steps it took. Threads as `Engine` says.
class StandInBrowser final : public ForwardingEngine {
 public:
  explicit StandInBrowser(std::unique_ptr<Engine> behind, BrowserFaults faults = {})
      : ForwardingEngine(std::move(behind)), faults_(faults) {}

  [[nodiscard]] bool has_command(std::string_view command) const override;
  void boot(const EngineSetup& setup) override;
  /// Errors besides those of the engine behind: `runtime-command-disallowed`,
  /// `runtime-argument-invalid`, `runtime-command-failed`.
  EngineOutput run(const EngineCommand& command) override;

 private:
  [[nodiscard]] EngineOutput take_steps(const EngineCommand& command) const;
  void allow_evaluate() const;

  const BrowserFaults faults_;
  RuntimePolicy policy_;  ///< Of the boot; not changed afterwards.
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
