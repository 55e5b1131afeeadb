#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "wp_codebox/json/path.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Where in a text the value of a path stands. Nodes carry no positions, so that reading stays
/// cheap; the text is looked through again when there is an issue to show.

namespace WP_CODEBOX_NAMESPACE::json {

/// A place in a text.
struct SourcePosition {
  std::size_t offset = 0;  ///< In bytes, from 0.
  std::size_t line = 1;    ///< From 1; lines end with a line feed.
  std::size_t column = 1;  ///< From 1, in code points.

  bool operator==(const SourcePosition&) const = default;
};

/// Where the path's value begins; of a repeated name the last one counts, as in a `Document`. When
/// something on the path is missing, the innermost value that exists is meant: the object that
/// lacks a member. Empty when `text` is not JSON.
[[nodiscard]] std::optional<SourcePosition> locate(std::string_view text, const Path& path);

/// The same for many paths in one pass, in their order. Empty when `text` is not JSON as far as it
/// had to be looked at.
[[nodiscard]] std::optional<std::vector<SourcePosition>> locate_all(std::string_view text,
                                                                    std::span<const Path> paths);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/locate.inl.hpp"
#endif
