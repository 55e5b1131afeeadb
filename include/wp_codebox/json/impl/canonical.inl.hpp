#pragma once

#include <algorithm>
#include <cmath>

#include "wp_codebox/json/canonical.hpp"
#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/json/impl/node_access.hpp"
#include "wp_codebox/json/path.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

/// In a string as it is held, a lone surrogate is always an escape, or three bytes in a name.
inline bool has_lone_surrogate(const Node& string) {
  const std::string_view bytes = NodeAccess::bytes(string);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  if (NodeAccess::flags(string) == NodeAccess::escaped) {
    while ((at = std::find(at, end, '\\')) != end) {
      if (is_surrogate(read_escape(at, end))) return true;
    }
  } else if (NodeAccess::flags(string) == NodeAccess::resolved) {
    while (at != end) {
      const CodePoint point = read_code(at, end);
      if (is_surrogate(point.code)) return true;
      at += point.length;
    }
  }
  return false;
}

/// Walks a node; its recursion is bounded by `depth_limit`, which the reader keeps.
inline std::optional<Issue> find_not_canonical(const Node& node, const PathFrame& frame) {
  const auto surrogate = [](const PathFrame& where) {
    return Issue{where.path(), std::string(canonical_code::lone_surrogate),
                 "text without lone surrogates", "a lone surrogate"};
  };
  switch (node.kind()) {
    case Kind::number:
      if (std::isfinite(node.number())) break;
      return Issue{frame.path(), std::string(canonical_code::not_finite), "a finite number",
                   "a number too large for a double"};
    case Kind::string:
      if (has_lone_surrogate(node)) return surrogate(frame);
      break;
    case Kind::array: {
      std::size_t index = 0;
      for (const Node& item : node.items()) {
        if (auto issue = find_not_canonical(item, frame.element(index++))) return issue;
      }
      break;
    }
    case Kind::object:
      for (const Member& member : node.members()) {
        const PathFrame inside = frame.member(member.name());
        if (has_lone_surrogate(member.key)) return surrogate(inside);
        if (auto issue = find_not_canonical(member.value, inside)) return issue;
      }
      break;
    default:
      break;
  }
  return std::nullopt;
}

}  // namespace impl

WP_CODEBOX_INLINE std::optional<Issue> find_not_canonical(const Node& node) {
  return impl::find_not_canonical(node, PathFrame::root());
}

WP_CODEBOX_INLINE std::optional<Issue> write_canonical(const Node& node, Output& output) {
  auto issue = find_not_canonical(node);
  // For all that both forms can print they agree.
  if (!issue.has_value()) write_stable(node, output);
  return issue;
}

WP_CODEBOX_INLINE std::optional<std::string> canonical_json(const Node& node) {
  if (find_not_canonical(node).has_value()) return std::nullopt;
  return stable_json(node);
}

}  // namespace WP_CODEBOX_NAMESPACE::json
