#pragma once

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What JavaScript takes for true. Some rules of the contract were written as `if (value)`.

namespace WP_CODEBOX_NAMESPACE::json {

/// Whether JavaScript's `if (value)` holds. An absent member is a null pointer. False are: absent,
/// `null`, `false`, `0`, `-0` and the empty string.
[[nodiscard]] inline bool is_truthy(const Node* node) {
  if (node == nullptr) return false;
  switch (node->kind()) {
    case Kind::null:
      return false;
    case Kind::boolean:
      return node->boolean();
    case Kind::number:
      return node->number() != 0;
    case Kind::string:
      return !node->is_empty_string();
    default:
      return true;
  }
}

/// Whether a member is absent or `null`: what JavaScript's `??` skips.
[[nodiscard]] inline bool is_nullish(const Node* node) {
  return node == nullptr || node->is_null();
}

}  // namespace WP_CODEBOX_NAMESPACE::json
