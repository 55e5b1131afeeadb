#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference_backend/memory/sandbox_tree.hpp"
#include "reference_backend/memory/stop_signal.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The commands of the in-memory engine: the native probe dialect and `inspect-mounted-inputs`.

namespace WP_CODEBOX_NAMESPACE::memory {

/// What the commands act on and which walls they keep.
struct ProbeSandbox {
  SandboxTree& tree;
  const StopSignal& stop;
  const NetworkPolicy& network;
  const json::Dictionary<std::string>& environment;
  std::vector<MountSpec> mounts;  ///< In mount order.
};

/// Whether there is a command of that name.
[[nodiscard]] bool has_probe_command(std::string_view command);

/// Runs a command and gives what it prints. Errors: `runtime-argument-invalid`,
/// `runtime-command-failed`, `runtime-command-timeout`, and `runtime-command-crashed` when it was
/// stopped.
[[nodiscard]] std::string run_probe_command(const ProbeSandbox& sandbox, std::string_view command,
                                            std::span<const std::string> args,
                                            const Deadline& deadline);

}  // namespace WP_CODEBOX_NAMESPACE::memory
