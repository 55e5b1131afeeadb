#pragma once

#include <memory>
#include <optional>
#include <string>

#include "wp_codebox/contracts/runtime_action.hpp"
#include "wp_codebox/contracts/runtime_action_observation.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/runtime/filesystem_action.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Runs the actions of an agent as steps of an episode.

namespace WP_CODEBOX_NAMESPACE {

/// What an adapter may do besides the steps of its episode.
struct RuntimeActionPolicy {
  FilesystemActionPolicy files = {};  ///< What filesystem actions may touch.

  /// The command of the step that tells of a filesystem action; the runtime's policy has to allow
  /// it. None: filesystem actions leave no step.
  std::optional<std::string> filesystem_trace_command = "inspect-mounted-inputs";
};

/// The digest of an observation: the episode's domain over all its members but the digest
/// (WPC-FS-006).
[[nodiscard]] RuntimeEpisodeContentDigest runtime_action_digest(
    const RuntimeActionObservation& observation);

/// Runs actions. Any thread may call; actions take turns where their steps do, in the episode.
class RuntimeActionAdapter {
 public:
  /// `episode` has to live as long as the adapter.
  explicit RuntimeActionAdapter(RuntimeEpisode& episode, RuntimeActionPolicy policy = {},
                                std::shared_ptr<Clock> clock = std::make_shared<Clock>());

  /// Does the action and says what came of it. A filesystem action is done first, then its step.
  /// Errors: those of `RuntimeEpisode::step` and of `run_filesystem_action`.
  RuntimeActionObservation run(const RuntimeAction& action);

  /// The same for an action in JSON, which stands in the observation as it was given. Members that
  /// may be absent and are of a wrong type count as absent. Error: also `runtime-argument-invalid`
  /// when the type, or a member that the action needs, is missing or wrong.
  RuntimeActionObservation run_json(const json::Value& action);

 private:
  RuntimeEpisode& episode_;
  const RuntimeActionPolicy policy_;
  const std::shared_ptr<Clock> clock_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/action_adapter.inl.hpp"
#endif
