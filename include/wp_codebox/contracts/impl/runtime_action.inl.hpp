#pragma once

#include "wp_codebox/contracts/runtime_action.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE std::string_view RuntimeAction::type() const {
  return std::visit([](const auto& action) { return action.type.value(); }, value);
}

namespace runtime_action {

/// Reads `node` as `T` when its `type` says so.
template <class T>
bool decode_if_named(const json::Node& node, const json::Node& type, RuntimeAction* action,
                     json::DecodeContext& context, bool& fine) {
  if (!type.equals(decltype(T::type)::value())) return false;
  void* const value = action == nullptr ? nullptr : &action->value.emplace<T>();
  fine = json::decode_any(node, json::type_row<T>, value, context.frame, context.issues);
  return true;
}

WP_CODEBOX_INLINE bool decode(const json::Node& node, void* target, json::DecodeContext& context) {
  constexpr std::string_view types =
      R"("wp_cli", "rest_request", "filesystem", "browser" or "editor_open")";
  auto* const action = static_cast<RuntimeAction*>(target);
  if (!node.is_object()) {
    context.report(json::issue_code::type_mismatch, "an object", node);
    return false;
  }
  const json::Node* type = node.find("type");
  if (type == nullptr) {
    context.report_absent("type", std::string(types));
    return false;
  }
  bool fine = true;
  if (decode_if_named<WpCliAction>(node, *type, action, context, fine) ||
      decode_if_named<RestRequestAction>(node, *type, action, context, fine) ||
      decode_if_named<FilesystemAction>(node, *type, action, context, fine) ||
      decode_if_named<BrowserAction>(node, *type, action, context, fine) ||
      decode_if_named<EditorOpenAction>(node, *type, action, context, fine)) {
    return fine;
  }
  const json::PathFrame frame = context.frame.member("type");
  json::DecodeContext{context.issues, frame}.report(
      type->is_string() ? json::issue_code::value_unknown : json::issue_code::type_mismatch,
      std::string(types), *type);
  return false;
}

WP_CODEBOX_INLINE void encode(const void* source, json::Writer& writer) {
  std::visit([&writer](const auto& action) { json::encode(action, writer); },
             static_cast<const RuntimeAction*>(source)->value);
}

}  // namespace runtime_action

}  // namespace WP_CODEBOX_NAMESPACE
