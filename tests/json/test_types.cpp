#include "wp_codebox/json/types.hpp"

#include <gtest/gtest.h>

#include "sample_structs.hpp"

namespace {

using namespace wp_codebox;
using sample::Color;

TEST(Types, AConstantIsItsText) { EXPECT_EQ(json::Constant<"a/v1">::value(), "a/v1"); }

TEST(Types, EnumTextsGoBothWays) {
  EXPECT_EQ(json::enum_text(sample::Mode::readwrite), "readwrite");
  EXPECT_EQ(json::enum_value<sample::Mode>("readonly"), sample::Mode::readonly);
  EXPECT_FALSE(json::enum_value<sample::Mode>("Readonly").has_value());
}

TEST(Types, AnOpenUnionKeepsAValueItDoesNotKnow) {
  const json::Open<Color> known = Color::green;
  EXPECT_EQ(known.text(), "green");
  EXPECT_TRUE(known == Color::green);
  const json::Open<Color> other(std::string("mauve"));
  EXPECT_FALSE(other.known().has_value());
  EXPECT_EQ(other.text(), "mauve");
  EXPECT_FALSE(other == known);
}

TEST(Types, ADictionaryKeepsOrderAndComparesWithoutIt) {
  json::Dictionary<std::string> dictionary{{"b", "1"}, {"a", "2"}};
  dictionary["c"] = "3";
  dictionary["b"] = "4";
  EXPECT_EQ(dictionary.entries().front().first, "b");
  EXPECT_EQ(*dictionary.find("b"), "4");
  EXPECT_EQ(dictionary.find("d"), nullptr);
  EXPECT_EQ(dictionary, (json::Dictionary<std::string>{{"a", "2"}, {"c", "3"}, {"b", "4"}}));
  EXPECT_NE(dictionary, (json::Dictionary<std::string>{{"a", "2"}, {"c", "3"}, {"b", "5"}}));
}

TEST(Types, ABoxCopiesWhatItHolds) {
  json::Box<std::string> first(std::string("one"));
  json::Box<std::string> second = first;
  *second = "two";
  EXPECT_EQ(*first, "one");
  EXPECT_FALSE(first == second);
  first = second;
  EXPECT_TRUE(first == second);
}

}  // namespace
