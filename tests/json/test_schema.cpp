#include "wp_codebox/json/schema.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/union.hpp"

namespace {

using namespace wp_codebox;

enum class Colour : std::uint8_t { red, blue };

}  // namespace

template <>
inline constexpr auto wp_codebox::json::enum_texts<Colour> =
    wp_codebox::json::enum_texts_of("red", "blue");

namespace {

bool starts_with_a(std::string_view text) { return text.starts_with('a'); }
constexpr json::Pattern pattern{"^a", &starts_with_a};
constexpr json::FieldRule text_rule{.pattern = &pattern, .min_length = 1};
constexpr json::FieldRule count_rule{.integer = true, .minimum = 1, .maximum = 65535};
constexpr json::FieldRule list_rule{.min_items = 1, .max_items = 25, .items = &text_rule};
constexpr json::FieldRule object_rule{.object = true};
constexpr json::FieldRule hidden_rule{.outside_schema = true};
constexpr std::string_view one_text[] = {"only"};
constexpr json::FieldRule one_text_rule{.texts = one_text};
constexpr std::string_view two_texts[] = {"this", "that"};
constexpr json::FieldRule two_texts_rule{.texts = two_texts};

struct Part {
  double amount = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Part&) const = default;
};

inline constexpr json::FieldRow part_fields[] = {
    json::field<&Part::amount>("amount", "How much."),
};
inline constexpr json::StructTable Part::table =
    json::struct_table<Part>("Part", "A part.", part_fields);

/// The schema of one type without head and definitions.
template <class T>
std::string schema_of() {
  const std::string text = json::json_schema(json::type_row<T>, {"id", "", ""});
  const std::string head =
      R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"id")";
  EXPECT_EQ(text.substr(0, head.size()), head);
  return "{" + text.substr(text.size() == head.size() + 1 ? head.size() : head.size() + 1);
}

TEST(JsonSchema, NamesTheKindOfPlainTypes) {
  EXPECT_EQ(schema_of<bool>(), R"({"type":"boolean"})");
  EXPECT_EQ(schema_of<double>(), R"({"type":"number"})");
  EXPECT_EQ(schema_of<std::string>(), R"({"type":"string"})");
  EXPECT_EQ(schema_of<json::Value>(), "{}");
}

TEST(JsonSchema, GivesConstantsAndClosedTextsExactly) {
  EXPECT_EQ(schema_of<json::Constant<"x">>(), R"({"const":"x"})");
  EXPECT_EQ(schema_of<json::ConstantNumber<2>>(), R"({"const":2})");
  EXPECT_EQ(schema_of<Colour>(), R"({"enum":["red","blue"]})");
  EXPECT_EQ(schema_of<json::Open<Colour>>(), R"({"type":"string","examples":["red","blue"]})");
}

TEST(JsonSchema, DescribesContainersByWhatTheyHold) {
  EXPECT_EQ(schema_of<std::vector<double>>(), R"({"type":"array","items":{"type":"number"}})");
  EXPECT_EQ(schema_of<json::Dictionary<bool>>(),
            R"({"type":"object","additionalProperties":{"type":"boolean"}})");
}

TEST(JsonSchema, JoinsPlainAlternativesAndListsOthers) {
  EXPECT_EQ(schema_of<json::Nullable<std::string>>(), R"({"type":["string","null"]})");
  EXPECT_EQ((schema_of<json::Union<bool, double>>()), R"({"type":["boolean","number"]})");
  EXPECT_EQ((schema_of<json::Nullable<json::Union<bool, double>>>()),
            R"({"type":["boolean","number","null"]})");
  EXPECT_EQ(schema_of<json::Nullable<Colour>>(),
            R"({"anyOf":[{"enum":["red","blue"]},{"type":"null"}]})");
  EXPECT_EQ((schema_of<json::Union<bool, std::vector<double>>>()),
            R"({"oneOf":[{"type":"boolean"},{"type":"array","items":{"type":"number"}}]})");
}

struct Whole {
  json::Constant<"whole"> schema;
  std::string name;
  std::optional<double> count;
  std::optional<std::vector<std::string>> names;
  std::optional<json::Value> free;
  std::optional<std::string> one;
  std::optional<std::string> two;
  std::optional<std::string> hidden;
  std::optional<Part> part;
  std::vector<Part> parts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Whole&) const = default;
};

inline constexpr json::FieldRow whole_fields[] = {
    json::field<&Whole::schema>("schema", "Schema id."),
    json::field<&Whole::name>("name", "A \"name\".", &text_rule),
    json::field<&Whole::count>("count", "A count.", &count_rule),
    json::field<&Whole::names>("names", "Names.", &list_rule),
    json::field<&Whole::free>("free", "Anything.", &object_rule),
    json::field<&Whole::one>("one", "One.", &one_text_rule),
    json::field<&Whole::two>("two", "Two.", &two_texts_rule),
    json::field<&Whole::hidden>("hidden", "Hidden.", &hidden_rule),
    json::field<&Whole::part>("part", "A part."),
    json::field<&Whole::parts>("parts", "Parts."),
};
constexpr std::string_view whole_any_of[] = {"one", "two"};
inline constexpr json::StructTable Whole::table =
    json::struct_table<Whole>("Whole", "All of it.", whole_fields,
                              {.schema_id = "whole", .closed = true, .any_of = whole_any_of});

TEST(JsonSchema, StatesEveryRuleOfAStruct) {
  EXPECT_EQ(
      json::json_schema(json::type_row<Whole>, {"whole", "title", ""}),
      R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"whole",)"
      R"("title":"title","description":"All of it.","type":"object","properties":{)"
      R"("schema":{"description":"Schema id.","const":"whole"},)"
      R"("name":{"description":"A \"name\".","type":"string","minLength":1,"pattern":"^a"},)"
      R"("count":{"description":"A count.","type":"integer","minimum":1,"maximum":65535},)"
      R"("names":{"description":"Names.","type":"array",)"
      R"("items":{"type":"string","minLength":1,"pattern":"^a"},"minItems":1,"maxItems":25},)"
      R"("free":{"description":"Anything.","type":"object"},)"
      R"("one":{"description":"One.","type":"string","const":"only"},)"
      R"("two":{"description":"Two.","type":"string","enum":["this","that"]},)"
      R"("part":{"description":"A part.","$ref":"#/$defs/Part"},)"
      R"("parts":{"description":"Parts.","type":"array","items":{"$ref":"#/$defs/Part"}}},)"
      R"("required":["schema","name","parts"],)"
      R"("anyOf":[{"properties":{"one":true},"required":["one"]},)"
      R"({"properties":{"two":true},"required":["two"]}],)"
      R"("additionalProperties":false,"$defs":{"Part":{"description":"A part.",)"
      R"("type":"object","properties":{"amount":{"description":"How much.","type":"number"}},)"
      R"("required":["amount"]}}})");
}

struct Tree {
  std::vector<json::Box<Tree>> children;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Tree&) const = default;
};

inline constexpr json::FieldRow tree_fields[] = {
    json::field<&Tree::children>("children", "Trees below."),
};
inline constexpr json::StructTable Tree::table =
    json::struct_table<Tree>("Tree", "A tree.", tree_fields);

TEST(JsonSchema, RefersToItsRootWhereATypeHoldsItself) {
  EXPECT_EQ(schema_of<Tree>(),
            R"({"description":"A tree.","type":"object","properties":{"children":{)"
            R"("description":"Trees below.","type":"array","items":{"$ref":"#"}}},)"
            R"("required":["children"]})");
}

TEST(JsonSchema, DescribesADocumentThatIsNoStruct) {
  EXPECT_EQ(json::json_schema(json::type_row<std::vector<Part>>, {"parts", "", "Parts."}),
            R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"parts",)"
            R"("description":"Parts.","type":"array","items":{"$ref":"#/$defs/Part"},)"
            R"("$defs":{"Part":{"description":"A part.","type":"object","properties":{"amount":)"
            R"({"description":"How much.","type":"number"}},"required":["amount"]}}})");
}

}  // namespace
