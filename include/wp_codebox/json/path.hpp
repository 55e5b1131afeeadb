#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Where in a JSON document something stands, rendered as `$.steps[0].id` and as `/steps/0/id`.

namespace WP_CODEBOX_NAMESPACE::json {

/// One step of a path: a member name or an array index.
struct PathSegment {
  std::string key;        ///< Member name; unused when `is_index`.
  std::size_t index = 0;  ///< Array index; used when `is_index`.
  bool is_index = false;

  bool operator==(const PathSegment&) const = default;
};

/// A position in a document. A value type; distinct objects may be used from distinct threads.
class Path {
 public:
  Path() = default;

  /// Appends a member name.
  Path& push(std::string_view key);
  /// Appends an array index.
  Path& push(std::size_t index);
  /// Puts a segment in front; used when a path is built from the inside out.
  Path& push_front(PathSegment segment);

  [[nodiscard]] const std::vector<PathSegment>& segments() const { return segments_; }

  /// `$.steps[0].id`; the document itself is `$`. Names stand as they are, without quoting, as the
  /// contract writes them.
  [[nodiscard]] std::string dotted() const;

  /// JSON Pointer (RFC 6901), `/steps/0/id`; the document itself is the empty string.
  [[nodiscard]] std::string pointer() const;

  bool operator==(const Path&) const = default;

 private:
  std::vector<PathSegment> segments_;
};

/// A path as a linked list of stack frames: free to extend while a document is walked; a `Path` is
/// made from it only when there is something to report.
struct PathFrame {
  const PathFrame* parent = nullptr;
  std::string_view key = {};
  std::size_t index = 0;
  bool is_index = false;
  bool is_root = true;

  static PathFrame root() { return {}; }
  [[nodiscard]] PathFrame member(std::string_view name) const {
    return {this, name, 0, false, false};
  }
  [[nodiscard]] PathFrame element(std::size_t position) const {
    return {this, {}, position, true, false};
  }
  [[nodiscard]] Path path() const;  ///< From the root to this frame.
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/path.inl.hpp"
#endif
