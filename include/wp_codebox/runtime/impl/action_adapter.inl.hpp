#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/action_adapter.hpp"
#include "wp_codebox/runtime/action_step.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace action_adapter {

/// The member that an issue is about; empty when it is about the action as a whole.
inline std::string_view member_of(const json::Issue& issue) {
  const auto& parts = issue.path.segments();
  return parts.empty() ? std::string_view() : std::string_view(parts.front().key);
}

/// Whether an action cannot be done without the member that an issue is about.
inline bool is_needed(const json::Issue& issue) {
  constexpr std::array<std::string_view, 5> needed = {"", "type", "operation", "command", "path"};
  return std::find(needed.begin(), needed.end(), member_of(issue)) != needed.end();
}

/// The action without the members that issues are about.
inline json::Value without_wrong(const json::Node& given, const json::Issues& issues) {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  for (const json::Member& member : given.members()) {
    const bool wrong = std::any_of(issues.begin(), issues.end(), [&](const json::Issue& issue) {
      return member_of(issue) == member.name();
    });
    if (wrong) continue;
    writer.key(member.name());
    writer.node(member.value);
  }
  writer.end_object();
  output.flush();
  return json::Value::from_compact(std::move(text));
}

/// The typed action. Error: `runtime-argument-invalid`.
inline RuntimeAction read(const json::Node& given) {
  auto action = json::decode_as<RuntimeAction>(given);
  if (action.issues.empty()) return std::move(action.value);
  const auto wrong = std::find_if(action.issues.begin(), action.issues.end(), &is_needed);
  if (wrong == action.issues.end()) {
    const json::Parsed rest(without_wrong(given, action.issues));
    return json::decode_as<RuntimeAction>(rest.root()).value;
  }
  throw RuntimeError(error_code::runtime_argument_invalid,
                     "The action cannot be done: " + wrong->message(),
                     {{"action", json::Value(given)}});
}

/// One action on its way through the episode.
class Run {
 public:
  Run(RuntimeEpisode& episode, const RuntimeActionPolicy& policy, const json::Node& given,
      RuntimeActionObservation& observation)
      : episode_(episode), policy_(policy), given_(given), observation_(observation) {}

  void operator()(const WpCliAction& action) { finish(action, action_step(action)); }
  void operator()(const RestRequestAction& action) { finish(action, action_step(action)); }
  void operator()(const BrowserAction& action) { finish(action, action_step(action, given_)); }
  void operator()(const EditorOpenAction& action) { finish(action, action_step(action, given_)); }
  void operator()(const FilesystemAction& action) {
    const FilesystemActionData data = run_filesystem_action(action, policy_.files);
    if (policy_.filesystem_trace_command) {
      take(filesystem_step(data, *policy_.filesystem_trace_command));
    }
    observation_.data = json::to_value(data);
  }

 private:
  template <class Action>
  void finish(const Action& action, const ActionStep& step) {
    take(step);
    observation_.data = json::to_value(action_data(action, *observation_.step));
  }

  void take(const ActionStep& step) {
    observation_.step = episode_.step(step.action, StepObservation(step.observation));
    const auto& seen = observation_.step->observation;
    if (seen && seen->artifactRefs && !seen->artifactRefs->empty()) {
      observation_.artifactRefs = seen->artifactRefs;
    }
  }

  RuntimeEpisode& episode_;
  const RuntimeActionPolicy& policy_;
  const json::Node& given_;
  RuntimeActionObservation& observation_;
};

}  // namespace action_adapter

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest
runtime_action_digest(const RuntimeActionObservation& observation) {
  const json::Parsed document(json::to_json(observation));
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  for (const json::Member& member : document.root().members()) {
    if (member.name() == "digest") continue;
    writer.key(member.name());
    writer.node(member.value);
  }
  writer.end_object();
  output.flush();
  return RuntimeEpisodeContentDigest::of(episode_digest_hex(json::Parsed(std::move(text)).root()));
}

WP_CODEBOX_INLINE RuntimeActionAdapter::RuntimeActionAdapter(RuntimeEpisode& episode,
                                                             RuntimeActionPolicy policy,
                                                             std::shared_ptr<Clock> clock)
    : episode_(episode), policy_(std::move(policy)), clock_(std::move(clock)) {}

WP_CODEBOX_INLINE RuntimeActionObservation RuntimeActionAdapter::run(const RuntimeAction& action) {
  return run_json(json::to_value(action));
}

WP_CODEBOX_INLINE RuntimeActionObservation
RuntimeActionAdapter::run_json(const json::Value& action) {
  const json::Parsed given(action);
  const RuntimeAction typed = action_adapter::read(given.root());
  RuntimeActionObservation observation;
  observation.type = RuntimeActionType(std::string(typed.type()));
  observation.action = action;
  std::visit(action_adapter::Run(episode_, policy_, given.root(), observation), typed.value);
  observation.observedAt = clock_->now();
  observation.digest = runtime_action_digest(observation);
  return observation;
}

}  // namespace WP_CODEBOX_NAMESPACE
