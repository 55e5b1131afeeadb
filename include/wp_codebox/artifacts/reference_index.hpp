#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/reference_index.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which files of a bundle refer to which: `files/runtime-reference-index.json`. References are
/// found by pattern, as the reference system does; what stands in comments and code counts too.

namespace WP_CODEBOX_NAMESPACE {

/// What the index is made from.
struct ReferenceIndexSources {
  std::string createdAt;                    ///< Time of the collect.
  std::vector<std::string> manifest_paths;  ///< Every path of the bundle's manifest.

  /// Gives the text of a file of the bundle; nothing when it is not there.
  std::function<std::optional<std::string>(const std::string& path)> read;
  /// Path in the sandbox by path in the bundle, of captured files, in the order of capture.
  std::vector<std::pair<std::string, std::string>> captured;
  /// URL by path in the bundle, of pages that a browser saved.
  std::map<std::string, std::string> browser_urls;
};

/// The index; nothing when a listed page, style sheet or markdown file is not there.
[[nodiscard]] std::optional<RuntimeReferenceIndex> build_reference_index(
    const ReferenceIndexSources& sources);

/// A reference as it stands in a text.
struct FoundReference {
  std::string raw;      ///< The URL or path as it is written there.
  std::string kind;     ///< How it refers, such as `src`, `stylesheet` or `css-url`.
  std::string context;  ///< What it stands in, such as `href` or `url()`.
};

/// The references in the text of a page: src, href, poster, srcset.
[[nodiscard]] std::vector<FoundReference> find_html_references(std::string_view text);
/// The `url(…)` of a style sheet.
[[nodiscard]] std::vector<FoundReference> find_css_references(std::string_view text);
/// The images of a markdown text.
[[nodiscard]] std::vector<FoundReference> find_markdown_references(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/reference_index.inl.hpp"
#endif
