#pragma once

#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::network_policy {

WP_CODEBOX_INLINE bool decode(const json::Node& node, void* target, json::DecodeContext& context) {
  auto* const policy = static_cast<NetworkPolicy*>(target);
  if (node.is_object()) {
    void* const value = policy == nullptr ? nullptr : &policy->value.emplace<NetworkAllowHosts>();
    return json::decode_any(node, json::type_row<NetworkAllowHosts>, value, context.frame,
                            context.issues);
  }
  for (const NetworkMode mode : {NetworkMode::allow, NetworkMode::deny}) {
    if (node.equals(json::enum_text(mode))) {
      if (policy != nullptr) policy->value = mode;
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
