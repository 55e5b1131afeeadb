#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Data of a `wordpress-state` observation: document `wp-codebox/wordpress-state-export/v1`. The
/// records of each section are in `wordpress_state_section.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Sections of an export, in the order in which they are exported.
enum class KnownWordPressStateSection : std::uint8_t {
  summary,
  posts,
  terms,
  menus,
  templates,
  media,
  options,
  users,
  rest_routes,
  abilities
};
template <>
inline constexpr auto json::enum_texts<KnownWordPressStateSection> =
    json::enum_texts_of("summary", "posts", "terms", "menus", "templates", "media", "options",
                        "users", "rest-routes", "abilities");

/// Other texts are legal too.
using WordPressStateSectionName = json::Open<KnownWordPressStateSection>;

/// What was asked for.
struct WordPressStateConfig {
  std::vector<WordPressStateSectionName> sections;
  ObservationRedaction redaction;
  bool includeContent = false;
  std::vector<std::string> optionNames;
  std::vector<std::string> userFields;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateConfig&) const = default;
};

/// Where the records of a section are.
struct WordPressStateArtifact {
  std::string artifact;
  std::string sha256;
  double bytes = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateArtifact&) const = default;
};

/// What an export says about a section other than summary.
struct WordPressStateCount {
  double count = 0;
  std::optional<std::vector<std::string>> keys;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateCount&) const = default;
};

/// The state of a WordPress site in short.
struct WordPressStateExport {
  json::Constant<"wp-codebox/wordpress-state-export/v1"> schema;
  json::ConstantNumber<1> version;
  std::string generatedAt;
  WordPressStateConfig config;
  json::Dictionary<json::Value> sections;
  json::Dictionary<WordPressStateArtifact> artifacts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateExport&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow word_press_state_config_fields[] = {
    json::field<&WordPressStateConfig::sections>("sections", "Sections that were asked for."),
    json::field<&WordPressStateConfig::redaction>("redaction",
                                                  "How much of personal data is shown."),
    json::field<&WordPressStateConfig::includeContent>(
        "includeContent", "Whether contents are exported besides their hashes."),
    json::field<&WordPressStateConfig::optionNames>("optionNames", "Options that were asked for."),
    json::field<&WordPressStateConfig::userFields>("userFields",
                                                   "Fields of users that were asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateConfig::table =
    json::struct_table<WordPressStateConfig>("WordPressStateConfig", "What was asked for.",
                                             word_press_state_config_fields);

inline constexpr json::FieldRow word_press_state_artifact_fields[] = {
    json::field<&WordPressStateArtifact::artifact>("artifact",
                                                   "Path of the section file in the bundle."),
    json::field<&WordPressStateArtifact::sha256>("sha256", "SHA-256 of that file.",
                                                 &sha256_hex_rule),
    json::field<&WordPressStateArtifact::bytes>("bytes", "Size of that file in bytes."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateArtifact::table =
    json::struct_table<WordPressStateArtifact>("WordPressStateArtifact",
                                               "Where the records of a section are.",
                                               word_press_state_artifact_fields);

inline constexpr json::FieldRow word_press_state_count_fields[] = {
    json::field<&WordPressStateCount::count>("count", "Number of records."),
    json::field<&WordPressStateCount::keys>("keys",
                                            "Names of its members, when the section is an object."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateCount::table =
    json::struct_table<WordPressStateCount>(
        "WordPressStateCount", "What an export says about a section other than summary.",
        word_press_state_count_fields);

inline constexpr json::FieldRow word_press_state_export_fields[] = {
    json::field<&WordPressStateExport::schema>("schema", "Schema id."),
    json::field<&WordPressStateExport::version>("version", "Version of the document."),
    json::field<&WordPressStateExport::generatedAt>("generatedAt",
                                                    "When, ISO 8601 with seconds and +00:00."),
    json::field<&WordPressStateExport::config>("config", "What was asked for."),
    json::field<&WordPressStateExport::sections>(
        "sections", "The summary in full and the counts of the others."),
    json::field<&WordPressStateExport::artifacts>("artifacts",
                                                  "Where the records of each section are."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateExport::table =
    json::struct_table<WordPressStateExport>(
        "WordPressStateExport", "The state of a WordPress site in short.",
        word_press_state_export_fields, {.schema_id = "wp-codebox/wordpress-state-export/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
