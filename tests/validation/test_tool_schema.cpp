#include "wp_codebox/validation/tool_schema.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/value.hpp"

namespace wp_codebox {
namespace {

/// The issue, or an empty text.
std::string issue(std::string schema, std::string value) {
  const json::Parsed parsed_schema(std::move(schema));
  const json::Parsed parsed_value(std::move(value));
  return tool_schema_issue(parsed_schema.root(), parsed_value.root(), "input").value_or("");
}

bool names(const std::string& text, const std::string& path, const std::string& type) {
  return text.find(path + " ") != std::string::npos && text.find(type) != std::string::npos;
}

TEST(ToolSchema, AcceptsEveryTypeWhereItBelongs) {
  EXPECT_EQ(issue(R"({"type":"object"})", "{}"), "");
  EXPECT_EQ(issue(R"({"type":"array"})", "[]"), "");
  EXPECT_EQ(issue(R"({"type":"string"})", R"("")"), "");
  EXPECT_EQ(issue(R"({"type":"number"})", "1.5"), "");
  EXPECT_EQ(issue(R"({"type":"integer"})", "2e3"), "");
  EXPECT_EQ(issue(R"({"type":"boolean"})", "false"), "");
  EXPECT_EQ(issue(R"({"type":"null"})", "null"), "");
}

TEST(ToolSchema, NamesPathAndExpectedType) {
  EXPECT_TRUE(names(issue(R"({"type":"integer"})", "1.5"), "input", "integer"));
  EXPECT_TRUE(names(issue(R"({"type":"integer"})", "1e400"), "input", "integer"));
  EXPECT_TRUE(names(issue(R"({"type":"object"})", "[]"), "input", "object"));
  EXPECT_TRUE(
      names(issue(R"({"properties":{"a":{"type":"string"}}})", R"({"a":1})"), "input.a", "string"));
  EXPECT_TRUE(names(issue(R"({"properties":{"list":{"type":"array","items":{"type":"number"}}}})",
                          R"({"list":[1,2,"3"]})"),
                    "input.list[2]", "number"));
}

TEST(ToolSchema, ReportsTheFirstIssueInTheOrderOfTheContract) {
  const std::string schema =
      R"({"required":["a","b"],"properties":{"c":{"type":"string"}},"additionalProperties":false})";
  EXPECT_TRUE(names(issue(schema, R"({"c":1,"x":1})"), "input.a", "required"));
  EXPECT_TRUE(names(issue(schema, R"({"a":1,"c":1,"x":1})"), "input.b", "required"));
  EXPECT_TRUE(names(issue(schema, R"({"a":1,"b":1,"c":1})"), "input.c", "string"));
  EXPECT_TRUE(names(issue(schema, R"({"a":1,"b":1,"c":"","x":1})"), "input.a", "not expected"));
}

TEST(ToolSchema, PropertiesAndRequiredAskForAnObject) {
  EXPECT_TRUE(names(issue(R"({"properties":{}})", "[]"), "input", "object"));
  EXPECT_TRUE(names(issue(R"({"required":[]})", "1"), "input", "object"));
  EXPECT_EQ(issue(R"({"additionalProperties":false})", "1"), "");
}

TEST(ToolSchema, ItemsWithoutTypeIgnoreWhatIsNoArray) {
  EXPECT_EQ(issue(R"({"items":{"type":"string"}})", "{}"), "");
  EXPECT_TRUE(names(issue(R"({"items":{"type":"string"}})", "[1]"), "input[0]", "string"));
}

TEST(ToolSchema, TakesInheritedMembersForPresentAsTheReferenceSystemDoes) {
  EXPECT_EQ(issue(R"({"required":["toString"]})", "{}"), "");
  EXPECT_TRUE(names(issue(R"({"properties":{"toString":{"type":"string"}}})", "{}"),
                    "input.toString", "string"));
  EXPECT_EQ(issue(R"({"properties":{"toString":{"type":"string"}}})", R"({"toString":"x"})"), "");
}

TEST(ToolSchema, IgnoresWhatItDoesNotKnow) {
  for (const char* const schema :
       {"null", "[]", "true", R"({"type":5})", R"({"type":"date"})", R"({"minimum":3})",
        R"({"required":[1]})", R"({"items":[{"type":"string"}]})"}) {
    EXPECT_EQ(issue(schema, "{}"), "") << schema;
  }
  EXPECT_EQ(issue(R"({"properties":5})", "{}"), "");
}

}  // namespace
}  // namespace wp_codebox
