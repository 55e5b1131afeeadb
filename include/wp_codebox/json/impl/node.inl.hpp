#pragma once

#include <algorithm>

#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/json/impl/node_access.hpp"
#include "wp_codebox/json/node.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::string:
      return "string";
    case Kind::array:
      return "array";
    case Kind::object:
      return "object";
  }
  return "null";
}

WP_CODEBOX_INLINE void Node::text_to(std::string& out) const {
  out.clear();
  if (kind_ != Kind::string) return;
  if ((flags_ & escaped) == 0) {
    out.assign(payload_.bytes, size_);
    return;
  }
  out.resize(size_);
  const char* end = impl::resolve_escapes(payload_.bytes, payload_.bytes + size_, out.data());
  out.resize(static_cast<std::size_t>(end - out.data()));
}

WP_CODEBOX_INLINE std::string Node::text() const {
  std::string out;
  text_to(out);
  return out;
}

WP_CODEBOX_INLINE bool Node::equals(std::string_view other) const {
  if (kind_ != Kind::string) return false;
  if (const auto characters = view()) return *characters == other;
  // An escape takes at most six bytes for one of the characters.
  if (other.size() >= size_ || other.size() < size_ / 6) return false;
  const char* at = payload_.bytes;
  const char* const end = at + size_;
  while (at != end) {
    const char* const escape = std::find(at, end, '\\');
    const auto plain = static_cast<std::size_t>(escape - at);
    if (other.size() < plain || other.compare(0, plain, at, plain) != 0) return false;
    other.remove_prefix(plain);
    at = escape;
    if (at == end) break;
    char bytes[4];
    const char* const bytes_end = impl::resolve_one_escape(at, end, bytes);
    const std::string_view character(bytes, static_cast<std::size_t>(bytes_end - bytes));
    if (!other.starts_with(character)) return false;
    other.remove_prefix(character.size());
  }
  return other.empty();
}

WP_CODEBOX_INLINE const Node* Node::find(std::string_view name) const {
  const std::uint16_t tag = impl::NodeAccess::tag(name);
  for (const Member& member : members()) {
    if (impl::NodeAccess::same_name(member.key, tag, name)) return &member.value;
  }
  return nullptr;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
