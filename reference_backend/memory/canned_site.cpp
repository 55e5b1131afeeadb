#include "reference_backend/memory/canned_site.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/types.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Record = json::Dictionary<json::Value>;

json::Value text(std::string_view value) { return json::Value::string(value); }

json::Value list_of(const Record& record) {
  return json::Value::from_compact("[" + json::to_json(record) + "]");
}

json::Value summary() {
  Record record;
  // Each for itself: a new member may move those that are there.
  record["homeUrl"] = text("http://memory.invalid");
  record["siteUrl"] = text("http://memory.invalid");
  record["wordpressVersion"] = text("6.5");
  record["activeTheme"] = text("canned");
  record["activePlugins"] = json::Value::array();
  record["postCounts"] = json::Value::from_compact(R"({"post":{"publish":1}})");
  return json::to_value(record);
}

json::Value posts(const WordPressStateConfig& config) {
  const json::Value content = text("Hello from nowhere.");
  Record record;
  record["id"] = json::Value::number(1);
  record["type"] = text("post");
  record["slug"] = text("hello");
  record["status"] = text("publish");
  record["title"] = text("Hello");
  record["contentHash"] = text(sha256_hex(content.text()));
  record["modifiedGmt"] = text("2026-01-02 03:04:05");
  if (config.includeContent) record["content"] = content;
  return list_of(record);
}

json::Value options(const WordPressStateConfig& config) {
  if (config.optionNames.empty()) return json::Value::array();
  Record record;
  for (const std::string& name : config.optionNames) {
    record[name] = name == "blogname" ? text("Canned site") : json::Value();
  }
  return json::to_value(record);
}

json::Value users(const WordPressStateConfig& config) {
  const bool redacted = config.redaction != KnownObservationRedaction::none;
  const auto asked = [&config](std::string_view field) {
    return std::find(config.userFields.begin(), config.userFields.end(), field) !=
           config.userFields.end();
  };
  Record record;
  record["id"] = json::Value::number(1);
  record["redacted"] = json::Value::boolean(redacted);
  if (asked("ID")) record["ID"] = json::Value::number(1);
  if (asked("roles")) record["roles"] = json::Value::from_compact(R"(["administrator"])");
  if (asked("caps")) record["caps"] = json::Value::from_compact(R"(["read"])");
  if (!redacted && asked("user_login")) record["user_login"] = text("canned-admin");
  if (!redacted && asked("display_name")) record["display_name"] = text("Canned Admin");
  return list_of(record);
}

}  // namespace

json::Value canned_section(KnownWordPressStateSection section, const WordPressStateConfig& config) {
  using Section = KnownWordPressStateSection;
  switch (section) {
    case Section::summary:
      return summary();
    case Section::posts:
      return posts(config);
    case Section::options:
      return options(config);
    case Section::users:
      return users(config);
    case Section::templates:
      return json::Value::from_compact(
          R"({"theme":"canned","templates":[],"templateParts":[],"globalStyles":null})");
    default:
      return json::Value::array();
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
