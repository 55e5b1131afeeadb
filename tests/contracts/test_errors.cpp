#include "wp_codebox/contracts/errors.hpp"

#include <gtest/gtest.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;

/// The error that a JSON form becomes, as `Type`; a test failure when it is of another type.
template <class Type>
void expect_thrown(const json::Value& form, void (*check)(const Type& error)) {
  try {
    throw_error(form);
  } catch (const Type& error) {
    check(error);
  } catch (const ContractError& error) {
    ADD_FAILURE() << "another type: " << error.code();
  }
}

RuntimePolicyValidationError policy_error() {
  return RuntimePolicyValidationError(
      {{"invalid-network", "network", "first", {}}, {"invalid-command", "commands", "second", {}}});
}

TEST(ContractError, TakesItsNameFromTheListOfCodes) {
  EXPECT_EQ(ContractError(error_code::host_tool_handler_error, "m").name(), "HostToolError");
  EXPECT_EQ(ContractError("x-own", "m").name(), "Error");
  EXPECT_EQ(ContractError("x-own", "OwnError", "m", {}).name(), "OwnError");
}

TEST(ContractError, PrintsItsFieldsAfterNameMessageAndCode) {
  const RuntimeError error(error_code::runtime_command_timeout, "too \"slow\"",
                           {{"timeoutMs", json::Value::number(5)}});
  EXPECT_EQ(error.to_json().text(),
            R"({"name":"RuntimeError","message":"too \"slow\"","code":"runtime-command-timeout",)"
            R"("timeoutMs":5})");
  EXPECT_STREQ(error.what(), "too \"slow\"");
}

// WPC-POL-009
TEST(RuntimePolicyValidationError, NamesEveryIssueAndHasAJsonForm) {
  const RuntimePolicyValidationError error = policy_error();
  const std::string what = error.what();
  EXPECT_NE(what.find("invalid-network"), std::string::npos) << what;
  EXPECT_NE(what.find("second"), std::string::npos) << what;
  EXPECT_EQ(error.to_json().text(),
            R"({"code":"runtime-policy-invalid","issues":[{"code":"invalid-network","field":)"
            R"("network","message":"first"},{"code":"invalid-command","field":"commands",)"
            R"("message":"second"}],"message":")" +
                what + R"(","name":"RuntimePolicyValidationError"})");
}

// WPC-POL-011
TEST(RuntimeCommandPolicyViolationError, NamesTheCommandAndHasAJsonForm) {
  RuntimePolicy policy;
  policy.commands = {"b", "b"};
  const RuntimeCommandPolicyViolationError error("a", policy);
  policy.commands.clear();
  EXPECT_EQ(error.allowed_commands(), (std::vector<std::string>{"b", "b"}));
  EXPECT_NE(std::string(error.what()).find(" a"), std::string::npos) << error.what();
  EXPECT_EQ(error.to_json().text(),
            R"({"code":"runtime-command-disallowed","command":"a","allowedCommands":["b","b"],)"
            R"("policy":{"network":"deny","filesystem":"sandbox","commands":["b","b"],)"
            R"("secrets":"none","approvals":"never"},"message":")" +
                error.message() + R"(","name":"RuntimeCommandPolicyViolationError"})");
}

TEST(ThrowError, BringsAPolicyErrorBack) {
  expect_thrown<RuntimePolicyValidationError>(
      policy_error().to_json(), [](const RuntimePolicyValidationError& error) {
        EXPECT_EQ(error.to_json(), policy_error().to_json());
      });
}

TEST(ThrowError, BringsACommandErrorBack) {
  expect_thrown<RuntimeCommandPolicyViolationError>(
      RuntimeCommandPolicyViolationError("a", RuntimePolicy{}).to_json(),
      [](const RuntimeCommandPolicyViolationError& error) {
        EXPECT_EQ(error.command(), "a");
        EXPECT_EQ(error.policy(), RuntimePolicy{});
      });
}

TEST(ThrowError, BringsAnActionErrorBack) {
  const RuntimeActionPolicyError thrown("m", json::Value::object());
  expect_thrown<RuntimeActionPolicyError>(
      thrown.to_json(),
      [](const RuntimeActionPolicyError& error) { EXPECT_TRUE(error.action().is_object()); });
}

TEST(ThrowError, BringsAHostToolDefinitionErrorBack) {
  const HostToolDefinitionError thrown("client/x", "m");
  expect_thrown<HostToolDefinitionError>(
      thrown.to_json(), [](const HostToolDefinitionError& error) {
        EXPECT_EQ(error.to_json().text(),
                  R"({"name":"HostToolDefinitionError","message":"m","code":)"
                  R"("host-tool-invalid-definition","tool":"client/x"})");
      });
}

TEST(ThrowError, MakesAProtocolErrorOfProtocolAndTextCodes) {
  for (const char* code : {"backend-protocol-error", "json-too-large"}) {
    const ContractError thrown(code, "m", {{"limit", json::Value::number(1)}});
    expect_thrown<BackendProtocolError>(thrown.to_json(), [](const BackendProtocolError& error) {
      EXPECT_NE(error.fields().find("limit"), nullptr) << error.code();
    });
  }
}

TEST(ThrowError, KeepsNameAndMembersOfOtherErrors) {
  const json::Value form = json::Value::from_compact(
      R"({"name":"PlaygroundCommandError","message":"m","code":)"
      R"("wp-codebox-playground-command-failed","command":"c","response":{"exitCode":1}})");
  expect_thrown<RuntimeError>(form, [](const RuntimeError& error) {
    EXPECT_EQ(error.to_json().text(),
              R"({"name":"PlaygroundCommandError","message":"m","code":)"
              R"("wp-codebox-playground-command-failed","command":"c","response":{"exitCode":1}})");
  });
}

TEST(ThrowError, MakesSomethingOfAnyForm) {
  for (const char* form : {"null", "[]", "{}", "3", R"({"code":3})"}) {
    expect_thrown<RuntimeError>(json::Value::from_compact(form), [](const RuntimeError& error) {
      EXPECT_EQ(error.code(), error_code::backend_internal_error);
    });
  }
}

TEST(ThrowError, FallsBackWhenATypesMembersDoNotFit) {
  const json::Value form =
      json::Value::from_compact(R"({"code":"runtime-policy-invalid","issues":3})");
  expect_thrown<RuntimeError>(form, [](const RuntimeError& error) {
    EXPECT_EQ(error.code(), error_code::runtime_policy_invalid);
  });
}

}  // namespace
