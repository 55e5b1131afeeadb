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
  bool is_index = false;  ///< Whether this is an array index.

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

  /// From the outermost in; empty for the document itself.
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
  /// The frame around this one, which must outlive it; null for the root.
  const PathFrame* parent = nullptr;
  /// Member name; the caller keeps its bytes alive. Unused when `is_index`.
  std::string_view key = {};
  std::size_t index = 0;  ///< Array index; used when `is_index`.
  bool is_index = false;  ///< Whether this is an array index.
  bool is_root = true;    ///< Whether this is the document itself.

  static PathFrame root() { return {}; }  ///< The document itself.

  /// A member of the value here; this frame and the bytes of `name` must outlive it.
  [[nodiscard]] PathFrame member(std::string_view name) const {
    return {this, name, 0, false, false};
  }
  /// An element of the array here; this frame must outlive it.
  [[nodiscard]] PathFrame element(std::size_t position) const {
    return {this, {}, position, true, false};
  }
  [[nodiscard]] Path path() const;  ///< From the root to this frame.
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/path.inl.hpp"
#endif
