#include "wp_codebox/stdio/backend_program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "../folders.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/message_types.hpp"

namespace {

using namespace wp_codebox;
using std::chrono::milliseconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Programs that this process started and that still run, zombies not counted.
bool runs(int pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(status, line)) return false;
  return line.substr(line.rfind(')') + 2, 1) != "Z";
}

class Program : public testing::Test {
 protected:
  static ProcessSpec testee(std::vector<std::string> faults = {}) {
    ProcessSpec spec;
    spec.program = find_executable("python3");
    spec.arguments = {(test::source_folder() / "tests/stdio/testee.py").string()};
    spec.arguments.insert(spec.arguments.end(), faults.begin(), faults.end());
    spec.environment = current_environment();
    return spec;
  }
  ProgramOptions options() {
    ProgramOptions options;
    options.kill_grace = milliseconds(200);
    options.on_stderr = [this](std::string_view bytes) {
      const std::lock_guard lock(mutex);
      stderr_text.append(bytes);
    };
    return options;
  }
  static RuntimeCreateSpec spec() {
    RuntimeCreateSpec spec;
    spec.backend = RuntimeBackendKind("x-test");
    spec.environment.kind = "wordpress";
    return spec;
  }
  static ExecutionSpec command(const std::string& name) {
    ExecutionSpec spec;
    spec.command = name;
    return spec;
  }
  RuntimeHooks hooks() {
    RuntimeHooks hooks;
    hooks.on_event = [this](const std::string&, const LifecycleEvent& event) {
      const std::lock_guard lock(mutex);
      events.push_back(event.type.text());
    };
    return hooks;
  }
  std::vector<std::string> told() {
    const std::lock_guard lock(mutex);
    return events;
  }
  /// What a program with that fault makes of the command `break`.
  BackendProgramError broken(const std::string& fault, ProgramOptions with) {
    BackendProgram program(testee({fault}), std::move(with));
    const auto runtime = program.create(spec(), hooks());
    try {
      runtime->execute(command("break"));
    } catch (const BackendProgramError& error) {
      faults = program.take_faults();
      return error;
    }
    program.settle();
    faults = program.take_faults();
    return BackendProgramError({ProgramFaultKind::no_start, "the command succeeded"});
  }

  std::mutex mutex;
  std::vector<std::string> events;
  std::string stderr_text;
  std::vector<ProgramFault> faults;
};

TEST_F(Program, IsABackendLikeAnyOther) {
  BackendProgram program(testee(), options());
  EXPECT_EQ(program.descriptor().kind.text(), "x-test");
  const auto runtime = create_runtime(spec(), program, hooks());
  EXPECT_THAT(told(), ElementsAre("runtime.created"));
  EXPECT_EQ(runtime->info().status, RuntimeStatus::created);
  EXPECT_EQ(runtime->execute(command("anything")).exitCode, 0);
  EXPECT_THAT(told(), ElementsAre("runtime.created", "runtime.command.started",
                                  "runtime.command.finished"));
  runtime->destroy();
  EXPECT_EQ(told().back(), "runtime.destroyed");
  EXPECT_EQ(runtime->info().status, RuntimeStatus::destroyed);
  program.close();
  EXPECT_THAT(program.take_faults(), IsEmpty());
}

TEST_F(Program, HasTheTimeThatItsDescriptorIsGiven) {
  ProgramOptions with = options();
  with.call_limit_for = [](const BackendDescriptor& backend) {
    return milliseconds(backend.kind.text() == "x-test" ? 100 : 1'000'000);
  };
  const BackendProgramError error = broken("hang_at_execute", with);
  EXPECT_EQ(error.kind(), ProgramFaultKind::hang);
  EXPECT_THAT(error.what(), HasSubstr("within 100 ms"));
}

TEST_F(Program, SpeaksAsTheSchemasSay) {
  ProgramOptions with = options();
  std::vector<std::string> wrong;
  std::size_t sent = 0;
  with.on_line = [&](bool to_program, std::string_view line) {
    json::Document document;
    if (!to_program || document.read(line)) return;
    ++sent;
    const json::Node* const method = document.root().find("method");
    const std::string_view kind =
        method == nullptr ? "host-tool-call-answer" : find_protocol_method(method->text())->request;
    json::Issues issues;
    find_message(kind)->check(document.root(), issues);
    for (const json::Issue& issue : issues) wrong.push_back(issue.message());
  };
  {
    BackendProgram program(testee(), with);
    RuntimeHooks tools = hooks();
    tools.call_host_tool = [](const HostToolCall& call) { return call.input; };
    const auto runtime = program.create(spec(), tools);
    runtime->execute(command("tool"));
    runtime->mount({KnownMountType::directory, "/tmp", "/x", MountMode::readonly, {}, {}});
    EXPECT_THROW((void)runtime->snapshot(), RuntimeError);
    EXPECT_THROW((void)runtime->collect_artifacts(), RuntimeError);
    EXPECT_THROW((void)runtime->observe(ObservationSpec()), RuntimeError);
    Snapshot snapshot;
    (void)program.restore(snapshot, {}, {});
  }
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GE(sent, 11U);
}

TEST_F(Program, PassesErrorsOnWithTypeCodeAndMembers) {
  BackendProgram program(testee(), options());
  const auto runtime = program.create(spec(), hooks());
  try {
    runtime->execute(command("refuse"));
    FAIL() << "no error";
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "runtime-command-failed");
    EXPECT_EQ(error.message(), "it said no");
    EXPECT_EQ(error.fields().find("command")->text(), "\"refuse\"");
  }
  EXPECT_THAT(program.take_faults(), IsEmpty());
}

TEST_F(Program, GetsAbsolutePaths) {
  {
    BackendProgram program(testee(), options());
    const auto runtime = program.create(spec(), hooks());
    runtime->mount({KnownMountType::directory, "some/../where", "/x", MountMode::readonly, {}, {}});
  }
  const std::string here = std::filesystem::current_path().string();
  EXPECT_THAT(stderr_text, HasSubstr("\"artifactsDirectory\": \"" + here + "/artifacts\""));
  EXPECT_THAT(stderr_text, HasSubstr("mounted " + here + "/where\n"));
}

TEST_F(Program, ReadsWhatComesInPieces) {
  BackendProgram program(testee({"in_pieces"}), options());
  EXPECT_EQ(program.create(spec(), hooks())->execute(command("x")).command, "x");
}

TEST_F(Program, RunsToolsOfTheHostWithoutHoldingUpOthers) {
  BackendProgram program(testee(), options());
  RuntimeHooks tools = hooks();
  tools.call_host_tool = [](const HostToolCall& call) {
    EXPECT_EQ(call.tool, "test/tool");
    return json::Value::string("out of " + call.runtime_id);
  };
  auto runtime = program.create(spec(), tools);
  auto reply = nlohmann::json::parse(runtime->execute(command("tool")).stdout_text);
  EXPECT_EQ(reply["id"], "tool-1");
  EXPECT_EQ(reply["result"]["output"], "out of runtime-1") << reply;

  tools.call_host_tool = [](const HostToolCall&) -> json::Value {
    throw RuntimeError("x-code", "not today");
  };
  runtime = program.create(spec(), tools);
  reply = nlohmann::json::parse(runtime->execute(command("tool")).stdout_text);
  EXPECT_EQ(reply["error"]["message"], "not today") << reply;
  EXPECT_EQ(reply["error"]["data"]["code"], "x-code");
}

TEST_F(Program, StopsAToolWhoseTimeIsOver) {
  BackendProgram program(testee(), options());
  RuntimeHooks tools = hooks();
  tools.call_host_tool = [](const HostToolCall& call) -> json::Value {
    std::mutex never;
    std::condition_variable_any wait;
    std::unique_lock lock(never);
    EXPECT_FALSE(wait.wait(lock, call.stop, [] { return false; }));
    throw std::runtime_error("stopped");
  };
  const auto runtime = program.create(spec(), tools);
  ExecutionSpec execution = command("tool");
  execution.timeoutMs = 1;
  EXPECT_THAT(runtime->execute(execution).stdout_text, HasSubstr("stopped"));
}

TEST_F(Program, StopsToolsAtItsEndThoughAListenerIsBusy) {
  auto program = std::make_unique<BackendProgram>(testee({"news_with_tool"}), options());
  std::promise<void> listening;
  std::promise<void> asked;
  std::promise<void> stopped;
  RuntimeHooks busy;
  const std::shared_future<void> until = stopped.get_future().share();
  busy.on_event = [&](const std::string&, const LifecycleEvent& event) {
    if (event.type.text() != "news") return;
    listening.set_value();
    until.wait();
  };
  RuntimeHooks tools;
  tools.call_host_tool = [&](const HostToolCall& call) {
    const std::stop_callback on_stop(call.stop, [&] { stopped.set_value(); });
    asked.set_value();
    until.wait();
    return json::Value::string("");
  };
  auto listener = program->create(spec(), busy);
  auto caller = program->create(spec(), tools);
  const int pid = std::stoi(caller->execute(command("pid")).stdout_text);
  auto call = std::async(std::launch::async, [&] { return caller->execute(command("tool")); });
  listening.get_future().wait();
  asked.get_future().wait();
  ::kill(pid, SIGKILL);
  EXPECT_THROW(call.get(), BackendProgramError);
  listener.reset();
  caller.reset();
  program.reset();
}

TEST_F(Program, AListenerMayCallTheRuntimeAndThrow) {
  BackendProgram program(testee(), options());
  std::unique_ptr<Runtime> runtime;
  std::atomic<int> calls{0};
  RuntimeHooks listening;
  listening.on_event = [&](const std::string&, const LifecycleEvent&) {
    if (runtime) {
      EXPECT_EQ(runtime->info().id, "runtime-1");
      ++calls;
    }
    throw std::runtime_error("of no interest");
  };
  runtime = program.create(spec(), listening);
  runtime->execute(command("x"));
  EXPECT_EQ(calls, 2);
}

TEST_F(Program, CallsOverlap) {
  BackendProgram program(testee(), options());
  const auto runtime = program.create(spec(), hooks());
  std::vector<std::future<ExecutionResult>> running;
  for (int i = 0; i < 20; ++i) {
    running.push_back(std::async(
        std::launch::async, [&, i] { return runtime->execute(command("c" + std::to_string(i))); }));
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(running[static_cast<std::size_t>(i)].get().command, "c" + std::to_string(i));
  }
}

TEST_F(Program, ThatIsNotThereCannotBeStarted) {
  ProcessSpec nothing;
  nothing.program = "/no/such/program";
  try {
    const BackendProgram program(nothing);
    FAIL() << "it was started";
  } catch (const BackendProgramError& error) {
    EXPECT_EQ(error.kind(), ProgramFaultKind::no_start);
    EXPECT_EQ(error.code(), "backend-program-failed");
  }
}

TEST_F(Program, FaultsAtTheStartAreNamed) {
  const std::pair<const char*, ProgramFaultKind> table[] = {
      {"exit_at_start", ProgramFaultKind::death},
      {"hang_at_start", ProgramFaultKind::hang},
      {"descriptor_at_start", ProgramFaultKind::bad_message}};
  for (const auto& [fault, kind] : table) {
    ProgramOptions with = options();
    if (kind == ProgramFaultKind::hang) with.start_limit = milliseconds(1000);
    try {
      const BackendProgram program(testee({fault}), with);
      ADD_FAILURE() << fault;
    } catch (const BackendProgramError& error) {
      EXPECT_EQ(error.kind(), kind) << fault << error.what();
      EXPECT_THAT(error.what(), HasSubstr("initialize"));
    }
  }
}

TEST_F(Program, FaultsInACallAreNamed) {
  struct Row {
    const char* fault;
    ProgramFaultKind kind;
    const char* words;
  };
  const Row table[] = {
      {"signal_at_execute", ProgramFaultKind::death,
       "signal 11 before it answered runtime/execute"},
      {"exit_at_execute", ProgramFaultKind::death,
       "exit code 0 before it answered runtime/execute"},
      {"exit_at_execute", ProgramFaultKind::death, "stderr ends with: "},
      {"garbage_at_execute", ProgramFaultKind::garbage, "Warning: something happened"},
      {"bytes_at_execute", ProgramFaultKind::garbage, "json-invalid-utf8"},
      {"foreign_id_at_execute", ProgramFaultKind::garbage, "4711"},
      {"result_at_execute", ProgramFaultKind::bad_message, "$.exitCode"}};
  for (const Row& row : table) {
    const BackendProgramError error = broken(row.fault, options());
    EXPECT_EQ(error.kind(), row.kind) << row.fault << ": " << error.what();
    EXPECT_THAT(error.what(), HasSubstr(row.words)) << row.fault;
    ASSERT_EQ(faults.size(), 1U) << row.fault;
    EXPECT_EQ(faults[0].kind, row.kind) << row.fault;
  }
}

TEST_F(Program, FaultsBesideAGoodAnswerAreKept) {
  const std::pair<const char*, ProgramFaultKind> table[] = {
      {"twice_at_execute", ProgramFaultKind::garbage},
      {"event_at_execute", ProgramFaultKind::bad_message},
      {"call_at_execute", ProgramFaultKind::bad_message}};
  for (const auto& [fault, kind] : table) {
    (void)broken(fault, options());
    ASSERT_EQ(faults.size(), 1U) << fault;
    EXPECT_EQ(faults[0].kind, kind) << fault << faults[0].message;
  }
}

TEST_F(Program, AnErrorWithoutACodeHasNoneAndIsAFault) {
  BackendProgram program(testee({"error_at_execute"}), options());
  const auto runtime = program.create(spec(), hooks());
  try {
    runtime->execute(command("break"));
    FAIL() << "no error";
  } catch (const ContractError& error) {
    EXPECT_EQ(error.code(), "");
    EXPECT_EQ(error.message(), "no");
  }
  faults = program.take_faults();
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].kind, ProgramFaultKind::bad_message);
}

TEST_F(Program, AHangEndsAtTheLimitAndLeavesNothing) {
  ProgramOptions with = options();
  BackendProgram program(testee({"stubborn_at_execute"}), with);
  const int pid = std::stoi(program.create(spec(), {})->execute(command("pid")).stdout_text);
  with.call_limit = milliseconds(1000);
  const BackendProgramError error = broken("stubborn_at_execute", with);
  EXPECT_EQ(error.kind(), ProgramFaultKind::hang);
  EXPECT_EQ(error.code(), "backend-program-hung");
  EXPECT_THAT(error.what(), AllOf(HasSubstr("runtime/execute"), HasSubstr("6 bytes of a line")));
  EXPECT_TRUE(runs(pid));  // The other program of this test is not touched.
}

TEST_F(Program, AFloodIsBounded) {
  ProgramOptions with = options();
  with.line_limit = 1 << 20;
  EXPECT_EQ(broken("flood_at_execute", with).kind(), ProgramFaultKind::garbage);
  EXPECT_EQ(broken("events_at_execute", with).kind(), ProgramFaultKind::garbage);
}

TEST_F(Program, IsStartedAnewAfterAFailure) {
  BackendProgram program(testee({"signal_at_execute"}), options());
  const auto first = program.create(spec(), hooks());
  const int pid = std::stoi(first->execute(command("pid")).stdout_text);
  EXPECT_THROW(first->execute(command("break")), BackendProgramError);
  EXPECT_THROW((void)first->info(), BackendProgramError);
  const auto second = program.create(spec(), hooks());
  EXPECT_NE(std::stoi(second->execute(command("pid")).stdout_text), pid);
  EXPECT_THROW((void)first->info(), BackendProgramError);
  EXPECT_EQ(program.take_faults().size(), 1U);
}

TEST_F(Program, IsNotStartedAnewBeforeTheFaultsWereTakenIfSoWished) {
  ProgramOptions with = options();
  with.hold_after_failure = true;
  BackendProgram program(testee({"signal_at_execute"}), with);
  EXPECT_THROW(program.create(spec(), hooks())->execute(command("break")), BackendProgramError);
  EXPECT_THROW((void)program.create(spec(), hooks()), BackendProgramError);
  EXPECT_EQ(program.take_faults().size(), 1U);
  EXPECT_EQ(program.create(spec(), hooks())->execute(command("x")).exitCode, 0);
}

TEST_F(Program, EndsAsItShouldOrTheFaultIsNamed) {
  struct Row {
    const char* fault;
    const char* words;
  };
  const Row table[] = {{"hang_at_shutdown", "shutdown"},
                       {"line_after_shutdown", "after the answer to shutdown"},
                       {"code_after_shutdown", "exit code 5 after shutdown"}};
  for (const Row& row : table) {
    ProgramOptions with = options();
    if (row.fault == std::string("hang_at_shutdown")) with.end_limit = milliseconds(1000);
    BackendProgram program(testee({row.fault}), with);
    const auto runtime = program.create(spec(), {});
    const int pid = std::stoi(runtime->execute(command("pid")).stdout_text);
    program.close();
    faults = program.take_faults();
    ASSERT_FALSE(faults.empty()) << row.fault;
    EXPECT_EQ(faults[0].code(), row.fault == std::string("hang_at_shutdown")
                                    ? "backend-program-hung"
                                    : "backend-program-failed");
    EXPECT_THAT(faults[0].message, HasSubstr(row.words));
    EXPECT_FALSE(runs(pid)) << row.fault;
  }
}

TEST_F(Program, ARuntimeMayOutliveTheBackend) {
  std::unique_ptr<Runtime> runtime;
  {
    BackendProgram program(testee(), options());
    runtime = program.create(spec(), hooks());
  }
  const int pid = std::stoi(runtime->execute(command("pid")).stdout_text);
  runtime.reset();
  EXPECT_FALSE(runs(pid));
  EXPECT_EQ(told().back(), "runtime.destroyed");
}

TEST_F(Program, ExecutablesAreFoundAsAShellFindsThem) {
  EXPECT_EQ(find_executable("/bin/sh"), "/bin/sh");
  EXPECT_TRUE(find_executable("sh").is_absolute());
  EXPECT_TRUE(find_executable("no-such-program-anywhere").empty());
  EXPECT_TRUE(find_executable("/tmp").empty());
  EXPECT_TRUE(find_executable("").empty());
}

}  // namespace
