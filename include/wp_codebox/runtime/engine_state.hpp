#pragma once

#include <string>
#include <vector>

#include "wp_codebox/contracts/wordpress_snapshot.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The state of a site, as engines capture and restore it.

namespace WP_CODEBOX_NAMESPACE {

/// A regular file below wp-content.
struct EngineStateFile {
  std::string path;   ///< Relative to wp-content.
  std::string bytes;  ///< The content as it is.
};

/// Everything of a site that a snapshot keeps. Order does not matter; the runtime sorts, hashes and
/// redacts.
struct EngineState {
  std::string wordpress_version;            ///< Such as `6.8.1`.
  std::string php_version;                  ///< Such as `8.3.21`.
  std::string active_theme;                 ///< Stylesheet.
  std::vector<std::string> active_plugins;  ///< Plugin files.
  std::string wp_content_path;              ///< Inside the sandbox.
  WordPressSnapshotDatabase database;       ///< All tables with their rows.
  std::vector<EngineStateFile> files;       ///< Below wp-content.
};

}  // namespace WP_CODEBOX_NAMESPACE
