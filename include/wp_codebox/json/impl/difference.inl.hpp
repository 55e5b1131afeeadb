#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "wp_codebox/json/difference.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

inline void add_differences(const Node& left, const Node& right, const PathFrame& path,
                            std::vector<Difference>& found) {
  if (left.is_object() && right.is_object()) {
    for (const Member& member : left.members()) {
      const PathFrame place = path.member(member.name());
      if (const Node* other = right.find(member.name())) {
        add_differences(member.value, *other, place, found);
      } else {
        found.push_back({place.path(), compact_json(member.value), ""});
      }
    }
    for (const Member& member : right.members()) {
      if (left.find(member.name()) != nullptr) continue;
      found.push_back({path.member(member.name()).path(), "", compact_json(member.value)});
    }
  } else if (left.is_array() && right.is_array()) {
    const std::span<const Node> ours = left.items();
    const std::span<const Node> theirs = right.items();
    for (std::size_t i = 0; i < ours.size() || i < theirs.size(); ++i) {
      const PathFrame place = path.element(i);
      if (i < ours.size() && i < theirs.size()) {
        add_differences(ours[i], theirs[i], place, found);
      } else {
        found.push_back({place.path(), i < ours.size() ? compact_json(ours[i]) : "",
                         i < theirs.size() ? compact_json(theirs[i]) : ""});
      }
    }
  } else if (left.kind() != right.kind() || stable_json(left) != stable_json(right)) {
    found.push_back({path.path(), compact_json(left), compact_json(right)});
  }
}

/// A value of a difference on its line.
inline std::string shown(const std::string& json_text) {
  constexpr std::size_t limit = 400;
  if (json_text.empty()) return "absent";
  if (json_text.size() <= limit) return json_text;
  return json_text.substr(0, limit) + "… (" + std::to_string(json_text.size()) + " bytes)";
}

}  // namespace impl

WP_CODEBOX_INLINE std::vector<Difference> differences(const Node& left, const Node& right) {
  std::vector<Difference> found;
  impl::add_differences(left, right, PathFrame::root(), found);
  return found;
}

WP_CODEBOX_INLINE std::string text_difference(std::string_view left_json,
                                              std::string_view right_json) {
  if (left_json == right_json) return "";
  const Parsed left{std::string(left_json)};
  const Parsed right{std::string(right_json)};
  if (left.error() || right.error()) {
    return impl::shown(std::string(left_json)) + " and " + impl::shown(std::string(right_json)) +
           "\n";
  }
  std::string text;
  for (const Difference& one : differences(left.root(), right.root())) {
    text +=
        one.path.dotted() + ": " + impl::shown(one.left) + " and " + impl::shown(one.right) + "\n";
  }
  return text;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
