#pragma once

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What an episode is made from: contract type `RuntimeEpisodeSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// In place of an observation: none. Reads and writes `false`.
struct NoObservation {
  static const json::CustomType custom;
  bool operator==(const NoObservation&) const = default;
};

/// `ObservationSpec | false`: what to observe, or that nothing is to be observed (WPC-EPI-004).
struct StepObservation {
  /// By default nothing is observed.
  std::variant<NoObservation, ObservationSpec> value;

  StepObservation() = default;
  /// Observes what `spec` says.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  StepObservation(ObservationSpec spec) : value(std::move(spec)) {}

  /// What to observe; null when nothing is.
  [[nodiscard]] const ObservationSpec* spec() const { return std::get_if<ObservationSpec>(&value); }

  static const json::CustomType custom;
  bool operator==(const StepObservation&) const = default;
};

/// For the engine over field tables.
namespace step_observation {
[[nodiscard]] bool decode_none(const json::Node& node, void* target, json::DecodeContext& context);
void encode_none(const void* source, json::Writer& writer);
[[nodiscard]] bool decode(const json::Node& node, void* target, json::DecodeContext& context);
void encode(const void* source, json::Writer& writer);
inline constexpr const json::TypeRow* alternatives[] = {&json::type_row<NoObservation>,
                                                        &json::type_row<ObservationSpec>};
}  // namespace step_observation

/// Contract type `RuntimeEpisodeSpec`.
struct RuntimeEpisodeSpec {
  RuntimeCreateSpec runtime;
  std::optional<std::vector<MountSpec>> mounts;
  std::optional<std::vector<ObservationSpec>> resetObservations;
  std::optional<StepObservation> stepObservation;
  std::optional<ArtifactSpec> artifactSpec;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

WP_CODEBOX_INLINE constexpr json::CustomType NoObservation::custom{
    .name = "false",
    .decode = &step_observation::decode_none,
    .encode = &step_observation::encode_none,
    .schema = R"({"const":false})"};

WP_CODEBOX_INLINE constexpr json::CustomType StepObservation::custom{
    .name = "an object or false",
    .decode = &step_observation::decode,
    .encode = &step_observation::encode,
    .schema = {},
    .alternatives = step_observation::alternatives};

inline constexpr json::FieldRow runtime_episode_spec_fields[] = {
    json::field<&RuntimeEpisodeSpec::runtime>("runtime", "The runtime to create at each reset."),
    json::field<&RuntimeEpisodeSpec::mounts>("mounts",
                                             "What to mount after each reset, in this order."),
    json::field<&RuntimeEpisodeSpec::resetObservations>(
        "resetObservations", "What to observe after a reset; runtime-info and mounts by default."),
    json::field<&RuntimeEpisodeSpec::stepObservation>(
        "stepObservation", "What to observe after each step, if anything."),
    json::field<&RuntimeEpisodeSpec::artifactSpec>("artifactSpec", "What to put into the bundle."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeSpec::table =
    json::struct_table<RuntimeEpisodeSpec>("RuntimeEpisodeSpec", "What an episode is made from.",
                                           runtime_episode_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/episode_spec.inl.hpp"
#endif
