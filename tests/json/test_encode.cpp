#include "wp_codebox/json/encode.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "sample_structs.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace {

using namespace wp_codebox;
using sample::Everything;

constexpr std::string_view complete =
    R"({"schema":"sample/v1","version":1,"flag":true,"count":2.5,"name":"n","mode":"readwrite",)"
    R"("color":"mauve","point":{"x":1,"label":"l","z":9},"points":[{"x":2},{"x":3}],)"
    R"("scores":{"b":1,"a":2},"anything":{"k":[null]},"maybe":null,"custom":"a",)"
    R"("tags":["t"],"later":{"v":1}})";

TEST(Encode, WritesWhatWasRead) {
  const auto decoded = json::from_json<Everything>(complete);
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(json::to_json(decoded.value), complete);
}

TEST(Encode, LeavesAbsentMembersOut) {
  sample::Point point;
  point.x = 1;
  EXPECT_EQ(json::to_json(point), R"({"x":1})");
}

TEST(Encode, WritesConstantsWithoutBeingTold) {
  const std::string text = json::to_json(Everything{});
  EXPECT_NE(text.find(R"("schema":"sample/v1","version":1)"), std::string::npos) << text;
}

TEST(Encode, WritesNumbersThatJsonLacksAsNull) {
  sample::Point point;
  point.x = std::numeric_limits<double>::infinity();
  EXPECT_EQ(json::to_json(point), R"({"x":null})");
}

TEST(Encode, PrintsTheStableAndTheIndentedForm) {
  sample::Point point;
  point.x = 1;
  point.label = "b";
  point.extra.set("a", json::Value::array());
  EXPECT_EQ(json::to_stable_json(point), R"({"a":[],"label":"b","x":1})");
  EXPECT_EQ(json::to_pretty_json(point), "{\n  \"x\": 1,\n  \"label\": \"b\",\n  \"a\": []\n}");
}

TEST(Encode, GivesAValueThatCanBeLookedInto) {
  sample::Point point;
  point.x = 7;
  const json::Parsed parsed(json::to_value(point));
  ASSERT_NE(parsed.root().find("x"), nullptr);
  EXPECT_EQ(parsed.root().find("x")->number(), 7);
}

}  // namespace
