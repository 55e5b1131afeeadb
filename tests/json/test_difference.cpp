#include "wp_codebox/json/difference.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/value.hpp"

namespace {

using namespace wp_codebox;
using json::text_difference;

TEST(Difference, OfEqualValuesIsEmpty) {
  EXPECT_EQ(text_difference(R"({"a":1,"b":[true,null]})", R"({ "b": [true, null], "a": 1.0 })"),
            "");
}

TEST(Difference, NamesThePlaceAndBothValues) {
  EXPECT_EQ(text_difference(R"({"steps":[{"id":"a"}]})", R"({"steps":[{"id":"b"}]})"),
            "$.steps[0].id: \"a\" and \"b\"\n");
  EXPECT_EQ(text_difference("1", "\"1\""), "$: 1 and \"1\"\n");
  EXPECT_EQ(text_difference(R"({"a":{}})", R"({"a":[]})"), "$.a: {} and []\n");
}

TEST(Difference, NamesWhatOneSideLacks) {
  EXPECT_EQ(text_difference(R"({"a":1,"c":null})", R"({"a":1,"b":{"x":2}})"),
            "$.c: null and absent\n$.b: absent and {\"x\":2}\n");
  EXPECT_EQ(text_difference("[1,2]", "[1]"), "$[1]: 2 and absent\n");
  EXPECT_EQ(text_difference("[1]", "[1,2]"), "$[1]: absent and 2\n");
}

TEST(Difference, FindsEveryPlace) {
  const json::Parsed left{std::string(R"([1,{"a":2},3])")};
  const json::Parsed right{std::string(R"([0,{"a":4},3])")};
  const auto found = json::differences(left.root(), right.root());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].path.dotted(), "$[0]");
  EXPECT_EQ(found[1].path.pointer(), "/1/a");
  EXPECT_EQ(found[1].left, "2");
  EXPECT_EQ(found[1].right, "4");
}

TEST(Difference, CutsLongValues) {
  const std::string text = text_difference("\"" + std::string(1000, 'x') + "\"", "1");
  EXPECT_LT(text.size(), 500U);
  EXPECT_NE(text.find("… (1002 bytes)"), std::string::npos);
}

TEST(Difference, OfWhatIsNoJsonShowsIt) {
  EXPECT_EQ(text_difference("{", "{}"), "{ and {}\n");
  EXPECT_EQ(text_difference("{", "{"), "");
}

}  // namespace
