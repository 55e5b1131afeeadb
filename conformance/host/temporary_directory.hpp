#pragma once

#include <filesystem>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// A directory that lives as long as its owner.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A fresh directory, readable by its owner only; removed with everything in it, also read-only
/// parts, when this ends. Its path is free of symlinks. Its name ends with six small letters or
/// digits that nobody can foretell; no capital, so that it is never by chance a secret of a case.
/// Not to be shared between threads.
class TemporaryDirectory {
 public:
  /// Makes the directory in `parent`, or in the system's temporary directory. Throws
  /// `std::filesystem::filesystem_error`.
  explicit TemporaryDirectory(std::string_view purpose, const std::filesystem::path& parent = {});
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Removes a directory with everything in it, also read-only parts; follows no link, never throws.
void remove_with_everything(const std::filesystem::path& path);

/// Writes a whole file, making its parents. Throws `std::filesystem::filesystem_error`.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Reads a whole file. Throws `std::filesystem::filesystem_error` when it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
