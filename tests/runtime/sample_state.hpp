#pragma once

#include <string>

#include "wp_codebox/runtime/engine_state.hpp"

namespace wp_codebox::test {

/// A small site.
inline EngineState sample_state() {
  EngineState state;
  state.wordpress_version = "6.5";
  state.php_version = "8.3";
  state.active_theme = "twenty";
  state.active_plugins = {"golden/golden.php"};
  state.wp_content_path = "/wordpress/wp-content";
  WordPressSnapshotTable options;
  options.name = "wp_options";
  options.createSql = "CREATE TABLE wp_options (name TEXT, value TEXT)";
  json::Dictionary<json::Nullable<std::string>> row;
  row["name"] = std::string("siteurl");
  row["value"] = json::Nullable<std::string>();
  options.rows = {row};
  options.rowCount = 1;
  WordPressSnapshotTable links;
  links.name = "wp_links";
  state.database.tables = {options, links};
  state.files = {{"plugins/golden/golden.php", "<?php\n"}, {"index.php", std::string("\0\xFF", 2)}};
  return state;
}

}  // namespace wp_codebox::test
