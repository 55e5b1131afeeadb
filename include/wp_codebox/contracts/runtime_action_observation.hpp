#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/contracts/trace_ref.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What came of an action: document `wp-codebox/runtime-action-observation/v1`.

namespace WP_CODEBOX_NAMESPACE {

/// The actions.
enum class KnownRuntimeActionType : std::uint8_t {
  wp_cli,
  rest_request,
  filesystem,
  browser,
  editor_open
};
template <>
inline constexpr auto json::enum_texts<KnownRuntimeActionType> =
    json::enum_texts_of("wp_cli", "rest_request", "filesystem", "browser", "editor_open");

/// Other texts are legal too.
using RuntimeActionType = json::Open<KnownRuntimeActionType>;

/// What came of an action. Action and data stand here as they were given, because the digest covers
/// them: read them as `RuntimeAction` and, by `type`, as one of the types of
/// runtime_action_data.hpp.
struct RuntimeActionObservation {
  json::Constant<"wp-codebox/runtime-action-observation/v1"> schema;
  RuntimeActionType type;
  json::Constant<"ok"> status;
  json::Value action;
  json::Value data;
  std::string observedAt;
  std::optional<RuntimeEpisodeStepResult> step;
  std::optional<std::vector<RuntimeEpisodeTraceRef>> artifactRefs;
  RuntimeEpisodeContentDigest digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeActionObservation&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_action_observation_fields[] = {
    json::field<&RuntimeActionObservation::schema>("schema", "Schema id."),
    json::field<&RuntimeActionObservation::type>("type", "Which action it was."),
    json::field<&RuntimeActionObservation::status>("status",
                                                   "That it worked; failures are thrown."),
    json::field<&RuntimeActionObservation::action>("action", "The action as it was given."),
    json::field<&RuntimeActionObservation::data>("data", "What it gave."),
    json::field<&RuntimeActionObservation::observedAt>("observedAt", "When."),
    json::field<&RuntimeActionObservation::step>("step", "The episode's step, when there was one."),
    json::field<&RuntimeActionObservation::artifactRefs>("artifactRefs",
                                                         "Files that belong to it."),
    json::field<&RuntimeActionObservation::digest>("digest", "Digest of all members but itself."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeActionObservation::table =
    json::struct_table<RuntimeActionObservation>(
        "RuntimeActionObservation", "What came of an action.", runtime_action_observation_fields,
        {.schema_id = "wp-codebox/runtime-action-observation/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
