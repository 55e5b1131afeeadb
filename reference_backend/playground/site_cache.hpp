#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "reference_backend/playground/installation.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Unpacked WordPress archives, kept between programs.

namespace WP_CODEBOX_NAMESPACE::playground {

/// What is known of an unpacked archive.
struct PreparedSite {
  bool installed = false;  ///< It has a database with an installed site.
  std::optional<std::string> version;
  std::string archive_sha256;  ///< Of the archive, as hex digits.
};

/// A folder of unpacked archives, one a digest of the archive. Any number of programs may use one
/// at the same time: an entry appears whole or not at all, and one that was damaged since is made
/// anew.
class SiteCache {
 public:
  /// The user's: `$XDG_CACHE_HOME/wp-codebox`, else `~/.cache/wp-codebox`.
  [[nodiscard]] static std::filesystem::path default_folder();

  SiteCache(std::filesystem::path folder, Installation installation)
      : folder_(std::move(folder)), installation_(std::move(installation)) {}

  /// Fills the empty folder `target` with the files of an archive. Errors:
  /// `wp-codebox-playground-startup-asset-unavailable`, naming the archive, when it cannot be read,
  /// is no zip archive or holds no WordPress.
  /// `stop` ends the unpacking; then the error is the same.
  PreparedSite copy_site(const std::filesystem::path& archive, const std::filesystem::path& target,
                         const std::stop_token& stop = {}) const;

 private:
  void prepare(const std::filesystem::path& archive, const std::filesystem::path& entry,
               const std::stop_token& stop) const;
  void discard(const std::filesystem::path& entry) const;

  std::filesystem::path folder_;
  Installation installation_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
