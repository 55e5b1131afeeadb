#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// A bundle's folder as the verifier reads it: only paths that pass the path rule, and never
/// anything outside (WPC-VER-005).

namespace WP_CODEBOX_NAMESPACE {

/// The path rule of bundles: not empty, no `\`, not absolute, no `scheme:` in front, no `..`
/// segment.
[[nodiscard]] bool is_safe_bundle_path(std::string_view path);

/// What stands at a path inside a bundle, its last part not followed if it is a link.
struct BundleEntryStatus {
  bool exists = false;      ///< Whether anything is there.
  bool regular = false;     ///< Whether it is a regular file.
  std::uint64_t links = 0;  ///< Number of names the file has.
  bool inside = false;      ///< Whether its real path lies below the bundle's real path.
};

/// An open bundle folder. Every access starts at the folder and refuses to leave it, also when the
/// folder is changed meanwhile. Not to be shared between threads.
class BundleFolder {
 public:
  /// Opens a folder; `is_open` says whether that worked.
  explicit BundleFolder(const std::string& directory);
  ~BundleFolder();
  BundleFolder(const BundleFolder&) = delete;
  BundleFolder& operator=(const BundleFolder&) = delete;

  /// Whether the folder could be opened; all other calls find nothing when it could not.
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  [[nodiscard]] BundleEntryStatus status(std::string_view path) const;  ///< Links are not followed.

  /// A regular file's bytes; nothing when the path is unsafe, leads outside or cannot be read.
  [[nodiscard]] std::optional<std::string> read(std::string_view path) const;

  /// Hands a file's bytes on piece by piece; false when it cannot be read.
  template <class Consume>
  bool stream(std::string_view path, Consume consume) const;

  /// The SHA-256 of a file in hexadecimal digits; nothing when it cannot be read.
  [[nodiscard]] std::optional<std::string> sha256(std::string_view path) const;

  /// Everything below that is not a directory, in UTF-16 order of path.
  [[nodiscard]] std::vector<std::string> list() const;

 private:
  /// Opens a path for reading; negative when that is not allowed or not possible.
  [[nodiscard]] int open(std::string_view path) const;
  /// The path without links, relative to the folder; nothing when it leads outside.
  [[nodiscard]] std::optional<std::string> real_path(std::string_view path) const;
  /// Reads a piece; 0 at the end, negative on an error.
  static std::ptrdiff_t read_piece(int descriptor, char* bytes, std::size_t size);
  static void close(int descriptor);

  std::string directory_;
  int descriptor_ = -1;
};

template <class Consume>
bool BundleFolder::stream(std::string_view path, Consume consume) const {
  const int descriptor = open(path);
  if (descriptor < 0) return false;
  std::string buffer(std::size_t{64} * 1024, '\0');
  std::ptrdiff_t count = 0;
  while ((count = read_piece(descriptor, buffer.data(), buffer.size())) > 0) {
    consume(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  }
  close(descriptor);
  return count == 0;
}

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/bundle_folder.inl.hpp"
#endif
