#include "wp_codebox/runtime/host_tools.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "../vector_file.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace wp_codebox {
namespace {

HostToolDefinition definition(std::string name) {
  HostToolDefinition tool;
  tool.name = std::move(name);
  tool.description = "does it";
  return tool;
}

std::string refusal(const HostToolDefinition& tool) {
  try {
    HostToolRegistry({tool});
  } catch (const HostToolDefinitionError& error) {
    EXPECT_EQ(error.code(), "host-tool-invalid-definition");
    return error.message();
  }
  return "";
}

HostToolResult call(const HostToolDefinition& tool, std::vector<std::string> args,
                    const HostToolHandler& handler) {
  const HostToolRegistry registry({tool});
  ExecutionSpec execution;
  execution.command = tool.name;
  execution.args = std::move(args);
  Clock clock;
  return call_host_tool(registry.list().front(), execution, handler, clock);
}

json::Value echo(const json::Value& input, const HostToolContext& /*context*/) { return input; }

// The result without free text and times, as the vectors have it.
std::string compared(HostToolResult result) {
  result.startedAt = "<time>";
  result.finishedAt = "<time>";
  if (result.error) result.error->message.clear();
  result.toolResult.error.reset();
  std::string text = json::to_json(result);
  const std::string empty_message = R"(,"message":"")";
  const std::size_t at = text.find(empty_message);
  if (at != std::string::npos) text.erase(at, empty_message.size());
  return json::stable_json(json::Parsed(std::move(text)).root());
}

void check_registry(const test::VectorRow& row) {
  // The vectors write a handler as a text, which our type keeps as an unknown member.
  const json::Parsed given(row.text("definitions"));
  HostToolRegistry registry;
  bool refused = false;
  for (const json::Node& item : given.root().items()) {
    const auto tool = json::decode_as<HostToolDefinition>(item);
    try {
      registry.add(tool.value);
    } catch (const HostToolDefinitionError&) {
      refused = true;
    }
  }
  EXPECT_EQ(refused, row.expect.find("error") != nullptr);
  if (refused) return;
  const json::Parsed list(json::to_json(registry.list()));
  EXPECT_EQ(json::stable_json(list.root()), json::stable_json(*row.expect.find("list")));
}

void check_call(const test::VectorRow& row, bool throws) {
  HostToolDefinition tool = definition("client/t");
  const auto schema = [&row](const char* name) {
    return json::from_json<json::Dictionary<json::Value>>(row.text(name)).value;
  };
  tool.inputSchema = schema("inputSchema");
  tool.outputSchema = schema("outputSchema");
  const json::Value output = *json::Value::parse(row.text("output"));
  const HostToolResult result =
      call(tool, {"input-json=" + row.text("input")},
           [&](const json::Value&, const HostToolContext&) -> json::Value {
             if (throws) throw std::runtime_error("handler");
             return output;
           });
  EXPECT_EQ(compared(result), json::stable_json(*row.expect.find("result")));
}

// WPC-TOOL-005
TEST(HostTools, AnswersAsTheReferenceSystemDoes) {
  int calls = 0;
  test::for_each_row("host-tool", [&](const test::VectorRow& row) {
    const std::string function = row.text("function");
    if (function == "HostToolRegistry") check_registry(row);
    if (function == "executeHostTool") {
      // The one row in which the handler throws has this output.
      check_call(row, row.text("output") == "null");
      ++calls;
    }
    if (function == "createHostToolTransportError") {
      std::vector<std::string> args;
      for (const json::Node& arg : row.input.find("args")->items()) {
        args.push_back(json::Parsed(arg.text()).root().text());
      }
      Clock clock;
      const HostToolResult result =
          host_tool_failure(args[0], args[1], args[2], args[3], args[4], clock);
      EXPECT_EQ(result.startedAt, "T");
      EXPECT_EQ(result.error->message, "m");
      EXPECT_EQ(compared(result), json::stable_json(*row.expect.find("result")));
    }
  });
  EXPECT_GT(calls, 10);
}

// WPC-TOOL-001
TEST(HostTools, TheRefusalOfADefinitionNamesToolAndRule) {
  EXPECT_NE(refusal(definition("nosource")).find("'nosource'"), std::string::npos);
  HostToolDefinition tool = definition("client/x");
  tool.declaration.emplace();
  tool.declaration->source = "other";
  EXPECT_NE(refusal(tool).find("source"), std::string::npos);
  tool.declaration->source.reset();
  tool.declaration->executor = "server";
  EXPECT_NE(refusal(tool).find("executor"), std::string::npos);
  tool.declaration->executor.reset();
  tool.declaration->scope = "session";
  EXPECT_NE(refusal(tool).find("scope"), std::string::npos);
  tool.declaration->scope.reset();
  EXPECT_EQ(refusal(tool), "");
  tool.description.clear();
  EXPECT_NE(refusal(tool).find("description"), std::string::npos);
  EXPECT_EQ(refusal(definition("CLIENT/X_1-2")), "");
}

// WPC-TOOL-001
TEST(HostTools, ANameIsRegisteredOnce) {
  HostToolRegistry registry({definition("client/x")});
  EXPECT_THROW(registry.add(definition("client/x")), HostToolDefinitionError);
  EXPECT_NE(registry.find("client/x"), nullptr);
  EXPECT_EQ(registry.find("client/y"), nullptr);
  EXPECT_EQ(registry.list().size(), 1U);
}

// WPC-TOOL-004
TEST(HostTools, ReadsTheInputFromKeysAndValues) {
  const HostToolResult result =
      call(definition("client/x"), {"a=1", "b=x=y", "noequals", "=empty", "a=2"}, &echo);
  EXPECT_EQ(result.output->text(), R"({"a":"2","b":"x=y"})");
  EXPECT_EQ(result.status, HostToolStatus::ok);
  EXPECT_TRUE(result.toolResult.success);
}

TEST(HostTools, TheFirstInputJsonWins) {
  const HostToolResult result =
      call(definition("client/x"), {"a=1", "input-json=[1]", "input-json={}"}, &echo);
  EXPECT_EQ(result.output->text(), "[1]");
}

// WPC-TOOL-004
TEST(HostTools, InputThatIsNotJsonNeverReachesTheHandler) {
  bool called = false;
  const HostToolResult result =
      call(definition("client/x"), {"input-json={"}, [&](const auto& input, const auto&) {
        called = true;
        return input;
      });
  EXPECT_FALSE(called);
  EXPECT_EQ(result.error->code, "host-tool-invalid-input-json");
  EXPECT_EQ(result.toolResult.metadata.find("code")->text(), R"("host-tool-invalid-input-json")");
}

// WPC-TOOL-006
TEST(HostTools, InputThatDoesNotFitNeverReachesTheHandler) {
  HostToolDefinition tool = definition("client/x");
  tool.inputSchema = json::from_json<json::Dictionary<json::Value>>(
                         R"({"type":"object","required":["id"],"properties":{"id":{"type":)"
                         R"("integer"},"tags":{"type":"array","items":{"type":"string"}}},)"
                         R"("additionalProperties":false})")
                         .value;
  int calls = 0;
  const auto message = [&](const std::string& input) {
    const HostToolResult result =
        call(tool, {"input-json=" + input}, [&](const auto& given, const auto&) {
          ++calls;
          return given;
        });
    if (!result.error) return std::string();
    EXPECT_EQ(result.error->code, "host-tool-invalid-input");
    return result.error->message;
  };
  const auto names = [&](const std::string& input, const char* path, const char* expected) {
    const std::string text = message(input);
    EXPECT_NE(text.find(path), std::string::npos) << input << ": " << text;
    EXPECT_NE(text.find(expected), std::string::npos) << input << ": " << text;
  };
  names("[]", "input", "object");
  names(R"({"id":1.5})", "input.id", "integer");
  names(R"({"tags":[]})", "input.id", "required");
  names(R"({"id":1,"tags":["a",2]})", "input.tags[1]", "string");
  names(R"({"id":1,"more":2})", "input.more", "not expected");
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(message(R"({"id":1,"tags":["a"]})"), "");
  EXPECT_EQ(calls, 1);
}

// WPC-TOOL-005
TEST(HostTools, OutputThatDoesNotFitIsAnError) {
  HostToolDefinition tool = definition("client/x");
  tool.outputSchema = json::Dictionary<json::Value>{{"type", json::Value::string("string")}};
  const HostToolResult result = call(tool, {}, &echo);
  EXPECT_EQ(result.error->code, "host-tool-invalid-output");
  EXPECT_NE(result.error->message.find("output"), std::string::npos);
}

// WPC-TOOL-005
TEST(HostTools, WhatTheHandlerThrowsIsTheMessage) {
  const HostToolResult thrown = call(
      definition("client/x"), {},
      [](const auto&, const auto&) -> json::Value { throw std::runtime_error("no such page"); });
  EXPECT_EQ(thrown.error->code, "host-tool-handler-error");
  EXPECT_EQ(thrown.error->message, "no such page");
  EXPECT_EQ(*thrown.toolResult.error, "no such page");
  const HostToolResult odd =
      call(definition("client/x"), {}, [](const auto&, const auto&) -> json::Value { throw 5; });
  EXPECT_EQ(odd.error->code, "host-tool-handler-error");
}

TEST(HostTools, TheContextSaysWhoCallsWithWhichLimits) {
  const HostToolRegistry registry({definition("client/x")});
  ExecutionSpec execution;
  execution.command = "client/x";
  execution.timeoutMs = 250;
  Clock clock;
  std::string seen;
  (void)call_host_tool(
      registry.list().front(), execution,
      [&](const json::Value& input, const HostToolContext& context) {
        seen = json::to_json(context);
        return input;
      },
      clock);
  EXPECT_EQ(seen, R"({"tool":"client/x","policyCommand":"client/x",)"
                  R"("metadata":{"cwd":null,"timeoutMs":250}})");
}

TEST(HostTools, AreCalledWithTheSystemsClockWhenNoneIsGiven) {
  const HostToolRegistry registry({definition("client/t")});
  ExecutionSpec execution;
  execution.command = "client/t";
  execution.args = {R"(input-json={"a": 1})"};
  const HostToolResult result = call_host_tool(*registry.find("client/t"), execution, echo);
  EXPECT_EQ(result.status, HostToolStatus::ok);
  EXPECT_EQ(result.output->text(), R"({"a":1})");
  EXPECT_GT(result.startedAt, "2020");
  EXPECT_LE(result.startedAt, result.finishedAt);
}

}  // namespace
}  // namespace wp_codebox
