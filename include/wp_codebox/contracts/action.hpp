#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What is done in a step of an episode: contract types `RuntimeEpisodeActionSpec` and
/// `RuntimeEpisodeActionRecord`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `RuntimeEpisodeActionKind`.
enum class RuntimeEpisodeActionKind : std::uint8_t { command, filesystem, http, browser };
template <>
inline constexpr auto json::enum_texts<RuntimeEpisodeActionKind> =
    json::enum_texts_of("command", "filesystem", "http", "browser");

/// Contract type `RuntimeEpisodeActionSpec`: an execution with what it stands for. The kind is
/// command by default.
struct RuntimeEpisodeActionSpec {
  std::string command;
  std::optional<std::vector<std::string>> args;
  std::optional<std::string> cwd;
  std::optional<double> timeoutMs;
  std::optional<RuntimeEpisodeActionKind> kind;
  std::optional<std::string> method;
  std::optional<std::string> url;
  std::optional<std::string> path;
  std::optional<std::string> operation;
  std::optional<std::string> selector;
  std::optional<std::string> description;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeActionSpec&) const = default;
};

/// The rule of a time limit in a record.
inline constexpr json::FieldRule action_timeout_rule{.minimum = 0};

/// Contract type `RuntimeEpisodeActionRecord`. Its digest covers all but id and digest. Texts that
/// are empty are left out of the record (WPC-EPI-006), so here none but cwd may be.
struct RuntimeEpisodeActionRecord {
  json::Constant<"wp-codebox/runtime-episode-action/v1"> schema;
  std::string id;
  RuntimeEpisodeActionKind kind = RuntimeEpisodeActionKind::command;
  std::string command;
  std::vector<std::string> args;
  std::optional<std::string> cwd;
  std::optional<double> timeoutMs;
  std::optional<std::string> method;
  std::optional<std::string> url;
  std::optional<std::string> path;
  std::optional<std::string> operation;
  std::optional<std::string> selector;
  std::optional<std::string> description;
  std::optional<json::Dictionary<json::Value>> metadata;
  RuntimeEpisodeContentDigest digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeActionRecord&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_episode_action_spec_fields[] = {
    json::field<&RuntimeEpisodeActionSpec::command>("command",
                                                    "Id of the command, or name of a host tool."),
    json::field<&RuntimeEpisodeActionSpec::args>("args", "Arguments, mostly key=value."),
    json::field<&RuntimeEpisodeActionSpec::cwd>("cwd", "Working directory in the sandbox."),
    json::field<&RuntimeEpisodeActionSpec::timeoutMs>(
        "timeoutMs", "Milliseconds after which the command must have ended."),
    json::field<&RuntimeEpisodeActionSpec::kind>("kind", "What the action is; command by default."),
    json::field<&RuntimeEpisodeActionSpec::method>("method", "HTTP method."),
    json::field<&RuntimeEpisodeActionSpec::url>("url", "URL that the action is about."),
    json::field<&RuntimeEpisodeActionSpec::path>("path", "Path that the action is about."),
    json::field<&RuntimeEpisodeActionSpec::operation>("operation",
                                                      "Operation, such as click or read."),
    json::field<&RuntimeEpisodeActionSpec::selector>("selector",
                                                     "CSS selector that the action is about."),
    json::field<&RuntimeEpisodeActionSpec::description>("description",
                                                        "What the action does, for people."),
    json::field<&RuntimeEpisodeActionSpec::metadata>(
        "metadata", "Whatever the caller wants to keep with the action."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeActionSpec::table =
    json::struct_table<RuntimeEpisodeActionSpec>("RuntimeEpisodeActionSpec",
                                                 "An action to take in an episode.",
                                                 runtime_episode_action_spec_fields);

inline constexpr json::FieldRow runtime_episode_action_record_fields[] = {
    json::field<&RuntimeEpisodeActionRecord::schema>("schema", "Schema id."),
    json::field<&RuntimeEpisodeActionRecord::id>("id", "Id of the step and :action.",
                                                 &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::kind>("kind", "What the action is."),
    json::field<&RuntimeEpisodeActionRecord::command>(
        "command", "Id of the command, or name of a host tool.", &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::args>("args", "Arguments."),
    json::field<&RuntimeEpisodeActionRecord::cwd>("cwd", "Working directory in the sandbox."),
    json::field<&RuntimeEpisodeActionRecord::timeoutMs>("timeoutMs", "Time limit in milliseconds.",
                                                        &action_timeout_rule),
    json::field<&RuntimeEpisodeActionRecord::method>("method", "HTTP method.",
                                                     &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::url>("url", "URL that the action is about.",
                                                  &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::path>("path", "Path that the action is about.",
                                                   &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::operation>(
        "operation", "Operation, such as click or read.", &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::selector>(
        "selector", "CSS selector that the action is about.", &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::description>(
        "description", "What the action does, for people.", &json::rules::non_empty),
    json::field<&RuntimeEpisodeActionRecord::metadata>(
        "metadata", "Whatever the caller wanted to keep with the action."),
    json::field<&RuntimeEpisodeActionRecord::digest>("digest", "Digest of the action."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeActionRecord::table =
    json::struct_table<RuntimeEpisodeActionRecord>(
        "RuntimeEpisodeActionRecord", "An action that was taken in an episode.",
        runtime_episode_action_record_fields,
        {.schema_id = "wp-codebox/runtime-episode-action/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
