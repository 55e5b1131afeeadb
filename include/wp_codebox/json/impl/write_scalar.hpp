#pragma once

#include <string_view>

#include "wp_codebox/json/impl/node_access.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"

/// \file
/// Printing of single nodes, the same in every form.

namespace WP_CODEBOX_NAMESPACE::json {

void write_string(std::string_view text, Output& output);

namespace impl {

inline void write_string_node(const Node& node, Output& output) {
  if (NodeAccess::flags(node) == NodeAccess::resolved) {
    write_string(NodeAccess::bytes(node), output);
  } else {
    output.put(NodeAccess::quoted(node));
  }
}

/// Prints everything but arrays and objects.
inline void write_scalar(const Node& node, Output& output) {
  switch (node.kind()) {
    case Kind::boolean:
      output.put(node.boolean() ? std::string_view("true") : std::string_view("false"));
      return;
    case Kind::number:
      write_number(node.number(), output);
      return;
    case Kind::string:
      write_string_node(node, output);
      return;
    default:
      output.put(std::string_view("null"));
      return;
  }
}

}  // namespace impl

}  // namespace WP_CODEBOX_NAMESPACE::json
