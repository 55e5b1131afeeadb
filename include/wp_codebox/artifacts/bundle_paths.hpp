#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From the names of files on a host to the names that a bundle may show.

namespace WP_CODEBOX_NAMESPACE {

/// Names the files of one tree. A name without secrets stays as it is; of two files whose redacted
/// names are equal the second gets a number (WPC-RED-012). One thread at a time.
class TreeNames {
 public:
  /// `redactor` says what a secret is, and must outlive this.
  explicit TreeNames(const Redactor& redactor) : redactor_(redactor) {}

  /// The name to show for a relative path, `/` between its parts. The same path always gets the
  /// same name; different paths get different names, and no name lies below that of a file.
  [[nodiscard]] std::string shown(std::string_view path);

 private:
  std::string unique(const std::string& parent, std::string name);

  const Redactor& redactor_;
  std::map<std::string, std::string, std::less<>> names_;  // By path.
  std::set<std::string, std::less<>> taken_;
};

/// A name that may stand in a manifest and on any file system for a shown path: UTF-8, without `\`,
/// with parts of at most 255 bytes and 1,000 bytes in all (WPC-ART-008). What had to change carries
/// a part of the path's SHA-256, so that different paths stay apart.
[[nodiscard]] std::string storable_path(std::string_view shown);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/bundle_paths.inl.hpp"
#endif
