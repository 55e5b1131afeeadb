#include "wp_codebox/stdio/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "../scratch_folder.hpp"
#include "pipe.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"

namespace {

using namespace wp_codebox;
using nlohmann::json;
using stdio_test::patience;
using stdio_test::Pipe;
using testing::HasSubstr;
using wp_codebox::test::ScratchFolder;

/// Throws what nobody expects of an engine.
[[noreturn]] void throw_oddly(std::string_view what) {
  if (what == "number") throw 7;
  if (what == "text") throw std::string("text");
  throw std::bad_alloc();
}

/// An engine whose commands say, wait and fail as a test wants.
class TestEngine final : public Engine {
 public:
  [[nodiscard]] bool has_command(std::string_view command) const override {
    return command.starts_with("test.");
  }
  void boot(const EngineSetup&) override {}
  EngineOutput run(const EngineCommand& command) override {
    if (command.command == "test.echo") return {command.args.empty() ? "" : command.args[0]};
    if (command.command == "test.fail") throw std::runtime_error("it broke");
    if (command.command == "test.throw") throw_oddly(command.args.at(0));
    std::unique_lock lock(mutex_);
    waiting_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return stopped_; });
    throw RuntimeError(error_code::runtime_command_crashed, "stopped");
  }
  void mount(const MountSpec&) override {}
  void stop() noexcept override {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  void dispose() override {
    ++disposed;
    if (throws_at_the_end) throw_oddly("number");
  }

  static std::atomic<int> disposed;
  static std::atomic<bool> throws_at_the_end;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool waiting_ = false;
  bool stopped_ = false;
};
std::atomic<int> TestEngine::disposed{0};
std::atomic<bool> TestEngine::throws_at_the_end{false};

std::unique_ptr<RuntimeBackend> test_backend() {
  BackendDescriptor descriptor;
  descriptor.kind = RuntimeBackendKind("x-test");
  descriptor.name = "test";
  descriptor.version = "1";
  descriptor.capabilities = {KnownBackendCapability::host_tools};
  return std::make_unique<RecordingBackend>(
      descriptor, [](const RuntimeCreateSpec&) { return std::make_unique<TestEngine>(); });
}

/// A server on a thread, and the client's ends of its pipes.
class Server : public testing::Test {
 protected:
  void SetUp() override {
    TestEngine::disposed = 0;
    TestEngine::throws_at_the_end = false;
    options.on_log = [this](std::string_view line) {
      const std::lock_guard lock(log_mutex);
      log += std::string(line) + "\n";
    };
  }
  void TearDown() override {
    input.close_write();
    if (thread.joinable()) thread.join();
  }

  void start() {
    thread =
        std::thread([this] { end = serve(*backend, input.read_end, output.write_end, options); });
  }
  void start_ready(const std::string& limits = "{}") {
    start();
    const json answer = ask("initialize", json{{"protocolVersion", "1.0"},
                                               {"contractVersion", "0.7.0"},
                                               {"client", {{"name", "t"}, {"version", "1"}}},
                                               {"limits", json::parse(limits)}});
    ASSERT_EQ(answer["result"]["backend"]["kind"], "x-test") << answer;
  }
  void stop_and_join() {
    input.close_write();
    thread.join();
  }

  void send(const json& message) { input.write(message.dump() + "\n"); }
  json next() {
    const std::optional<std::string> line = output.read_line();
    return line ? json::parse(*line) : json("nothing came");
  }
  /// The next message that is no notification; those are kept.
  json next_answer() {
    for (json message = next();; message = next()) {
      if (!message.is_object() || !message.contains("method") || message.contains("id")) {
        return message;
      }
      notifications.push_back(message);
    }
  }
  void call(int id, const std::string& method, const json& params) {
    send({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
  }
  json ask(const std::string& method, const json& params) {
    call(++last_id, method, params);
    json answer = next_answer();
    EXPECT_EQ(answer.value("id", json()), last_id) << answer;
    return answer;
  }
  json spec() {
    return {{"backend", "x-test"},
            {"environment", {{"kind", "wordpress"}}},
            {"artifactsDirectory", folder.path().string()},
            {"policy",
             {{"network", "deny"},
              {"filesystem", "sandbox"},
              {"commands", {"test.echo", "test.fail", "test.throw", "test.wait", "test/tool"}},
              {"secrets", "none"},
              {"approvals", "never"}}}};
  }
  std::string create() {
    const json answer = ask("backend/create", {{"spec", spec()}});
    EXPECT_TRUE(answer.contains("result")) << answer;
    return answer["result"]["runtime"]["id"];
  }
  json execute(const std::string& runtime, const std::string& command,
               const json& args = json::array()) {
    return ask("runtime/execute",
               {{"runtimeId", runtime}, {"execution", {{"command", command}, {"args", args}}}});
  }

  ScratchFolder folder;
  std::unique_ptr<RuntimeBackend> backend = test_backend();
  ServeOptions options;
  std::mutex log_mutex;
  std::string log;
  Pipe input;
  Pipe output;
  std::thread thread;
  ServeEnd end;
  int last_id = 0;
  std::vector<json> notifications;
};

TEST_F(Server, AnswersFaultsAndGoesOn) {
  start_ready();
  struct Fault {
    std::string line;
    int number;
    std::string code;
    json id;
  };
  const Fault faults[] = {
      {"junk", -32700, "json-syntax", nullptr},
      {"", -32700, "json-syntax", nullptr},
      {"{\"a\":\"\xff\"}", -32700, "json-invalid-utf8", nullptr},
      {std::string(3000, '[') + std::string(3000, ']'), -32700, "json-too-deep", nullptr},
      {"[]", -32600, "backend-protocol-error", nullptr},
      {"1", -32600, "backend-protocol-error", nullptr},
      {R"({"id":1,"method":"shutdown"})", -32600, "backend-protocol-error", 1},
      {R"({"jsonrpc":"2.0","id":null,"method":"shutdown"})", -32600, "backend-protocol-error",
       nullptr},
      {R"({"jsonrpc":"2.0","id":"x","method":7})", -32600, "backend-protocol-error", "x"},
      {R"({"jsonrpc":"2.0","id":2,"method":"nope"})", -32601, "backend-protocol-error", 2},
      {R"({"jsonrpc":"2.0","id":3,"method":"runtime/info","params":[]})", -32602,
       "backend-protocol-error", 3},
      {R"({"jsonrpc":"2.0","id":4,"method":"runtime/info","params":{"runtimeId":"no"}})", -32602,
       "runtime-unknown", 4},
      {R"({"jsonrpc":"2.0","id":5,"method":"initialize","params":{}})", -32600,
       "backend-protocol-error", 5}};
  for (const Fault& fault : faults) {
    input.write(fault.line + "\n");
    const json answer = next();
    EXPECT_EQ(answer["error"]["code"], fault.number) << fault.line << answer;
    EXPECT_EQ(answer["error"]["data"]["code"], fault.code) << fault.line << answer;
    EXPECT_TRUE(answer["error"]["data"].contains("name")) << answer;
    EXPECT_EQ(answer["id"], fault.id) << fault.line;
  }
  EXPECT_EQ(execute(create(), "test.echo", {"still here"})["result"]["stdout"], "still here");
}

TEST_F(Server, LetsNothingInBeforeInitialize) {
  start();
  EXPECT_EQ(ask("runtime/info", {{"runtimeId", "x"}})["error"]["code"], -32600);
  EXPECT_EQ(ask("shutdown", json::object())["error"]["code"], -32600);
  const json other = ask("initialize", {{"protocolVersion", "2.0"},
                                        {"contractVersion", "0.7.0"},
                                        {"client", {{"name", "t"}, {"version", "1"}}}});
  EXPECT_EQ(other["error"]["code"], -32602);
  EXPECT_EQ(other["error"]["data"]["supported"], json::parse(R"(["1.0"])"));
}

TEST_F(Server, TellsEventsBeforeTheAnswerThatFollowsThem) {
  start_ready();
  const std::string runtime = create();
  ASSERT_EQ(notifications.size(), 1U);
  EXPECT_EQ(notifications[0]["params"]["runtimeId"], runtime);
  EXPECT_EQ(notifications[0]["params"]["event"]["type"], "runtime.created");
  execute(runtime, "test.echo", {"x"});
  ASSERT_EQ(notifications.size(), 3U);
  EXPECT_EQ(notifications[2]["params"]["event"]["type"], "runtime.command.finished");
  EXPECT_EQ(ask("runtime/destroy", {{"runtimeId", runtime}})["result"], json::object());
  EXPECT_EQ(notifications.back()["params"]["event"]["type"], "runtime.destroyed");
}

TEST_F(Server, PassesErrorsOnWithTheirCodes) {
  start_ready();
  const std::string runtime = create();
  const json broken = execute(runtime, "test.fail");
  EXPECT_EQ(broken["error"]["code"], -32000) << broken;
  EXPECT_EQ(broken["error"]["data"]["code"], "backend-internal-error");
  EXPECT_THAT(broken["error"]["message"].get<std::string>(), HasSubstr("it broke"));
  const json denied = execute(runtime, "test.other");
  EXPECT_EQ(denied["error"]["data"]["code"], "runtime-command-disallowed");
  EXPECT_EQ(denied["error"]["data"]["command"], "test.other");
  EXPECT_EQ(ask("backend/restore", {{"snapshot",
                                     {{"id", "snapshot-1"},
                                      {"createdAt", "2026-01-02T03:04:05.006Z"},
                                      {"metadata", json::object()}}}})["error"]["data"]["code"],
            "backend-unsupported");
}

TEST_F(Server, LetsNothingOutThatAnEngineThrows) {
  start_ready();
  const std::string runtime = create();
  for (const std::string what : {"number", "text", "memory"}) {
    const json answer = execute(runtime, "test.throw", {what});
    EXPECT_EQ(answer["error"]["code"], -32000) << what << answer;
    EXPECT_EQ(answer["error"]["data"]["code"], "backend-internal-error") << what << answer;
  }
  EXPECT_EQ(execute(runtime, "test.echo", {"still here"})["result"]["stdout"], "still here");
  TestEngine::throws_at_the_end = true;
  stop_and_join();
  EXPECT_EQ(end.cause, ServeCause::end_of_input);
  EXPECT_EQ(TestEngine::disposed, 1);
}

TEST_F(Server, ChecksThePolicyThenTheKind) {
  start_ready();
  json wrong = spec();
  wrong["backend"] = "x-other";
  wrong["policy"]["network"] = "maybe";
  json answer = ask("backend/create", {{"spec", wrong}});
  EXPECT_EQ(answer["error"]["data"]["code"], "runtime-policy-invalid") << answer;
  EXPECT_EQ(answer["error"]["data"]["issues"][0]["code"], "invalid-network");
  wrong["policy"]["network"] = "deny";
  EXPECT_EQ(ask("backend/create", {{"spec", wrong}})["error"]["data"]["code"],
            "runtime-backend-mismatch");
  wrong.erase("environment");
  answer = ask("backend/create", {{"spec", wrong}});
  EXPECT_EQ(answer["error"]["code"], -32602) << answer;
  EXPECT_THAT(answer["error"]["data"]["issues"][0].get<std::string>(),
              HasSubstr("$.spec.environment"));
}

TEST_F(Server, AnswersInAnyOrder) {
  start_ready();
  const std::string runtime = create();
  call(100, "runtime/execute", {{"runtimeId", runtime}, {"execution", {{"command", "test.wait"}}}});
  EXPECT_EQ(execute(runtime, "test.echo", {"meanwhile"})["result"]["stdout"], "meanwhile");
  call(101, "runtime/destroy", {{"runtimeId", runtime}});
  std::map<int, json> answers;
  for (int i = 0; i < 2; ++i) {
    const json answer = next_answer();
    answers[answer["id"]] = answer;
  }
  EXPECT_EQ(answers[100]["error"]["data"]["code"], "runtime-destroyed") << answers[100];
  EXPECT_EQ(answers[101]["result"], json::object()) << answers[101];
}

TEST_F(Server, KeepsToTheLimitOfLinesInBothDirections) {
  start_ready(R"({"maxLineBytes":2000})");
  const std::string runtime = create();
  const json answer = execute(runtime, "test.echo", {std::string(900, 'x')});
  EXPECT_EQ(answer["error"]["data"]["code"], "json-too-large") << answer;
  EXPECT_EQ(answer["error"]["data"]["limit"], 2000);
  EXPECT_GT(answer["error"]["data"]["bytes"], 2000);
  input.write(std::string(3000, ' ') + "\n");
  const json refused = next();
  EXPECT_EQ(refused["error"]["data"]["code"], "json-too-large") << refused;
  EXPECT_EQ(refused["error"]["data"]["bytes"], 3001);
  EXPECT_TRUE(refused["id"].is_null());
  EXPECT_EQ(execute(runtime, "test.echo", {"short"})["result"]["stdout"], "short");
}

TEST_F(Server, RefusesMoreRequestsThanItCanCarry) {
  options.request_limit = 1;
  start_ready();
  const std::string runtime = create();
  for (int i = 0; i < 100; ++i) {  // Each one as soon as the one before has its answer.
    ASSERT_TRUE(ask("runtime/info", {{"runtimeId", runtime}}).contains("result"));
  }
  call(1000, "runtime/execute",
       {{"runtimeId", runtime}, {"execution", {{"command", "test.wait"}}}});
  EXPECT_EQ(ask("runtime/info", {{"runtimeId", runtime}})["error"]["data"]["code"],
            "backend-protocol-error");
}

TEST_F(Server, EndsWithItsInputAndDestroysEverything) {
  start_ready();
  create();
  const std::string runtime = create();
  call(100, "runtime/execute", {{"runtimeId", runtime}, {"execution", {{"command", "test.wait"}}}});
  stop_and_join();
  EXPECT_EQ(end.cause, ServeCause::end_of_input);
  EXPECT_TRUE(end.complete);
  EXPECT_EQ(TestEngine::disposed, 2);
}

TEST_F(Server, AnswersShutdownLastAndEnds) {
  start_ready();
  const std::string runtime = create();
  call(100, "runtime/execute", {{"runtimeId", runtime}, {"execution", {{"command", "test.wait"}}}});
  call(101, "shutdown", json::object());
  json last;
  for (json message = next(); message.is_object(); message = next()) {
    last = message;
    if (message.value("id", json()) == 101) break;
  }
  EXPECT_EQ(last["id"], 101);
  thread.join();
  EXPECT_EQ(end.cause, ServeCause::shutdown);
  EXPECT_EQ(TestEngine::disposed, 1);
  output.close_write();
  EXPECT_EQ(output.read_line(), std::nullopt);
}

TEST_F(Server, StopsWhenItIsAskedTo) {
  std::stop_source stop;
  options.stop = stop.get_token();
  start_ready();
  create();
  stop.request_stop();
  thread.join();
  EXPECT_EQ(end.cause, ServeCause::stopped);
  EXPECT_EQ(TestEngine::disposed, 1);
}

TEST_F(Server, EndsWhenNobodyReads) {
  start_ready();
  create();
  output.close_read();
  call(100, "runtime/info", {{"runtimeId", "x"}});
  thread.join();
  EXPECT_EQ(end.cause, ServeCause::output_closed);
  EXPECT_EQ(TestEngine::disposed, 1);
}

TEST_F(Server, IgnoresALastLineWithoutItsEnd) {
  start_ready();
  create();
  input.write(R"({"jsonrpc":"2.0","id":1,"method":"shutdown","params":{}})");
  stop_and_join();
  EXPECT_EQ(end.cause, ServeCause::end_of_input);
}

class ServerTools : public Server {
 protected:
  std::string create_with_tool() {
    json with = spec();
    with["hostTools"] = json::parse(
        R"([{"name":"test/tool","description":"A tool.","policy":{},"outputSchema":{"type":"object"}}])");
    const json answer = ask("backend/create", {{"spec", with}});
    EXPECT_TRUE(answer.contains("result")) << answer;
    return answer["result"]["runtime"]["id"];
  }
  /// Executes the tool and gives the call that comes of it.
  json call_of_tool(int id, const std::string& runtime,
                    const json& execution_more = json::object()) {
    json execution = {{"command", "test/tool"}, {"args", {R"(input={"a":1})"}}};
    execution.update(execution_more);
    call(id, "runtime/execute", {{"runtimeId", runtime}, {"execution", execution}});
    return next_answer();
  }
  static json result_in(const json& answer) {
    return json::parse(answer["result"]["stdout"].get<std::string>());
  }
};

TEST_F(ServerTools, AreCalledOnTheOtherSide) {
  start_ready();
  const json request = call_of_tool(100, create_with_tool(), {{"cwd", "/x"}});
  EXPECT_EQ(request["method"], "hostTool/call") << request;
  EXPECT_EQ(request["params"]["tool"], "test/tool");
  EXPECT_EQ(request["params"]["context"]["metadata"]["cwd"], "/x");
  send({{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", {{"output", {{"b", 2}}}}}});
  const json answer = next_answer();
  EXPECT_EQ(answer["id"], 100);
  EXPECT_EQ(result_in(answer)["output"]["b"], 2) << answer;
}

TEST_F(ServerTools, TellWhatWentWrongOnTheOtherSide) {
  start_ready();
  const std::string runtime = create_with_tool();
  json request = call_of_tool(100, runtime);
  send({{"jsonrpc", "2.0"},
        {"id", request["id"]},
        {"error", {{"code", -32000}, {"message", "no such luck"}}}});
  json result = result_in(next_answer());
  EXPECT_EQ(result["error"]["code"], "host-tool-handler-error") << result;
  EXPECT_EQ(result["error"]["message"], "no such luck");

  request = call_of_tool(101, runtime);
  send({{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", json::object()}});
  result = result_in(next_answer());
  EXPECT_EQ(result["error"]["code"], "host-tool-handler-error") << result;
}

TEST_F(ServerTools, AreGivenUpAtTheTimeLimitAndWhenTheClientGoes) {
  start_ready();
  const std::string runtime = create_with_tool();
  const json request = call_of_tool(100, runtime, {{"timeoutMs", 500}});
  ASSERT_EQ(request["method"], "hostTool/call") << request;
  EXPECT_EQ(next_answer()["error"]["data"]["code"], "runtime-command-timeout");
  // Too late, and nobody is waiting any more: said in the log, and otherwise nothing.
  send({{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", {{"output", 1}}}});
  call_of_tool(101, runtime);
  stop_and_join();
  EXPECT_TRUE(end.complete);
  EXPECT_THAT(log, HasSubstr("nobody waits for"));
}

}  // namespace
