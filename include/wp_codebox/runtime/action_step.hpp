#pragma once

#include <optional>
#include <string>

#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/runtime_action.hpp"
#include "wp_codebox/contracts/runtime_action_data.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From a runtime action to the step of an episode that does it, and from the step back to what the
/// action gave.

namespace WP_CODEBOX_NAMESPACE {

/// A step that does an action.
struct ActionStep {
  RuntimeEpisodeActionSpec action;  ///< What the episode runs.
  ObservationSpec observation;      ///< What is looked at after it.
};

/// The step of an action other than `filesystem`. `given` is the action as it was given: of the
/// members that a step repeats, those of a wrong type are passed on, as members that no record of a
/// step has.
[[nodiscard]] ActionStep action_step(const WpCliAction& action);
[[nodiscard]] ActionStep action_step(const RestRequestAction& action);
[[nodiscard]] ActionStep action_step(const BrowserAction& action, const json::Node& given);
[[nodiscard]] ActionStep action_step(const EditorOpenAction& action, const json::Node& given);

/// The step that tells of a filesystem action which was done; it runs `command`.
[[nodiscard]] ActionStep filesystem_step(const FilesystemActionData& data, std::string command);

/// What an action other than `filesystem` gave, from the step that did it.
[[nodiscard]] WpCliActionData action_data(const WpCliAction& action,
                                          const RuntimeEpisodeStepResult& step);
[[nodiscard]] RestRequestActionData action_data(const RestRequestAction& action,
                                                const RuntimeEpisodeStepResult& step);
[[nodiscard]] BrowserActionData action_data(const BrowserAction& action,
                                            const RuntimeEpisodeStepResult& step);
[[nodiscard]] EditorOpenActionData action_data(const EditorOpenAction& action,
                                               const RuntimeEpisodeStepResult& step);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/action_step.inl.hpp"
#endif
