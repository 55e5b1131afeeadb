#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// The difference of two versions of a text file as a patch, one hunk a file.

namespace WP_CODEBOX_NAMESPACE {

/// How a patch is written.
enum class PatchForm : std::uint8_t {
  /// As git reads it, exact to the byte (WPC-ART-013): line ends, a missing final newline, modes,
  /// empty files, odd paths.
  strict,
  /// As the reference system writes it: line ends normalised, no mark for a missing final newline,
  /// no modes. For comparing with documents that it wrote.
  reference
};

/// One version of a file.
struct FileVersion {
  std::string bytes;        ///< Text.
  bool executable = false;  ///< Mode 100755 instead of 100644.
};

/// Mode as git writes it.
[[nodiscard]] inline std::string_view git_mode(const FileVersion& version) {
  return version.executable ? "100755" : "100644";
}

/// Whether a patch of that form has anything to say about the two versions.
[[nodiscard]] bool differ(PatchForm form, const FileVersion& before, const FileVersion& after);

/// The part of a patch about one file, ending in LF; empty when nothing changed. `path` starts with
/// `/` and stands behind the `a` and `b` of the headers. A null version is a file that does not
/// exist; not both may be null.
[[nodiscard]] std::string file_patch(PatchForm form, std::string_view path,
                                     const FileVersion* before, const FileVersion* after);

/// A path as git writes it into a header: between quotation marks and escaped when it holds control
/// characters, quotation marks, backslashes or bytes beyond ASCII; otherwise as it is.
[[nodiscard]] std::string git_quoted_path(std::string_view path);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/file_patch.inl.hpp"
#endif
