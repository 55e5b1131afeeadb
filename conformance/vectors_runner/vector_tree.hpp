#pragma once

#include <filesystem>
#include <string>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Folders that rows describe, made for the time of one row.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A temporary folder, gone at the end. Throws `std::runtime_error` when it cannot be made.
class VectorTree {
 public:
  VectorTree();
  ~VectorTree();
  VectorTree(const VectorTree&) = delete;
  VectorTree& operator=(const VectorTree&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Creates the entries of a list of `{path, text | base64 | dir | symlink | hardlink}` below
  /// `folder` of this tree.
  void create(const json::Node* entries, const std::filesystem::path& folder) const;

  /// Copies a bundle to `bundle` below this tree and applies a row's operations in their order:
  /// write, delete, replace, symlink, hardlink, mkdir, chmod, rename. Throws `std::runtime_error`
  /// on an operation that cannot be done.
  std::filesystem::path copy_bundle(const std::filesystem::path& source,
                                    const json::Node* operations) const;

 private:
  std::filesystem::path path_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
