#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The records of one section of a WordPress state: document
/// `wp-codebox/wordpress-state-section/v1` and its data by section.

namespace WP_CODEBOX_NAMESPACE {

/// Data of `summary`.
struct WordPressStateSummary {
  std::string siteUrl;
  std::string homeUrl;
  std::string wordpressVersion;
  std::string activeTheme;
  std::vector<std::string> activePlugins;
  json::Dictionary<json::Value> postCounts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateSummary&) const = default;
};

/// A record of `posts`.
struct WordPressStatePost {
  double id = 0;
  std::string type;
  std::string slug;
  std::string status;
  std::string title;
  std::string contentHash;
  std::string modifiedGmt;
  std::optional<std::string> content;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStatePost&) const = default;
};

/// A record of `terms`.
struct WordPressStateTerm {
  double id = 0;
  std::string taxonomy;
  std::string slug;
  std::string name;
  double parent = 0;
  double count = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateTerm&) const = default;
};

/// An item of a menu.
struct WordPressStateMenuItem {
  double id = 0;
  std::string title;
  std::string url;
  double parentId = 0;
  std::string object;
  std::string type;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateMenuItem&) const = default;
};

/// A record of `menus`.
struct WordPressStateMenu {
  double id = 0;
  std::string slug;
  std::string name;
  std::vector<WordPressStateMenuItem> items;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateMenu&) const = default;
};

/// A template of a block theme.
struct WordPressStateTemplate {
  std::string id;
  std::string slug;
  std::string theme;
  std::string type;
  std::string source;
  std::string contentHash;
  std::optional<std::string> content;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateTemplate&) const = default;
};

/// A template part of a block theme.
struct WordPressStateTemplatePart {
  std::string id;
  std::string slug;
  std::string theme;
  std::string area;
  std::string source;
  std::string contentHash;
  std::optional<std::string> content;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateTemplatePart&) const = default;
};

/// The global styles of a block theme.
struct WordPressStateGlobalStyles {
  std::string stylesheetHash;
  std::optional<std::string> stylesheet;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateGlobalStyles&) const = default;
};

/// Data of `templates`.
struct WordPressStateTemplates {
  std::string theme;
  std::vector<WordPressStateTemplate> templates;
  std::vector<WordPressStateTemplatePart> templateParts;
  json::Nullable<WordPressStateGlobalStyles> globalStyles;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateTemplates&) const = default;
};

/// A record of `media`.
struct WordPressStateMedia {
  double id = 0;
  std::string slug;
  std::string title;
  std::string status;
  std::string mimeType;
  std::string sourceUrl;
  std::string altText;
  std::string metadataHash;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateMedia&) const = default;
};

/// A record of `users`. Which members it has depends on what was asked for.
struct WordPressStateUser {
  double id = 0;
  bool redacted = false;
  std::optional<double> ID;
  std::optional<std::vector<std::string>> roles;
  std::optional<std::vector<std::string>> caps;
  std::optional<std::string> user_login;
  std::optional<std::string> display_name;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateUser&) const = default;
};

/// A record of `rest-routes`.
struct WordPressStateRestRoute {
  std::string route;
  std::vector<std::string> methods;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateRestRoute&) const = default;
};

/// A record of `abilities`.
struct WordPressStateAbility {
  std::string name;
  std::string description;
  std::string category;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateAbility&) const = default;
};

/// Data of `options`: a value or null by name. When no option was named it is an empty array.
using WordPressStateOptions = json::Dictionary<json::Value>;

/// A section file. The data are an array of records, or an object for `summary`, `templates` and
/// `options`; `json::decode_as` reads them by section.
struct WordPressStateSection {
  json::Constant<"wp-codebox/wordpress-state-section/v1"> schema;
  json::ConstantNumber<1> version;
  WordPressStateSectionName section;
  json::Value data;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WordPressStateSection&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow word_press_state_summary_fields[] = {
    json::field<&WordPressStateSummary::siteUrl>("siteUrl", "URL of WordPress."),
    json::field<&WordPressStateSummary::homeUrl>("homeUrl", "URL of the front page."),
    json::field<&WordPressStateSummary::wordpressVersion>("wordpressVersion",
                                                          "Version of WordPress."),
    json::field<&WordPressStateSummary::activeTheme>("activeTheme",
                                                     "Stylesheet of the active theme."),
    json::field<&WordPressStateSummary::activePlugins>("activePlugins",
                                                       "Files of the active plugins."),
    json::field<&WordPressStateSummary::postCounts>("postCounts",
                                                    "By post type: number of posts by status."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateSummary::table =
    json::struct_table<WordPressStateSummary>("WordPressStateSummary", "Data of summary.",
                                              word_press_state_summary_fields);

inline constexpr json::FieldRow word_press_state_post_fields[] = {
    json::field<&WordPressStatePost::id>("id", "Id of the post."),
    json::field<&WordPressStatePost::type>("type", "Post type."),
    json::field<&WordPressStatePost::slug>("slug", "Slug."),
    json::field<&WordPressStatePost::status>("status", "Status, such as publish."),
    json::field<&WordPressStatePost::title>("title", "Title."),
    json::field<&WordPressStatePost::contentHash>("contentHash", "Hash of the content.",
                                                  &sha256_hex_rule),
    json::field<&WordPressStatePost::modifiedGmt>("modifiedGmt", "Time of the last change."),
    json::field<&WordPressStatePost::content>("content", "The content, when it was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStatePost::table =
    json::struct_table<WordPressStatePost>("WordPressStatePost", "A record of posts.",
                                           word_press_state_post_fields);

inline constexpr json::FieldRow word_press_state_term_fields[] = {
    json::field<&WordPressStateTerm::id>("id", "Id of the term."),
    json::field<&WordPressStateTerm::taxonomy>("taxonomy", "Taxonomy."),
    json::field<&WordPressStateTerm::slug>("slug", "Slug."),
    json::field<&WordPressStateTerm::name>("name", "Name."),
    json::field<&WordPressStateTerm::parent>("parent", "Id of the parent, or 0."),
    json::field<&WordPressStateTerm::count>("count", "Number of posts that have it."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateTerm::table =
    json::struct_table<WordPressStateTerm>("WordPressStateTerm", "A record of terms.",
                                           word_press_state_term_fields);

inline constexpr json::FieldRow word_press_state_menu_item_fields[] = {
    json::field<&WordPressStateMenuItem::id>("id", "Id of the item."),
    json::field<&WordPressStateMenuItem::title>("title", "Title."),
    json::field<&WordPressStateMenuItem::url>("url", "Where it leads."),
    json::field<&WordPressStateMenuItem::parentId>("parentId", "Id of the item above it, or 0."),
    json::field<&WordPressStateMenuItem::object>("object", "Kind of thing it leads to."),
    json::field<&WordPressStateMenuItem::type>("type", "Type of the item."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateMenuItem::table =
    json::struct_table<WordPressStateMenuItem>("WordPressStateMenuItem", "An item of a menu.",
                                               word_press_state_menu_item_fields);

inline constexpr json::FieldRow word_press_state_menu_fields[] = {
    json::field<&WordPressStateMenu::id>("id", "Id of the menu."),
    json::field<&WordPressStateMenu::slug>("slug", "Slug."),
    json::field<&WordPressStateMenu::name>("name", "Name."),
    json::field<&WordPressStateMenu::items>("items", "Its items."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateMenu::table =
    json::struct_table<WordPressStateMenu>("WordPressStateMenu", "A record of menus.",
                                           word_press_state_menu_fields);

inline constexpr json::FieldRow word_press_state_template_fields[] = {
    json::field<&WordPressStateTemplate::id>("id", "Id, theme and slug."),
    json::field<&WordPressStateTemplate::slug>("slug", "Slug."),
    json::field<&WordPressStateTemplate::theme>("theme", "Theme it belongs to."),
    json::field<&WordPressStateTemplate::type>("type", "Post type of the template."),
    json::field<&WordPressStateTemplate::source>("source", "Where it comes from."),
    json::field<&WordPressStateTemplate::contentHash>("contentHash", "Hash of the content.",
                                                      &sha256_hex_rule),
    json::field<&WordPressStateTemplate::content>("content", "The content, when it was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateTemplate::table =
    json::struct_table<WordPressStateTemplate>(
        "WordPressStateTemplate", "A template of a block theme.", word_press_state_template_fields);

inline constexpr json::FieldRow word_press_state_template_part_fields[] = {
    json::field<&WordPressStateTemplatePart::id>("id", "Id, theme and slug."),
    json::field<&WordPressStateTemplatePart::slug>("slug", "Slug."),
    json::field<&WordPressStateTemplatePart::theme>("theme", "Theme it belongs to."),
    json::field<&WordPressStateTemplatePart::area>("area", "Area of the page."),
    json::field<&WordPressStateTemplatePart::source>("source", "Where it comes from."),
    json::field<&WordPressStateTemplatePart::contentHash>("contentHash", "Hash of the content.",
                                                          &sha256_hex_rule),
    json::field<&WordPressStateTemplatePart::content>("content",
                                                      "The content, when it was asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateTemplatePart::table =
    json::struct_table<WordPressStateTemplatePart>("WordPressStateTemplatePart",
                                                   "A template part of a block theme.",
                                                   word_press_state_template_part_fields);

inline constexpr json::FieldRow word_press_state_global_styles_fields[] = {
    json::field<&WordPressStateGlobalStyles::stylesheetHash>(
        "stylesheetHash", "Hash of the stylesheet.", &sha256_hex_rule),
    json::field<&WordPressStateGlobalStyles::stylesheet>(
        "stylesheet", "The stylesheet, when contents were asked for."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateGlobalStyles::table =
    json::struct_table<WordPressStateGlobalStyles>("WordPressStateGlobalStyles",
                                                   "The global styles of a block theme.",
                                                   word_press_state_global_styles_fields);

inline constexpr json::FieldRow word_press_state_templates_fields[] = {
    json::field<&WordPressStateTemplates::theme>("theme", "The active theme."),
    json::field<&WordPressStateTemplates::templates>("templates", "Its templates."),
    json::field<&WordPressStateTemplates::templateParts>("templateParts", "Its template parts."),
    json::field<&WordPressStateTemplates::globalStyles>("globalStyles",
                                                        "Its global styles, if it has any."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateTemplates::table =
    json::struct_table<WordPressStateTemplates>("WordPressStateTemplates", "Data of templates.",
                                                word_press_state_templates_fields);

inline constexpr json::FieldRow word_press_state_media_fields[] = {
    json::field<&WordPressStateMedia::id>("id", "Id of the attachment."),
    json::field<&WordPressStateMedia::slug>("slug", "Slug."),
    json::field<&WordPressStateMedia::title>("title", "Title."),
    json::field<&WordPressStateMedia::status>("status", "Status."),
    json::field<&WordPressStateMedia::mimeType>("mimeType", "Media type."),
    json::field<&WordPressStateMedia::sourceUrl>("sourceUrl", "Where the file is."),
    json::field<&WordPressStateMedia::altText>("altText", "Text in place of the picture."),
    json::field<&WordPressStateMedia::metadataHash>("metadataHash", "Hash of the metadata.",
                                                    &sha256_hex_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateMedia::table =
    json::struct_table<WordPressStateMedia>("WordPressStateMedia", "A record of media.",
                                            word_press_state_media_fields);

inline constexpr json::FieldRow word_press_state_user_fields[] = {
    json::field<&WordPressStateUser::id>("id", "Id of the user."),
    json::field<&WordPressStateUser::redacted>("redacted", "Whether personal data was left out."),
    json::field<&WordPressStateUser::ID>("ID", "Id of the user, when it was asked for."),
    json::field<&WordPressStateUser::roles>("roles", "Roles."),
    json::field<&WordPressStateUser::caps>("caps", "Capabilities that are granted."),
    json::field<&WordPressStateUser::user_login>("user_login", "Login name."),
    json::field<&WordPressStateUser::display_name>("display_name", "Name for people."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateUser::table =
    json::struct_table<WordPressStateUser>("WordPressStateUser", "A record of users.",
                                           word_press_state_user_fields);

inline constexpr json::FieldRow word_press_state_rest_route_fields[] = {
    json::field<&WordPressStateRestRoute::route>("route", "The route."),
    json::field<&WordPressStateRestRoute::methods>("methods", "Methods that it has."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateRestRoute::table =
    json::struct_table<WordPressStateRestRoute>(
        "WordPressStateRestRoute", "A record of rest-routes.", word_press_state_rest_route_fields);

inline constexpr json::FieldRow word_press_state_ability_fields[] = {
    json::field<&WordPressStateAbility::name>("name", "Name of the ability."),
    json::field<&WordPressStateAbility::description>("description", "What it does."),
    json::field<&WordPressStateAbility::category>("category", "Category."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateAbility::table =
    json::struct_table<WordPressStateAbility>("WordPressStateAbility", "A record of abilities.",
                                              word_press_state_ability_fields);

inline constexpr json::FieldRow word_press_state_section_fields[] = {
    json::field<&WordPressStateSection::schema>("schema", "Schema id."),
    json::field<&WordPressStateSection::version>("version", "Version of the document."),
    json::field<&WordPressStateSection::section>("section", "The section."),
    json::field<&WordPressStateSection::data>("data", "Its records."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WordPressStateSection::table =
    json::struct_table<WordPressStateSection>(
        "WordPressStateSection", "The records of one section of a WordPress state.",
        word_press_state_section_fields, {.schema_id = "wp-codebox/wordpress-state-section/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
