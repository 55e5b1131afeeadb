#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/fields.hpp"

/// \file
/// Structs with tables, one member of each shape, for the tests of the engine.

namespace sample {

namespace json = wp_codebox::json;

enum class Mode { readonly, readwrite };
enum class Color { red, green };

struct Point {
  double x = 0;
  std::optional<std::string> label;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Point&) const = default;
};

/// A text or a list of texts, to exercise custom types.
struct TextOrList {
  std::vector<std::string> texts;

  static const json::CustomType custom;
  bool operator==(const TextOrList&) const = default;
};

/// Contains itself.
struct Tree {
  std::string name;
  std::optional<json::Box<Tree>> child;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Tree&) const = default;
};

struct Everything {
  json::Constant<"sample/v1"> schema;
  json::ConstantNumber<1> version;
  bool flag = false;
  double count = 0;
  std::string name;
  Mode mode = Mode::readonly;
  json::Open<Color> color;
  Point point;
  std::vector<Point> points;
  json::Dictionary<double> scores;
  json::Value anything;
  json::Nullable<std::string> maybe;
  TextOrList custom;
  std::optional<std::vector<std::string>> tags;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Everything&) const = default;
};

/// A closed struct with a rule on each member.
struct Ruled {
  std::optional<std::string> slug;
  std::optional<std::string> level;
  std::optional<double> port;
  std::optional<std::vector<std::string>> names;
  std::optional<std::string> source;
  std::optional<std::string> bundle;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Ruled&) const = default;
};

}  // namespace sample

template <>
inline constexpr auto wp_codebox::json::enum_texts<sample::Mode> =
    wp_codebox::json::enum_texts_of("readonly", "readwrite");
template <>
inline constexpr auto wp_codebox::json::enum_texts<sample::Color> =
    wp_codebox::json::enum_texts_of("red", "green");

namespace sample {

inline constexpr json::FieldRow point_fields[] = {
    json::field<&Point::x>("x", "Across."),
    json::field<&Point::label>("label", "Name for people."),
};
inline constexpr json::StructTable Point::table =
    json::struct_table<Point>("Point", "A point.", point_fields);

inline constexpr json::FieldRow tree_fields[] = {
    json::field<&Tree::name>("name", "Its name."),
    json::field<&Tree::child>("child", "What hangs on it."),
};
inline constexpr json::StructTable Tree::table =
    json::struct_table<Tree>("Tree", "A tree with one branch.", tree_fields);

inline constexpr json::FieldRow everything_fields[] = {
    json::field<&Everything::schema>("schema", "Which document."),
    json::field<&Everything::version>("version", "Which version."),
    json::field<&Everything::flag>("flag", "Yes or no."),
    json::field<&Everything::count>("count", "How many."),
    json::field<&Everything::name>("name", "What it is called."),
    json::field<&Everything::mode>("mode", "Closed union."),
    json::field<&Everything::color>("color", "Open union."),
    json::field<&Everything::point>("point", "One struct."),
    json::field<&Everything::points>("points", "Many structs."),
    json::field<&Everything::scores>("scores", "By name."),
    json::field<&Everything::anything>("anything", "Any value."),
    json::field<&Everything::maybe>("maybe", "A text or null."),
    json::field<&Everything::custom>("custom", "Reads itself."),
    json::field<&Everything::tags>("tags", "May be absent."),
};
inline constexpr json::StructTable Everything::table = json::struct_table<Everything>(
    "Everything", "One member of each shape.", everything_fields, {.schema_id = "sample/v1"});

inline constexpr json::Pattern slug_pattern{
    "^[a-z]+$", [](std::string_view text) {
      return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == text.npos;
    }};
inline constexpr std::string_view level_texts[] = {"low", "high"};
inline constexpr json::FieldRule slug_rule{.pattern = &slug_pattern};
inline constexpr json::FieldRule level_rule{.texts = level_texts};
inline constexpr json::FieldRule port_rule{.integer = true, .minimum = 1, .maximum = 65535};
inline constexpr json::FieldRule names_rule{
    .min_items = 1, .max_items = 2, .items = &json::rules::non_empty};
inline constexpr std::string_view ruled_any_of[] = {"source", "bundle"};
inline constexpr json::FieldRow ruled_fields[] = {
    json::field<&Ruled::slug>("slug", "Lower-case letters.", &slug_rule),
    json::field<&Ruled::level>("level", "Low or high.", &level_rule),
    json::field<&Ruled::port>("port", "A port.", &port_rule),
    json::field<&Ruled::names>("names", "One or two names.", &names_rule),
    json::field<&Ruled::source>("source", "Where from."),
    json::field<&Ruled::bundle>("bundle", "Or the thing itself."),
};
inline constexpr json::StructTable Ruled::table = json::struct_table<Ruled>(
    "Ruled", "Rules.", ruled_fields, {.closed = true, .any_of = ruled_any_of});

}  // namespace sample
