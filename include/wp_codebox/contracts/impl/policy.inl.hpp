#pragma once

#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::network_policy {

WP_CODEBOX_INLINE bool decode(const json::Node& node, void* target, json::DecodeContext& context) {
  auto& policy = *static_cast<NetworkPolicy*>(target);
  if (node.is_object()) {
    return json::decode(node, policy.value.emplace<NetworkAllowHosts>(), context.issues,
                        context.frame);
  }
  for (const NetworkMode mode : {NetworkMode::allow, NetworkMode::deny}) {
    if (node.equals(json::enum_text(mode))) {
      policy.value = mode;
      return true;
    }
  }
  context.report(
      node.is_string() ? json::issue_code::value_unknown : json::issue_code::type_mismatch,
      std::string(NetworkPolicy::custom.name), node);
  return false;
}

WP_CODEBOX_INLINE void encode(const void* source, json::Writer& writer) {
  std::visit([&writer](const auto& value) { json::encode(value, writer); },
             static_cast<const NetworkPolicy*>(source)->value);
}

}  // namespace WP_CODEBOX_NAMESPACE::network_policy
