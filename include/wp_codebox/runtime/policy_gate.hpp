#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the policy of a runtime lets through.

namespace WP_CODEBOX_NAMESPACE {

/// Decides by the policy alone and keeps no other state. Safe for several threads.
class PolicyGate {
 public:
  /// Keeps a copy, so that later changes of the caller's policy do not count (WPC-CREATE-008).
  explicit PolicyGate(RuntimePolicy policy);

  /// Throws when the command may not run: `runtime-command-disallowed` (not named by the policy),
  /// then `runtime-approval-required`. There is no channel through which anybody could approve, so
  /// `on-command` refuses every command, `on-write` all but those that only read.
  void require_command(std::string_view command) const;

  /// Throws when the mount may not be made: `runtime-mount-refused` for a readwrite mount under any
  /// filesystem policy but `readwrite-mounts` (WPC-POL-016: refused rather than silently made
  /// readonly, so that a mount which was accepted is what it says), `runtime-approval-required` for
  /// a readwrite mount under `on-write`.
  void require_mount(const MountSpec& mount) const;

  /// What of the create spec's secrets the sandbox may see: nothing under `none` (WPC-POL-017),
  /// otherwise those with the name of an environment variable in capitals (WPC-EXEC-012).
  [[nodiscard]] json::Dictionary<std::string> visible_secrets(
      const json::Dictionary<std::string>& secret_env) const;

  /// The copy that this gate decides by.
  [[nodiscard]] const RuntimePolicy& policy() const { return policy_; }

 private:
  RuntimePolicy policy_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/policy_gate.inl.hpp"
#endif
