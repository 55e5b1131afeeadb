#include "wp_codebox/json/value.hpp"

#include <gtest/gtest.h>

namespace {

using namespace wp_codebox;
using json::Value;

TEST(Value, HoldsTheCompactText) {
  const auto value = Value::parse(" { \"b\" : [ 1.0 , \"\\u0041\" ] , \"2\":0,\"1\":0 } ");
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->text(), R"({"1":0,"2":0,"b":[1,"A"]})");
  EXPECT_TRUE(value->is_object());
}

TEST(Value, RefusesWhatIsNotJson) { EXPECT_FALSE(Value::parse("{").has_value()); }

TEST(Value, KnowsItsKind) {
  EXPECT_EQ(Value().kind(), json::Kind::null);
  EXPECT_EQ(Value::boolean(false).kind(), json::Kind::boolean);
  EXPECT_EQ(Value::number(-1).kind(), json::Kind::number);
  EXPECT_EQ(Value::string("x").kind(), json::Kind::string);
  EXPECT_EQ(Value::array().kind(), json::Kind::array);
  EXPECT_EQ(Value::object().kind(), json::Kind::object);
}

TEST(Value, ComparesByValueNotByMemberOrder) {
  EXPECT_EQ(*Value::parse(R"({"a":1,"b":2})"), *Value::parse(R"({"b":2,"a":1})"));
  EXPECT_NE(*Value::parse(R"([1,2])"), *Value::parse(R"([2,1])"));
  EXPECT_NE(*Value::parse(R"({"a":1})"), *Value::parse(R"({"a":2})"));
  EXPECT_NE(*Value::parse("true"), *Value::parse("null"));
}

TEST(Value, EscapesTextsItIsMadeOf) { EXPECT_EQ(Value::string("a\"\n").text(), R"("a\"\n")"); }

TEST(Value, OpensForLookingInside) {
  json::Parsed parsed(*Value::parse(R"({"a":[true]})"));
  json::Parsed moved = std::move(parsed);
  ASSERT_NE(moved.root().find("a"), nullptr);
  EXPECT_TRUE(moved.root().find("a")->items()[0].boolean());
  EXPECT_FALSE(moved.error().has_value());
  EXPECT_TRUE(json::Parsed(std::string("nope")).error().has_value());
}

TEST(Extra, SetsReplacesAndErases) {
  json::Extra extra;
  extra.set("a", Value::number(1));
  extra.set("b", Value::number(2));
  extra.set("a", Value::number(3));
  EXPECT_EQ(extra.entries().size(), 2U);
  EXPECT_EQ(extra.find("a")->text(), "3");
  json::Extra other;
  other.set("b", Value::number(2));
  EXPECT_FALSE(extra == other);
  extra.erase("a");
  EXPECT_TRUE(extra == other);
}

}  // namespace
