#pragma once

#include <cstdint>
#include <string_view>

#include "wp_codebox/json/node.hpp"

/// \file
/// Makes nodes and looks inside them; for the reader and the writers only.

namespace WP_CODEBOX_NAMESPACE::json::impl {

struct NodeAccess {
  using Flag = Node::Flag;
  static constexpr std::uint8_t escaped = Node::escaped;
  static constexpr std::uint8_t resolved = Node::resolved;

  static Node null() { return {}; }

  static Node boolean(bool value) {
    Node node;
    node.kind_ = Kind::boolean;
    node.payload_.boolean = value;
    return node;
  }

  static Node number(double value) {
    Node node;
    node.kind_ = Kind::number;
    node.payload_.number = value;
    return node;
  }

  static Node string(const char* bytes, std::size_t size, std::uint8_t flags) {
    Node node;
    node.kind_ = Kind::string;
    node.flags_ = flags;
    node.size_ = static_cast<std::uint32_t>(size);
    node.payload_.bytes = bytes;
    return node;
  }

  static Node name(const char* bytes, std::size_t size, std::uint8_t flags) {
    Node node = string(bytes, size, flags);
    node.tag_ = tag({bytes, size});
    return node;
  }

  static Node array(const Node* items, std::size_t size) {
    Node node;
    node.kind_ = Kind::array;
    node.size_ = static_cast<std::uint32_t>(size);
    node.payload_.items = items;
    return node;
  }

  static Node object(const Member* members, std::size_t size) {
    Node node;
    node.kind_ = Kind::object;
    node.size_ = static_cast<std::uint32_t>(size);
    node.payload_.members = members;
    return node;
  }

  static std::uint8_t flags(const Node& node) { return node.flags_; }

  /// A string's bytes as they are held.
  static std::string_view bytes(const Node& node) { return {node.payload_.bytes, node.size_}; }

  /// A string with its quotation marks, ready to be printed; not for `resolved` names.
  static std::string_view quoted(const Node& node) {
    return {node.payload_.bytes - 1, std::size_t{node.size_} + 2};
  }

  /// Two names with different tags or sizes differ.
  static std::uint16_t tag(std::string_view name) {
    if (name.empty()) return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    return static_cast<std::uint16_t>((byte(0) << 8 | byte(name.size() - 1)) ^ byte(name.size() / 2)
                                                                                   << 4);
  }

  static bool same_name(const Node& left, const Node& right) {
    return left.size_ == right.size_ && left.tag_ == right.tag_ && bytes(left) == bytes(right);
  }

  static bool same_name(const Node& left, std::uint16_t tag, std::string_view name) {
    return left.size_ == name.size() && left.tag_ == tag && bytes(left) == name;
  }
};

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
