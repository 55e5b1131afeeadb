#include "wp_codebox/json/decode.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sample_structs.hpp"

namespace {

using namespace wp_codebox;
using sample::Everything;
using sample::Ruled;

constexpr std::string_view complete =
    R"({"schema":"sample/v1","version":1,"flag":true,"count":2.5,"name":"n","mode":"readwrite",)"
    R"("color":"mauve","point":{"x":1,"label":"l","z":9},"points":[{"x":2},{"x":3}],)"
    R"("scores":{"b":1,"a":2},"anything":{"k":[null]},"maybe":null,"custom":["a","b"],)"
    R"("tags":["t"],"later":{"v":1}})";

std::vector<std::string> messages(const json::Issues& issues) {
  std::vector<std::string> lines;
  for (const json::Issue& issue : issues) lines.push_back(issue.message());
  return lines;
}

template <class T>
std::vector<std::string> problems(std::string_view text) {
  std::vector<std::string> lines;
  const json::Issues issues = json::from_json<T>(text).issues;
  for (const json::Issue& issue : issues) {
    lines.push_back(issue.path.dotted() + " " + issue.code);
  }
  // A check without a value finds the same.
  json::Document document;
  json::Issues checked;
  if (!document.read(text)) {
    EXPECT_EQ(json::check<T>(document.root(), checked), issues.empty());
  }
  EXPECT_EQ(messages(checked), messages(issues)) << text;
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Decode, ReadsEveryShape) {
  const auto decoded = json::from_json<Everything>(complete);
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  const Everything& value = decoded.value;
  EXPECT_TRUE(value.flag);
  EXPECT_EQ(value.count, 2.5);
  EXPECT_EQ(value.name, "n");
  EXPECT_EQ(value.mode, sample::Mode::readwrite);
  EXPECT_EQ(value.color.text(), "mauve");
  EXPECT_EQ(value.point.label, "l");
  ASSERT_EQ(value.points.size(), 2U);
  EXPECT_EQ(value.points[1].x, 3);
  EXPECT_EQ(*value.scores.find("a"), 2);
  EXPECT_EQ(value.anything.text(), R"({"k":[null]})");
  EXPECT_FALSE(value.maybe.value.has_value());
  EXPECT_EQ(value.custom.texts, (Lines{"a", "b"}));
  EXPECT_EQ(value.tags, (Lines{"t"}));
}

TEST(Decode, KeepsMembersItDoesNotKnowAtEveryDepth) {
  const auto decoded = json::from_json<Everything>(complete);
  ASSERT_NE(decoded.value.extra.find("later"), nullptr);
  EXPECT_EQ(decoded.value.extra.find("later")->text(), R"({"v":1})");
  ASSERT_NE(decoded.value.point.extra.find("z"), nullptr);
}

TEST(Decode, ReportsEveryIssueInTableOrder) {
  EXPECT_EQ(problems<Everything>(R"({"tags":[1,"a",null],"custom":3,"maybe":4,"scores":{"q":"w"},
                                     "points":[{"x":"one"},[]],"point":5,"color":6,"mode":"both",
                                     "name":7,"flag":"yes","version":2,"schema":"other"})"),
            (Lines{"$.schema json-constant-mismatch", "$.version json-constant-mismatch",
                   "$.flag json-type-mismatch", "$.count json-member-missing",
                   "$.name json-type-mismatch", "$.mode json-value-unknown",
                   "$.color json-type-mismatch", "$.point json-type-mismatch",
                   "$.points[0].x json-type-mismatch", "$.points[1] json-type-mismatch",
                   "$.scores.q json-type-mismatch", "$.anything json-member-missing",
                   "$.maybe json-type-mismatch", "$.custom json-type-mismatch",
                   "$.tags[0] json-type-mismatch", "$.tags[2] json-type-mismatch"}));
}

TEST(Decode, TellsAbsentNullAndWrongTypeApart) {
  EXPECT_EQ(problems<sample::Point>(R"({"x":1})"), Lines{});
  EXPECT_EQ(problems<sample::Point>(R"({"x":1,"label":null})"),
            Lines{"$.label json-type-mismatch"});
  EXPECT_EQ(problems<sample::Point>(R"({"x":1,"label":2})"), Lines{"$.label json-type-mismatch"});
  EXPECT_EQ(problems<sample::Point>(R"({"x":null})"), Lines{"$.x json-type-mismatch"});
}

TEST(Decode, NamesWhatStoodThere) {
  const auto decoded = json::from_json<Everything>(R"({"mode":"both"})");
  for (const json::Issue& issue : decoded.issues) {
    if (issue.path.dotted() != "$.mode") continue;
    EXPECT_EQ(issue.expected, R"("readonly" or "readwrite")");
    EXPECT_EQ(issue.found, R"(string "both")");
    return;
  }
  FAIL() << "no issue at $.mode";
}

TEST(Decode, ChecksTheRulesOfATable) {
  EXPECT_EQ(problems<Ruled>(R"({"source":"s","slug":"ab","level":"low","port":80,"names":["a"]})"),
            Lines{});
  EXPECT_EQ(problems<Ruled>(R"({"slug":"A","level":"mid","port":0,"names":[],"more":1})"),
            (Lines{"$.slug json-pattern-mismatch", "$.level json-value-unknown",
                   "$.port json-out-of-range", "$.names json-size-mismatch",
                   "$.source json-member-missing", "$.more json-member-unknown"}));
  EXPECT_EQ(problems<Ruled>(R"({"bundle":"b","port":1.5,"names":["","b","c"]})"),
            (Lines{"$.port json-out-of-range", "$.names json-size-mismatch",
                   "$.names[0] json-size-mismatch"}));
  EXPECT_EQ(problems<Ruled>(R"({"bundle":"b","port":1e400})"), Lines{"$.port json-out-of-range"});
}

TEST(Decode, KeepsAnUnknownMemberOfAClosedStruct) {
  const auto decoded = json::from_json<Ruled>(R"({"source":"s","more":1})");
  EXPECT_FALSE(decoded.ok());
  EXPECT_NE(decoded.value.extra.find("more"), nullptr);
}

TEST(Decode, TakesTheLastOfARepeatedMember) {
  const auto decoded = json::from_json<sample::Point>(R"({"x":1,"x":2})");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded.value.x, 2);
  EXPECT_TRUE(decoded.value.extra.empty());
}

TEST(Decode, ReadsATypeThatContainsItself) {
  const auto decoded = json::from_json<sample::Tree>(R"({"name":"a","child":{"name":"b"}})");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ((*decoded.value.child)->name, "b");
}

TEST(Decode, KeepsMoreMembersThanATableNames) {
  std::string text = R"({"x":1)";
  for (int i = 0; i < 200; ++i) text += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
  const auto decoded = json::from_json<sample::Point>(text + "}");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded.value.extra.entries().size(), 200U);
}

TEST(Decode, SaysWhyATextIsNotJson) {
  const auto decoded = json::from_json<sample::Point>("{\"x\":}");
  ASSERT_TRUE(decoded.error.has_value());
  EXPECT_EQ(decoded.error->code, json::read_code::syntax);
  EXPECT_NE(decoded.message().find("line 1, column 6"), std::string::npos) << decoded.message();
}

}  // namespace
