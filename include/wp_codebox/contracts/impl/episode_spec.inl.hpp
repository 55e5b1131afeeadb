#pragma once

#include "wp_codebox/contracts/episode_spec.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::step_observation {

WP_CODEBOX_INLINE bool decode_none(const json::Node& node, void* /*target*/,
                                   json::DecodeContext& context) {
  if (node.is_boolean() && !node.boolean()) return true;
  context.report(json::issue_code::type_mismatch, std::string(NoObservation::custom.name), node);
  return false;
}

WP_CODEBOX_INLINE void encode_none(const void* /*source*/, json::Writer& writer) {
  writer.boolean(false);
}

WP_CODEBOX_INLINE bool decode(const json::Node& node, void* target, json::DecodeContext& context) {
  auto* const observation = static_cast<StepObservation*>(target);
  if (node.is_boolean() && !node.boolean()) {
    if (observation != nullptr) observation->value = NoObservation{};
    return true;
  }
  if (node.is_object()) {
    void* const spec =
        observation == nullptr ? nullptr : &observation->value.emplace<ObservationSpec>();
    return json::decode_any(node, json::type_row<ObservationSpec>, spec, context.frame,
                            context.issues);
  }
  context.report(json::issue_code::type_mismatch, std::string(StepObservation::custom.name), node);
  return false;
}

WP_CODEBOX_INLINE void encode(const void* source, json::Writer& writer) {
  std::visit([&writer](const auto& value) { json::encode(value, writer); },
             static_cast<const StepObservation*>(source)->value);
}

}  // namespace WP_CODEBOX_NAMESPACE::step_observation
