// The program wp-codebox-reference-backend, from outside.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/backend_program.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace {

using namespace wp_codebox;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::chrono::milliseconds patience{30000};

ProcessSpec program(std::vector<std::string> arguments) {
  ProcessSpec spec;
  // It lies beside the tests in the build directory.
  spec.program = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() /
                 "reference_backend/wp-codebox-reference-backend";
  spec.arguments = std::move(arguments);
  spec.environment = current_environment();
  return spec;
}

TEST(ReferenceProgram, SaysWhatIsWrongWithItsArguments) {
  const std::pair<std::vector<std::string>, const char*> table[] = {
      {{}, "--backend"},
      {{"--backend", "memry"}, "memry"},
      {{"--backend", "memory", "--bogus"}, "--bogus"},
      {{"--backend", "playground", "--mutant", "x"}, "--backend memory"},
      {{"--backend", "memory", "--wp-cli", "x"}, "--backend playground"}};
  for (const auto& [arguments, words] : table) {
    const ProcessResult result = run_process(program(arguments), patience);
    EXPECT_EQ(result.end.exit_code, 2) << words;
    EXPECT_THAT(result.stderr_text, HasSubstr(words));
    EXPECT_THAT(result.stdout_text, IsEmpty());
  }
  EXPECT_EQ(
      run_process(program({"--backend", "memory", "--mutant", "none"}), patience).end.exit_code, 3);
  const ProcessResult no_phar =
      run_process(program({"--backend", "playground", "--wp-cli", "/no/such.phar"}), patience);
  EXPECT_EQ(no_phar.end.exit_code, 3);
  EXPECT_THAT(no_phar.stderr_text, HasSubstr("/no/such.phar"));
}

TEST(ReferenceProgram, HelpsAndTellsItsVersion) {
  const ProcessResult help = run_process(program({"--help"}), patience);
  EXPECT_TRUE(help.end.success());
  EXPECT_THAT(help.stdout_text, HasSubstr("Example"));
  EXPECT_THAT(run_process(program({"--version"}), patience).stdout_text, HasSubstr("protocol 1.0"));
}

TEST(ReferenceProgram, EndsWithItsInput) {
  const ProcessResult result = run_process(program({"--backend", "memory"}), patience);
  EXPECT_TRUE(result.end.success()) << result.end.text() << result.stderr_text;
  EXPECT_THAT(result.stdout_text, IsEmpty());
}

TEST(ReferenceProgram, SignalsEndItInOrder) {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    std::mutex mutex;
    std::condition_variable changed;
    std::string output;
    Process process(program({"--backend", "memory"}), {.on_stdout =
                                                           [&](std::string_view bytes) {
                                                             const std::lock_guard lock(mutex);
                                                             output.append(bytes);
                                                             changed.notify_all();
                                                           },
                                                       .on_stderr = nullptr,
                                                       .on_end = nullptr});
    process.write("junk\n");
    {
      std::unique_lock lock(mutex);
      ASSERT_TRUE(changed.wait_for(lock, patience, [&] { return output.ends_with('\n'); }));
    }
    ASSERT_EQ(::kill(process.pid(), signal), 0);
    const auto end = process.wait_for(patience);
    ASSERT_TRUE(end);
    EXPECT_TRUE(end->success()) << signal << ": " << end->text();
  }
}

TEST(ReferenceProgram, IsTheMemoryBackend) {
  const test::ScratchFolder folder;
  BackendProgram backend(program({"--backend", "memory"}));
  RuntimeCreateSpec spec;
  spec.backend = backend.descriptor().kind;
  spec.environment.kind = "wordpress";
  spec.policy.commands = {"probe.echo", "test/tool"};
  spec.artifactsDirectory = folder.path().string();
  HostToolDefinition tool;
  tool.name = "test/tool";
  tool.description = "Gives back what it gets.";
  spec.hostTools = std::vector<HostToolDefinition>{tool};
  RuntimeHooks hooks;
  hooks.call_host_tool = [](const HostToolCall& call) { return call.input; };
  const auto runtime = create_runtime(spec, backend, hooks);

  ExecutionSpec execution;
  execution.command = "probe.echo";
  execution.args = std::vector<std::string>{"bytes=1000000"};
  EXPECT_EQ(runtime->execute(execution).stdout_text.size(), 1000000U);
  // A lone surrogate, which UTF-8 has no bytes for.
  execution.args = std::vector<std::string>{"text=\xed\xa0\x80"};
  const std::string lone = runtime->execute(execution).args.at(0);
  EXPECT_EQ(lone, "text=\xed\xa0\x80");
  execution.command = "test/tool";
  execution.args = std::vector<std::string>{"a=1"};
  EXPECT_THAT(runtime->execute(execution).stdout_text, HasSubstr(R"("output":{"a":"1"})"));
  EXPECT_TRUE(std::filesystem::is_directory(folder.path() / runtime->info().id));
  runtime->destroy();
  backend.close();
  EXPECT_THAT(backend.take_faults(), IsEmpty());
}

}  // namespace
