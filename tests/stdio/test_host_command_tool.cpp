#include "wp_codebox/stdio/host_command_tool.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <thread>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/host_tools.hpp"

namespace {

using namespace wp_codebox;
using Json = nlohmann::json;
using test::ScratchFolder;

/// A tool that runs a shell with the script that a call gives as its argument.
class HostCommandTools : public testing::Test {
 protected:
  HostCommandTools() {
    config.name = "client/shell";
    config.description = "Runs a script.";
    config.command = "/bin/sh";
    config.args = {"-c"};
    config.cwd = folder.path();
  }

  Json run(const Json& input, const std::stop_token& stop = {}) const {
    const json::Value output =
        HostCommandTool(config).run(json::Value::from_compact(input.dump()), stop);
    return Json::parse(output.text());
  }

  /// Why a call is refused; "" when it is not.
  std::string refusal(const Json& input) const {
    try {
      (void)run(input);
    } catch (const RuntimeError& error) {
      EXPECT_EQ(error.code(), "host-tool-handler-error");
      return error.message();
    }
    return "";
  }

  ScratchFolder folder;
  HostCommandToolConfig config;
};

// WPC-TOOL-007
TEST_F(HostCommandTools, RunAProgramWithoutAShell) {
  config.command = "printf";
  config.args = {"%s|"};
  const Json output = run({{"args", {"a b", "$HOME", "*; exit 3"}}});
  EXPECT_EQ(output["stdout"], "a b|$HOME|*; exit 3|");
  EXPECT_EQ(output["command"], "printf");
  EXPECT_EQ(output["args"], Json({"%s|", "a b", "$HOME", "*; exit 3"}));
  EXPECT_EQ(output["cwd"], std::filesystem::canonical(folder.path()).string());
  EXPECT_EQ(output["exitCode"], 0);
  EXPECT_EQ(output["signal"], "");
  EXPECT_EQ(output["timedOut"], false);
  EXPECT_EQ(output["outputTruncated"], false);
}

// WPC-TOOL-007
TEST_F(HostCommandTools, SayHowAProgramFailed) {
  const Json failed = run({{"args", {"echo out; echo wrong >&2; exit 3"}}});
  EXPECT_EQ(failed["exitCode"], 3);
  EXPECT_EQ(failed["stdout"], "out\n");
  EXPECT_EQ(failed["stderr"], "wrong\n");
  const Json killed = run({{"args", {"kill -9 $$"}}});
  EXPECT_EQ(killed["exitCode"], -1);
  EXPECT_EQ(killed["signal"], "SIGKILL");
  config.command = "/no/such/program";
  EXPECT_NE(refusal(Json::object()), "");
  config.command = "no-such-program-anywhere";
  EXPECT_NE(refusal(Json::object()), "");
}

// WPC-TOOL-007
TEST_F(HostCommandTools, StayInTheirAllowedDirectories) {
  const ScratchFolder outside;
  std::filesystem::create_directory(folder / "sub");
  std::filesystem::create_directory_symlink(outside.path(), folder / "way-out");
  EXPECT_EQ(run({{"args", {"pwd"}}, {"cwd", "sub"}})["stdout"],
            std::filesystem::canonical(folder / "sub").string() + "\n");
  for (const std::string& cwd :
       {std::string(".."), std::string("way-out"), std::string("sub/../.."), std::string("/"),
        outside.path().string(), folder.path().string() + "-more", std::string("absent")}) {
    EXPECT_NE(refusal({{"args", {"pwd"}}, {"cwd", cwd}}), "") << cwd;
  }
  config.allowed_cwd_roots = {folder.path(), outside.path()};
  EXPECT_EQ(refusal({{"args", {"pwd"}}, {"cwd", "way-out"}}), "");
}

// WPC-TOOL-007
TEST_F(HostCommandTools, TakeOnlyAllowedVariables) {
  ::setenv("KIT_INHERITED", "from this program", 1);
  ::setenv("KIT_UNSEEN", "not for the tool", 1);
  config.env = {{"KIT_SET", "by the tool"}, {"KIT_BOTH", "by the tool"}};
  config.inherited_env = {"KIT_INHERITED", "KIT_ABSENT"};
  config.allowed_input_env = {"KIT_GIVEN", "KIT_BOTH"};
  const std::string script =
      "echo \"$KIT_SET,$KIT_BOTH,$KIT_INHERITED,$KIT_GIVEN,${KIT_UNSEEN-unset}\"";
  EXPECT_EQ(
      run({{"args", {script}},
           {"env", {{"KIT_GIVEN", "by the caller"}, {"KIT_BOTH", "by the caller"}}}})["stdout"],
      "by the tool,by the caller,from this program,by the caller,unset\n");
  EXPECT_NE(refusal({{"args", {"true"}}, {"env", {{"LD_PRELOAD", "x"}}}}), "");
  ::unsetenv("KIT_INHERITED");
  ::unsetenv("KIT_UNSEEN");
}

// WPC-TOOL-007
TEST_F(HostCommandTools, KeepSoMuchOfEachOutput) {
  const Json output = run({{"args", {"head -c 1048576 /dev/zero | tr '\\0' x; echo done >&2"}}});
  EXPECT_EQ(output["stdout"], std::string(262144, 'x'));
  EXPECT_EQ(output["stderr"], "done\n") << "the program ran to its end";
  EXPECT_EQ(output["exitCode"], 0);
  EXPECT_EQ(output["outputTruncated"], true);
  config.max_output_bytes = 4;
  EXPECT_EQ(run({{"args", {"printf 1234"}}})["outputTruncated"], false);
  EXPECT_EQ(run({{"args", {"printf 12345"}}})["stdout"], "1234");
}

// WPC-TOOL-007
TEST_F(HostCommandTools, TakeAMinuteUnlessToldOtherwise) {
  EXPECT_EQ(config.timeout, std::chrono::seconds(60));
  const Json output = run({{"args", {"echo begun; exec sleep 600"}}, {"timeoutMs", 300}});
  EXPECT_EQ(output["timedOut"], true);
  EXPECT_EQ(output["signal"], "SIGTERM");
  EXPECT_EQ(output["exitCode"], -1);
  EXPECT_EQ(output["stdout"], "begun\n");
  EXPECT_GE(output["durationMs"], 300);
  for (const Json& limit : {Json(0), Json(-5), Json(1.5), Json("1"), Json(1e300)}) {
    EXPECT_NE(refusal({{"args", {"true"}}, {"timeoutMs", limit}}), "") << limit;
  }
  EXPECT_NE(refusal({{"args", {"true"}}, {"more", 1}}), "");
}

/// Whether a process still runs; a zombie does not.
bool runs(int pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(status, line)) return false;
  return line.substr(line.rfind(')') + 2, 1) != "Z";
}

// WPC-TOOL-008
TEST_F(HostCommandTools, EndWithTheirWholeProcessGroup) {
  const std::string script =
      "trap '' TERM; (trap '' TERM; echo $$ > child; sh -c 'echo $$ > grandchild; "
      "while :; do sleep 1; done') & while :; do sleep 1; done";
  const Json output = run({{"args", {script}}, {"timeoutMs", 500}});
  EXPECT_EQ(output["timedOut"], true);
  EXPECT_EQ(output["signal"], "SIGKILL") << "it does not listen to SIGTERM";
  const int grandchild = std::stoi(folder.read("grandchild"));
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (runs(grandchild) && std::chrono::steady_clock::now() < patience) {
    std::this_thread::yield();
  }
  EXPECT_FALSE(runs(grandchild));
}

// WPC-TOOL-008
TEST_F(HostCommandTools, EndWhenTheCallIsStopped) {
  std::stop_source stop;
  std::thread stopper([&] {
    while (!std::filesystem::exists(folder / "begun")) std::this_thread::yield();
    stop.request_stop();
  });
  const Json output = run({{"args", {"touch begun; exec sleep 600"}}}, stop.get_token());
  stopper.join();
  EXPECT_EQ(output["signal"], "SIGTERM");
  EXPECT_EQ(output["timedOut"], false);
}

TEST_F(HostCommandTools, FitTheirOwnSchemas) {
  const HostCommandTool tool(config);
  const HostToolRegistry registry({tool.definition()});
  EXPECT_EQ(json::to_json(registry.list().front().policy),
            R"({"capability":"client/shell","permissions":["host-command"],"risk":"external",)"
            R"("description":"Runs a script."})");
  Clock clock;
  const auto call = [&](const std::string& input) {
    ExecutionSpec execution;
    execution.command = "client/shell";
    execution.args = {"input-json=" + input};
    return call_host_tool(
        registry.list().front(), execution,
        [&tool](const json::Value& given, const HostToolContext&) { return tool.run(given); },
        clock);
  };
  const HostToolResult good = call(R"({"args":["echo hello"]})");
  EXPECT_EQ(good.status, HostToolStatus::ok) << json::to_json(good);
  EXPECT_EQ(call(R"({"more":1})").error->code, "host-tool-invalid-input");
  EXPECT_EQ(call(R"({"cwd":"/"})").error->code, "host-tool-handler-error");
}

}  // namespace
