#pragma once

#include <optional>
#include <string>

#include "wp_codebox/artifacts/contract_words.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace redaction {

inline void text(const Redactor& redactor, std::string& member) {
  member = redactor.redact_text(member);
}

inline void text(const Redactor& redactor, std::optional<std::string>& member) {
  if (member) text(redactor, *member);
}

inline void record(const Redactor& redactor, std::optional<json::Dictionary<json::Value>>& member) {
  if (member) *member = redactor.redact_record(*member);
}

/// Members that the table does not name are the caller's.
inline void extra(const Redactor& redactor, json::Extra& members) {
  if (members.empty()) return;
  json::Dictionary<json::Value> free;
  for (const auto& [name, value] : members.entries()) free.append(name) = value;
  members.clear();
  for (const auto& [name, value] : redactor.redact_record(free)) members.append(name, value);
}

}  // namespace redaction

WP_CODEBOX_INLINE EnvironmentSpec redact(const Redactor& redactor, EnvironmentSpec environment) {
  if (environment.kind != "wordpress") redaction::text(redactor, environment.kind);
  redaction::text(redactor, environment.name);
  redaction::text(redactor, environment.version);
  if (environment.blueprint) *environment.blueprint = redactor.redact_value(*environment.blueprint);
  if (environment.assets) {
    redaction::text(redactor, environment.assets->wordpressZip);
    redaction::extra(redactor, environment.assets->extra);
  }
  redaction::extra(redactor, environment.extra);
  return environment;
}

WP_CODEBOX_INLINE MountSpec redact(const Redactor& redactor, MountSpec mount) {
  redaction::text(redactor, mount.source);
  redaction::text(redactor, mount.target);
  redaction::record(redactor, mount.metadata);
  redaction::extra(redactor, mount.extra);
  return mount;
}

WP_CODEBOX_INLINE RuntimeInfo redact(const Redactor& redactor, RuntimeInfo info) {
  info.environment = redact(redactor, std::move(info.environment));
  redaction::text(redactor, info.previewUrl);
  redaction::extra(redactor, info.extra);
  return info;
}

WP_CODEBOX_INLINE ArtifactPreview redact(const Redactor& redactor, ArtifactPreview preview) {
  redaction::text(redactor, preview.url);
  redaction::text(redactor, preview.localUrl);
  redaction::text(redactor, preview.publicUrl);
  redaction::text(redactor, preview.siteUrl);
  redaction::extra(redactor, preview.extra);
  return preview;
}

WP_CODEBOX_INLINE ExecutionResult redact(const Redactor& redactor, ExecutionResult execution) {
  if (!is_contract_word("command", execution.command)) {
    redaction::text(redactor, execution.command);
  }
  for (std::string& argument : execution.args) redaction::text(redactor, argument);
  redaction::text(redactor, execution.stdout_text);
  redaction::text(redactor, execution.stderr_text);
  redaction::extra(redactor, execution.extra);
  return execution;
}

WP_CODEBOX_INLINE RuntimeEpisodeActionSpec redact(const Redactor& redactor,
                                                  RuntimeEpisodeActionSpec action) {
  if (!is_contract_word("command", action.command)) redaction::text(redactor, action.command);
  if (action.args) {
    for (std::string& argument : *action.args) redaction::text(redactor, argument);
  }
  for (std::optional<std::string>* const member :
       {&action.cwd, &action.method, &action.url, &action.path, &action.operation, &action.selector,
        &action.description}) {
    redaction::text(redactor, *member);
  }
  redaction::record(redactor, action.metadata);
  redaction::extra(redactor, action.extra);
  return action;
}

WP_CODEBOX_INLINE LifecycleEvent redact(const Redactor& redactor, LifecycleEvent event) {
  redaction::record(redactor, event.data);
  redaction::extra(redactor, event.extra);
  return event;
}

WP_CODEBOX_INLINE ObservationResult redact(const Redactor& redactor,
                                           ObservationResult observation) {
  observation.data = redactor.redact_value(observation.data);
  redaction::extra(redactor, observation.extra);
  return observation;
}

}  // namespace WP_CODEBOX_NAMESPACE
