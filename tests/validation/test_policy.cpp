#include "wp_codebox/validation/policy.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "../vector_file.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace {

using namespace wp_codebox;
using CodesAndFields = std::vector<std::pair<std::string, std::string>>;

CodesAndFields codes_and_fields(const RuntimePolicyValidationResult& result) {
  CodesAndFields pairs;
  for (const RuntimePolicyIssue& issue : result.issues) {
    EXPECT_FALSE(issue.message.empty());
    pairs.emplace_back(issue.code, issue.field);
  }
  return pairs;
}

const CodesAndFields every_issue{{"invalid-network", "network"},
                                 {"invalid-filesystem", "filesystem"},
                                 {"invalid-command", "commands"},
                                 {"invalid-secrets", "secrets"},
                                 {"invalid-approvals", "approvals"}};

// WPC-POL-002, WPC-POL-004, WPC-POL-005, WPC-POL-007, WPC-POL-008
TEST(ValidatePolicy, GivesTheIssuesOfTheVectors) {
  test::for_each_row("policy", [](const test::VectorRow& row) {
    const json::Parsed policy(row.text("text"));
    ASSERT_FALSE(policy.error().has_value());
    const RuntimePolicyValidationResult result = validate_policy(policy.root());
    EXPECT_EQ(result.valid, row.expect.find("valid")->boolean());
    CodesAndFields expected;
    for (const json::Node& issue : row.expect.find("issues")->items()) {
      expected.emplace_back(issue.find("code")->text(), issue.find("field")->text());
    }
    EXPECT_EQ(codes_and_fields(result), expected);
  });
}

TEST(ValidatePolicy, AgreesWithTheTypedFormOfTheVectors) {
  std::size_t valid = 0;
  test::for_each_row("policy", [&valid](const test::VectorRow& row) {
    const auto decoded = json::from_json<RuntimePolicy>(row.text("text"));
    EXPECT_EQ(decoded.ok(), row.expect.find("valid")->boolean()) << decoded.message();
    if (!decoded.ok()) return;
    ++valid;
    EXPECT_TRUE(validate_policy(decoded.value).valid);
    const json::Parsed original(row.text("text"));
    EXPECT_EQ(json::to_stable_json(decoded.value), json::stable_json(original.root()));
  });
  EXPECT_GT(valid, 0U);
}

// WPC-POL-006
TEST(ValidatePolicy, GivesAllFiveIssuesForWhatIsNoObject) {
  for (const char* text : {"null", "3", R"("x")", "true", "[]", R"(["network"])"}) {
    const json::Parsed policy{std::string(text)};
    const RuntimePolicyValidationResult result = validate_policy(policy.root());
    EXPECT_FALSE(result.valid) << text;
    EXPECT_EQ(codes_and_fields(result), every_issue) << text;
  }
}

/// The fields with an issue in a policy with these two members.
CodesAndFields issues_with(const std::string& network, const std::string& commands) {
  const json::Parsed policy(R"({"network":)" + network + R"(,"filesystem":"sandbox","commands":)" +
                            commands + R"(,"secrets":"none","approvals":"never","more":1})");
  EXPECT_FALSE(policy.error().has_value());
  return codes_and_fields(validate_policy(policy.root()));
}

// WPC-POL-001
TEST(ValidatePolicy, WantsHostsThatAreTexts) {
  EXPECT_TRUE(issues_with(R"({"allowHosts":[]})", "[]").empty());
  EXPECT_TRUE(issues_with(R"({"allowHosts":[" ","a","a"],"x":1})", "[]").empty());
  for (const char* network : {R"({"allowHosts":[""]})", R"({"allowHosts":["a",1]})", "{}", "[]",
                              R"({"allowHosts":"a"})", R"("Allow")", R"(["allow"])", "null"}) {
    EXPECT_EQ(issues_with(network, "[]"), CodesAndFields{every_issue[0]}) << network;
  }
}

// WPC-POL-003
TEST(ValidatePolicy, WantsCommandsThatAreTexts) {
  EXPECT_TRUE(issues_with(R"("deny")", R"([" ","a","a"])").empty());
  for (const char* commands : {R"([""])", R"(["a",""])", R"([null])", R"([["a"]])", R"("a")",
                               R"({"0":"a","length":1})", "null"}) {
    EXPECT_EQ(issues_with(R"("deny")", commands), CodesAndFields{every_issue[2]}) << commands;
  }
}

TEST(ValidatePolicy, FindsEmptyTextsInATypedPolicy) {
  RuntimePolicy policy;
  EXPECT_TRUE(validate_policy(policy).valid);
  policy.network = NetworkPolicy::to_hosts({"a", ""});
  policy.commands = {""};
  EXPECT_EQ(codes_and_fields(validate_policy(policy)),
            (CodesAndFields{every_issue[0], every_issue[2]}));
}

TEST(AssertPolicy, ThrowsWithTheIssues) {
  RuntimePolicy policy;
  EXPECT_NO_THROW(assert_policy(policy));
  policy.commands = {""};
  try {
    assert_policy(policy);
    ADD_FAILURE() << "nothing was thrown";
  } catch (const RuntimePolicyValidationError& error) {
    ASSERT_EQ(error.issues().size(), 1U);
    EXPECT_EQ(error.issues().front().field, "commands");
  }
  EXPECT_THROW(assert_policy(json::Parsed(std::string("{}")).root()), RuntimePolicyValidationError);
}

// WPC-POL-010
TEST(CommandCheck, GivesTheAnswersOfTheVectors) {
  test::for_each_row("command-allowed", [](const test::VectorRow& row) {
    // The answer counts for any policy, also one that is not valid.
    const RuntimePolicy policy = json::from_json<RuntimePolicy>(row.text("policy")).value;
    const std::string command = row.text("command");
    const bool allowed = row.expect.find("allowed")->boolean();
    EXPECT_EQ(is_command_allowed(policy, command), allowed);
    const json::Node* expected = row.expect.find("error");
    if (allowed || expected->members().empty()) return;
    try {
      assert_command_allowed(policy, command);
      ADD_FAILURE() << "nothing was thrown";
    } catch (const RuntimeCommandPolicyViolationError& error) {
      const json::Parsed form(error.to_json());
      for (const json::Member& member : expected->members()) {
        const json::Node* found = form.root().find(member.name());
        ASSERT_NE(found, nullptr) << member.name();
        EXPECT_EQ(json::stable_json(*found), json::stable_json(member.value)) << member.name();
      }
    }
  });
}

// WPC-POL-012
TEST(CommandCheck, MatchesWholeNamesOnly) {
  RuntimePolicy policy;
  policy.commands = {"wordpress.*", "Wordpress.run-php", "wordpress.run-ph"};
  EXPECT_FALSE(is_command_allowed(policy, "wordpress.run-php"));
  policy.commands.emplace_back("wordpress.run-php");
  EXPECT_TRUE(is_command_allowed(policy, "wordpress.run-php"));
  EXPECT_NO_THROW(assert_command_allowed(policy, "wordpress.run-php"));
}

}  // namespace
