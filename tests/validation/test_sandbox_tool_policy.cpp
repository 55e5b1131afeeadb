#include "wp_codebox/validation/sandbox_tool_policy.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../vector_file.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;

std::string issue_list(const std::vector<SandboxToolPolicyIssue>& issues) {
  std::string text;
  for (const auto& issue : issues) {
    EXPECT_FALSE(issue.message.empty());
    text += (text.empty() ? "" : ",") + (R"({"code":")" + issue.code) + R"(","field":")" +
            issue.field + R"("})";
  }
  return "[" + text + "]";
}

void check_validation(const test::VectorRow& row, const json::Node& policy) {
  const auto issues = validate_sandbox_tool_policy(policy);
  EXPECT_EQ(issues.empty(), row.expect.find("valid")->boolean());
  EXPECT_EQ(issue_list(issues), json::compact_json(*row.expect.find("issues")));
  if (issues.empty()) {
    EXPECT_NO_THROW(assert_sandbox_tool_policy(policy));
    EXPECT_EQ(json::compact_json(policy), row.expected("normalized"));
    return;
  }
  try {
    assert_sandbox_tool_policy(policy);
    FAIL() << "nothing was thrown";
  } catch (const SandboxToolPolicyValidationError& error) {
    const json::Node& expected = *row.expect.find("error");
    EXPECT_EQ(error.code(), expected.find("code")->text());
    EXPECT_EQ(error.name(), expected.find("name")->text());
    const json::Parsed form(error.to_json());
    std::string names;
    for (const json::Member& member : form.root().members()) {
      names += (names.empty() ? "\"" : ",\"") + std::string(member.name()) + "\"";
    }
    EXPECT_EQ("[" + names + "]", json::compact_json(*expected.find("keys")));
  }
}

TEST(SandboxToolPolicy, AnswersAsTheVectors) {
  test::for_each_row("sandbox-tool-policy", [](const test::VectorRow& row) {
    const std::string function = row.text("function");
    const std::string text = row.text(function == "runtime-metadata" ? "tool" : "policy");
    json::Document document;
    ASSERT_FALSE(document.read(text).has_value());
    if (function == "validate") return check_validation(row, document.root());
    if (function == "runtime-metadata") {
      EXPECT_EQ(sandbox_tool_runtime_metadata(document.root()).text(),
                json::compact_json(*row.expect.find("metadata")));
      return;
    }
    ASSERT_EQ(function, "allowed-ids");
    std::string ids;
    for (const std::string& id : sandbox_allowed_tool_ids(document.root())) {
      ids += (ids.empty() ? "" : ",") + json::Value::string(id).text();
    }
    EXPECT_EQ("[" + ids + "]", json::compact_json(*row.expect.find("ids")));
  });
}

}  // namespace
