// Commands of RecordingRuntime.

#include <gtest/gtest.h>

#include <barrier>
#include <cmath>
#include <future>
#include <limits>
#include <set>
#include <thread>

#include "fake_engine.hpp"

namespace wp_codebox {
namespace {

class RecordingCommands : public test::FakeRuntimeTest {
 protected:
  ExecutionResult last_command(Runtime& runtime) {
    const ObservationResult result = runtime.observe(observation("command-result"));
    return json::from_json<ExecutionResult>(result.data.text()).value;
  }

  static HostToolDefinition tool(std::string name) {
    HostToolDefinition definition;
    definition.name = std::move(name);
    definition.description = "a tool";
    return definition;
  }

  static json::Parsed parsed(const ExecutionResult& result) {
    return json::Parsed(result.stdout_text);
  }
};

TEST_F(RecordingCommands, ASuccessIsReturnedAndRecorded) {
  const auto runtime = create();
  const ExecutionResult result = runtime->execute(command("fake.run", {"a=1"}));
  EXPECT_TRUE(result.id.starts_with("command-"));
  EXPECT_EQ(result.command, "fake.run");
  EXPECT_EQ(result.args, std::vector<std::string>{"a=1"});
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_EQ(result.stdout_text, "ran");
  EXPECT_EQ(result.stderr_text, "");
  EXPECT_LE(result.startedAt, result.finishedAt);
  EXPECT_EQ(last_command(*runtime), result);
}

TEST_F(RecordingCommands, TheEventsOfACommandHaveItsIdAndLimits) {
  const auto runtime = create();
  ExecutionSpec execution = command("fake.run", {"a=1"});
  execution.cwd = "/workspace";
  execution.timeoutMs = 60'000;
  const ExecutionResult result = runtime->execute(execution);
  ASSERT_EQ(heard_types(), (std::vector<std::string>{"runtime.created", "runtime.command.started",
                                                     "runtime.command.finished"}));
  EXPECT_EQ(json::to_json(*heard[1].data),
            R"({"id":")" + result.id +
                R"(","command":"fake.run","args":["a=1"],"cwd":"/workspace","timeoutMs":60000})");
  EXPECT_EQ(json::to_json(*heard[2].data),
            R"({"id":")" + result.id + R"(","command":"fake.run","exitCode":0,"startedAt":")" +
                result.startedAt + R"(","finishedAt":")" + result.finishedAt + R"("})");
  EXPECT_EQ(sandbox->commands[0].cwd, "/workspace");
  EXPECT_GT(*sandbox->commands[0].timeout_ms, 0);
  EXPECT_LE(*sandbox->commands[0].timeout_ms, 60'000);
}

TEST_F(RecordingCommands, AFailureRejectsAndIsRecorded) {
  sandbox->run = [](const EngineCommand&) -> std::string {
    throw RuntimeError("wp-codebox-playground-command-failed", "PHP exited with 255",
                       {{"command", json::Value::string("fake.run")}});
  };
  const auto runtime = create();
  try {
    (void)runtime->execute(command("fake.run"));
    FAIL() << "did not reject";
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "wp-codebox-playground-command-failed");
    EXPECT_EQ(error.name(), "PlaygroundCommandError");
    EXPECT_EQ(error.fields().find("command")->text(), R"("fake.run")");
  }
  const ExecutionResult record = last_command(*runtime);
  EXPECT_EQ(record.exitCode, 1);
  EXPECT_EQ(record.stdout_text, "");
  EXPECT_EQ(record.stderr_text, "PHP exited with 255");
  EXPECT_EQ(heard_types()[2], "runtime.command.finished");
}

TEST_F(RecordingCommands, AnExceptionThatIsNotTheContractsIsAnInternalError) {
  sandbox->run = [](const EngineCommand&) -> std::string { throw std::logic_error("bug"); };
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }), "backend-internal-error");
  EXPECT_NE(last_command(*runtime).stderr_text.find("bug"), std::string::npos);
  sandbox->run = [](const EngineCommand&) -> std::string { throw 5; };
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }), "backend-internal-error");
}

TEST_F(RecordingCommands, WhatThePolicyRefusesLeavesNoTrace) {
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.disallowed")); }),
            "runtime-command-disallowed");
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
  EXPECT_EQ(runtime->observe(observation("command-result")).data.text(),
            R"({"commandId":null,"found":false})");
  EXPECT_EQ(sandbox->boots, 0);
}

TEST_F(RecordingCommands, WithoutAnApproverNothingThatNeedsOneRuns) {
  spec.policy.approvals = ApprovalsPolicy::on_command;
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }), "runtime-approval-required");
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
}

TEST_F(RecordingCommands, AnUnknownCommandFailsWithItsNameAndIsRecorded) {
  const auto runtime = create();
  EXPECT_EQ(code_of([&] { runtime->execute(command("unknown.command")); }),
            "runtime-command-unsupported");
  const ExecutionResult record = last_command(*runtime);
  EXPECT_EQ(record.exitCode, 1);
  EXPECT_NE(record.stderr_text.find("unknown.command"), std::string::npos);
  EXPECT_EQ(sandbox->boots, 0);
}

TEST_F(RecordingCommands, ATimeLimitIsAFiniteNumberAboveZero) {
  const auto runtime = create();
  ExecutionSpec execution = command("fake.run");
  for (const double wrong : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    execution.timeoutMs = wrong;
    EXPECT_EQ(code_of([&] { runtime->execute(execution); }), "runtime-argument-invalid") << wrong;
  }
  EXPECT_EQ(heard_types(), std::vector<std::string>{"runtime.created"});
  execution.timeoutMs = 1e300;
  EXPECT_EQ(code_of([&] { runtime->execute(execution); }), "none");
  execution.command = "fake.disallowed";
  execution.timeoutMs = -1;
  EXPECT_EQ(code_of([&] { runtime->execute(execution); }), "runtime-command-disallowed");
}

TEST_F(RecordingCommands, TheTimeLimitHoldsWhileTheSandboxComesUp) {
  std::promise<void> release;
  sandbox->boot = [future = release.get_future().share()](const EngineSetup&) { future.wait(); };
  const auto runtime = create();
  ExecutionSpec execution = command("fake.run");
  execution.timeoutMs = 1;
  EXPECT_EQ(code_of([&] { runtime->execute(execution); }), "runtime-command-timeout");
  EXPECT_EQ(last_command(*runtime).exitCode, 1);
  release.set_value();
  EXPECT_EQ(runtime->execute(command("fake.run")).stdout_text, "ran");
  EXPECT_EQ(sandbox->boots, 1);
}

TEST_F(RecordingCommands, ASandboxThatDiedSaysSo) {
  const auto runtime = create();
  (void)runtime->execute(command("fake.run"));
  sandbox->alive = false;
  EXPECT_EQ(code_of([&] { runtime->execute(command("fake.run")); }), "runtime-dead");
  EXPECT_EQ(last_command(*runtime).exitCode, 1);
}

TEST_F(RecordingCommands, CommandsAtTheSameTimeKeepTheirOwnRecords) {
  constexpr int count = 8;
  std::barrier together(count);
  sandbox->run = [&](const EngineCommand& engine_command) {
    together.arrive_and_wait();
    return engine_command.args[0];
  };
  const auto runtime = create();
  std::vector<std::future<ExecutionResult>> results;
  for (int i = 0; i < count; ++i) {
    results.push_back(std::async(std::launch::async, [&, i] {
      return runtime->execute(command("fake.run", {"n=" + std::to_string(i)}));
    }));
  }
  std::set<std::string> ids;
  for (int i = 0; i < count; ++i) {
    const ExecutionResult result = results[static_cast<std::size_t>(i)].get();
    EXPECT_EQ(result.stdout_text, "n=" + std::to_string(i));
    ids.insert(result.id);
  }
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(count));
  std::vector<std::string> finished;
  for (const LifecycleEvent& event : heard) {
    if (event.type == KnownLifecycleEventType::command_finished) {
      finished.push_back(json::Parsed(*event.data->find("id")).root().text());
    }
  }
  EXPECT_EQ(finished.size(), static_cast<std::size_t>(count));
  EXPECT_EQ(last_command(*runtime).id, finished.back());
}

TEST_F(RecordingCommands, BytesThatAreNotUtf8AreReplacedInResultAndRecordAlike) {
  sandbox->run = [](const EngineCommand&) {
    return std::string(
        "a\xFF"
        "b");
  };
  const auto runtime = create();
  const ExecutionResult result = runtime->execute(command("fake.run"));
  EXPECT_EQ(result.stdout_text,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(last_command(*runtime), result);
}

// WPC-TOOL-002
TEST_F(RecordingCommands, AHostToolWinsOverACommandAndNeedsNoBoot) {
  spec.hostTools = std::vector<HostToolDefinition>{tool("client/add")};
  spec.policy.commands.emplace_back("client/add");
  hooks.call_host_tool = [](const HostToolCall& call) {
    return json::Value::string(call.runtime_id + " " + call.tool + " " + call.input.text());
  };
  const auto runtime = create();
  const ExecutionResult result = runtime->execute(command("client/add", {"a=1"}));
  EXPECT_EQ(result.exitCode, 0);
  const json::Parsed document(result.stdout_text);
  EXPECT_EQ(document.root().find("output")->text(),
            runtime->info().id + R"( client/add {"a":"1"})");
  EXPECT_EQ(sandbox->boots, 0);
  EXPECT_EQ(heard_types(), (std::vector<std::string>{"runtime.created", "runtime.command.started",
                                                     "runtime.command.finished"}));
  const json::Parsed created(json::to_json(*heard[0].data));
  EXPECT_EQ(created.root().find("hostTools")->items().size(), 1U);
}

// WPC-TOOL-002
TEST_F(RecordingCommands, AHostToolNeedsItsNameInThePolicy) {
  spec.hostTools = std::vector<HostToolDefinition>{tool("client/add")};
  hooks.call_host_tool = [](const HostToolCall&) { return json::Value(); };
  EXPECT_EQ(code_of([&] { create()->execute(command("client/add")); }),
            "runtime-command-disallowed");
}

// WPC-TOOL-003
TEST_F(RecordingCommands, AHostToolThatFailsIsASuccessfulCommand) {
  spec.hostTools = std::vector<HostToolDefinition>{tool("client/add")};
  spec.policy.commands.emplace_back("client/add");
  hooks.call_host_tool = [](const HostToolCall&) -> json::Value { throw std::runtime_error("no"); };
  const ExecutionResult result = create()->execute(command("client/add"));
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_EQ(json::Parsed(result.stdout_text).root().find("status")->text(), "error");
}

TEST_F(RecordingCommands, AHostToolHasToAnswerInTime) {
  spec.hostTools = std::vector<HostToolDefinition>{tool("client/add")};
  spec.policy.commands.emplace_back("client/add");
  std::promise<void> asked_to_stop;
  hooks.call_host_tool = [&](const HostToolCall& call) {
    std::promise<void> stopped;
    const std::stop_callback tell(call.stop, [&] { stopped.set_value(); });
    stopped.get_future().wait();
    asked_to_stop.set_value();
    return json::Value();
  };
  const auto runtime = create();
  ExecutionSpec execution = command("client/add");
  execution.timeoutMs = 1;
  EXPECT_EQ(code_of([&] { runtime->execute(execution); }), "runtime-command-timeout");
  asked_to_stop.get_future().wait();
  EXPECT_EQ(last_command(*runtime).exitCode, 1);
}

TEST_F(RecordingCommands, WrongHostToolsAreRefusedAtCreate) {
  hooks.call_host_tool = [](const HostToolCall&) { return json::Value(); };
  spec.hostTools = std::vector<HostToolDefinition>{tool("noslash")};
  EXPECT_EQ(code_of([&] { create(); }), "host-tool-invalid-definition");
  spec.hostTools = std::vector<HostToolDefinition>{tool("client/add")};
  hooks.call_host_tool = {};
  EXPECT_EQ(code_of([&] { create(); }), "host-tool-invalid-definition");
}

}  // namespace
}  // namespace wp_codebox
