#include "wp_codebox/json/nlohmann.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace {

using namespace wp_codebox;
using json::Value;

TEST(Nlohmann, GoesBothWays) {
  const auto value = Value::parse(R"({"b":[1,2.5,"x",true,null],"a":{}})");
  const nlohmann::json tree = value->get();
  EXPECT_EQ(tree.dump(), R"({"a":{},"b":[1,2.5,"x",true,null]})");
  EXPECT_EQ(Value(tree), *value);
}

TEST(Nlohmann, KeepsMemberOrderWhenAsked) {
  const auto value = Value::parse(R"({"b":1,"a":2})");
  EXPECT_EQ(value->get<nlohmann::ordered_json>().dump(), R"({"b":1,"a":2})");
  EXPECT_EQ(Value(nlohmann::ordered_json::parse(R"({"b":1,"2":0,"1":0})")).text(),
            R"({"1":0,"2":0,"b":1})");
}

TEST(Nlohmann, TurnsNumbersAsJavaScriptHoldsThem) {
  EXPECT_TRUE(Value::number(9007199254740992.0).get().is_number_integer());
  EXPECT_TRUE(Value::number(1e300).get().is_number_float());
  EXPECT_TRUE(Value::parse("1e400")->get().is_null());
  EXPECT_EQ(Value(nlohmann::json(18446744073709551615ULL)).text(), "18446744073709552000");
  EXPECT_EQ(Value(nlohmann::json(std::nan(""))).text(), "null");
}

TEST(Nlohmann, KeepsLoneSurrogates) {
  const auto value = Value::parse(R"("a\ud800b")");
  EXPECT_EQ(Value(value->get()).text(), R"("a\ud800b")");
}

}  // namespace
