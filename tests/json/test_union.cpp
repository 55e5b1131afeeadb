#include "wp_codebox/json/union.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace wp_codebox;

struct Settings {
  double level = 0;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Settings&) const = default;
};

inline constexpr json::FieldRow settings_fields[] = {
    json::field<&Settings::level>("level", "A level."),
};
inline constexpr json::StructTable Settings::table =
    json::struct_table<Settings>("Settings", "Settings.", settings_fields);

using Choice = json::Union<bool, Settings, std::vector<std::string>>;

TEST(Union, TakesTheAlternativeThatTheKindOfValueTells) {
  const auto boolean = json::from_json<Choice>("true");
  ASSERT_TRUE(boolean.ok()) << boolean.message();
  EXPECT_EQ(*boolean.value.get<bool>(), true);
  const auto object = json::from_json<Choice>(R"({"level":2,"x":1})");
  ASSERT_TRUE(object.ok()) << object.message();
  EXPECT_EQ(object.value.get<Settings>()->level, 2);
  EXPECT_EQ(object.value.get<bool>(), nullptr);
  const auto list = json::from_json<Choice>(R"(["a"])");
  EXPECT_EQ(list.value.get<std::vector<std::string>>()->front(), "a");
}

TEST(Union, WritesBackWhatItHolds) {
  for (const char* text : {"true", R"({"level":2,"x":1})", R"(["a"])"}) {
    EXPECT_EQ(json::to_json(json::from_json<Choice>(text).value), text);
  }
  EXPECT_EQ(json::to_json(Choice(false)), "false");
  EXPECT_EQ(json::to_json(Choice()), "false");
}

TEST(Union, NamesAllAlternativesWhenNoneFits) {
  for (const char* text : {"null", "5", R"("x")"}) {
    const auto decoded = json::from_json<Choice>(text);
    ASSERT_EQ(decoded.issues.size(), 1U);
    EXPECT_EQ(decoded.issues[0].code, json::issue_code::type_mismatch);
    EXPECT_EQ(decoded.issues[0].expected, "true or false or an object or an array");
  }
}

TEST(Union, ReportsIssuesInsideTheAlternative) {
  const auto decoded = json::from_json<Choice>(R"(["a",5])");
  ASSERT_EQ(decoded.issues.size(), 1U);
  EXPECT_EQ(decoded.issues[0].path.dotted(), "$[1]");
}

TEST(Union, ComparesByAlternativeAndValue) {
  EXPECT_EQ(Choice(true), Choice(true));
  EXPECT_FALSE(Choice(true) == Choice(false));
  EXPECT_FALSE(Choice(false) == Choice(Settings{}));
}

TEST(Union, TellsWhichKindsATypeReads) {
  using json::Kind;
  EXPECT_TRUE(json::accepts(json::type_row<Choice>, Kind::boolean));
  EXPECT_TRUE(json::accepts(json::type_row<Choice>, Kind::object));
  EXPECT_FALSE(json::accepts(json::type_row<Choice>, Kind::null));
  EXPECT_FALSE(json::accepts(json::type_row<Choice>, Kind::number));
  EXPECT_TRUE(json::accepts(json::type_row<json::Nullable<std::string>>, Kind::null));
  EXPECT_TRUE(json::accepts(json::type_row<std::optional<double>>, Kind::number));
  EXPECT_FALSE(json::accepts(json::type_row<std::optional<double>>, Kind::null));
  EXPECT_TRUE(json::accepts(json::type_row<json::Value>, Kind::array));
  EXPECT_TRUE(json::accepts(json::type_row<json::Constant<"a">>, Kind::string));
  EXPECT_TRUE(json::accepts(json::type_row<json::ConstantNumber<1>>, Kind::number));
}

}  // namespace
