#include "wp_codebox/stdio/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using std::chrono::milliseconds;
using wp_codebox::Process;
using wp_codebox::ProcessSpec;
using wp_codebox::run_process;

constexpr milliseconds patience{20000};

ProcessSpec shell(const std::string& script) {
  return {.program = "/bin/sh",
          .arguments = {"-c", script},
          .environment = {{"PATH", "/usr/bin:/bin"}},
          .working_directory = {}};
}

/// Collects what a process says, and lets a test wait for it.
class Listener {
 public:
  wp_codebox::ProcessHandlers handlers() {
    return {.on_stdout = [this](std::string_view bytes) { add(stdout_text_, bytes); },
            .on_stderr = [this](std::string_view bytes) { add(stderr_text_, bytes); },
            .on_end = [this](const wp_codebox::ProcessEnd&) { ++ends; }};
  }
  std::string stdout_with(std::size_t bytes) { return wait(stdout_text_, bytes); }
  std::string stderr_with(std::size_t bytes) { return wait(stderr_text_, bytes); }

  std::atomic<int> ends{0};

 private:
  void add(std::string& text, std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    text.append(bytes);
    changed_.notify_all();
  }
  std::string wait(const std::string& text, std::size_t bytes) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [&] { return text.size() >= bytes; });
    return text;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string stdout_text_;
  std::string stderr_text_;
};

/// Whether a process runs; a zombie that nobody has reaped yet does not.
bool runs(int pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(status, line)) return false;
  return line.substr(line.rfind(')') + 2, 1) != "Z";
}

bool ends_soon(int pid) {
  const auto limit = std::chrono::steady_clock::now() + patience;
  while (runs(pid)) {
    if (std::chrono::steady_clock::now() > limit) return false;
    std::this_thread::yield();
  }
  return true;
}

TEST(Process, CarriesBytesBothWaysExactly) {
  std::string bytes;
  for (int i = 0; i < (1 << 20); ++i) bytes.push_back(static_cast<char>(i * 7));
  Listener listener;
  Process process(shell("cat"), listener.handlers());
  for (std::size_t at = 0; at < bytes.size(); at += 100000) {
    EXPECT_TRUE(process.write(bytes.substr(at, 100000)));
  }
  process.close_stdin();
  const auto end = process.wait_for(patience);
  ASSERT_TRUE(end);
  EXPECT_TRUE(end->success());
  EXPECT_EQ(listener.stdout_with(bytes.size()), bytes);
  EXPECT_EQ(listener.ends, 1);
}

TEST(Process, KeepsOutputAndErrorsApart) {
  const auto result = run_process(shell("echo out; echo err >&2; exit 3"), patience);
  EXPECT_EQ(result.stdout_text, "out\n");
  EXPECT_EQ(result.stderr_text, "err\n");
  EXPECT_EQ(result.end.exit_code, 3);
  EXPECT_EQ(result.end.signal, 0);
  EXPECT_EQ(result.end.text(), "exit code 3");
  EXPECT_FALSE(result.timed_out);
}

TEST(Process, TellsASignalFromAnExitCode) {
  const auto result = run_process(shell("kill -SEGV $$"), patience);
  EXPECT_EQ(result.end.signal, SIGSEGV);
  EXPECT_FALSE(result.end.success());
  EXPECT_EQ(result.end.text(), "signal 11");
}

TEST(Process, NamesTheProgramThatCannotBeStarted) {
  try {
    const auto result = run_process({.program = "/no/such/program"}, patience);
    FAIL() << "started";
  } catch (const wp_codebox::ProcessStartError& error) {
    EXPECT_EQ(error.code(), "process-start-failed");
    EXPECT_THAT(error.what(), testing::HasSubstr("/no/such/program"));
  }
}

TEST(Process, WithoutAProgramDoesNotRunItsFirstArgument) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, std::vector<std::string>{"/bin/true"}}) {
    try {
      (void)run_process({.program = {}, .arguments = arguments}, patience);
      FAIL() << "started";
    } catch (const wp_codebox::ProcessStartError& error) {
      EXPECT_STREQ(error.what(), "no program is named");
    }
  }
}

TEST(Process, InheritsNothing) {
  ASSERT_EQ(::setenv("WP_CODEBOX_TEST_CANARY", "leak", 1), 0);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);  // without close-on-exec, as a host may have it
  auto spec = shell("env | sort; ls /proc/$$/fd; grep SigBlk /proc/$$/status; pwd");
  spec.environment.emplace_back("ONLY", "this");
  spec.working_directory = "/";
  const auto result = run_process(spec, patience);
  ::close(ends[0]);
  ::close(ends[1]);
  ::unsetenv("WP_CODEBOX_TEST_CANARY");
  EXPECT_THAT(result.stdout_text, testing::HasSubstr("ONLY=this\n"));
  EXPECT_THAT(result.stdout_text, testing::Not(testing::HasSubstr("CANARY")));
  EXPECT_THAT(result.stdout_text, testing::HasSubstr("\n0\n1\n2\nSigBlk:\t0000000000000000\n/\n"));
}

TEST(Process, KillsItsDescendantsWhenItGoes) {
  int grandchild = 0;
  {
    Listener listener;
    Process process(shell("sleep 1000 & echo $!; wait"), listener.handlers());
    grandchild = std::stoi(listener.stdout_with(2));
    EXPECT_TRUE(runs(grandchild));
  }
  EXPECT_TRUE(ends_soon(grandchild));
}

TEST(Process, KillsDescendantsThatOutliveTheChild) {
  Listener listener;
  Process process(shell("sleep 1000 & echo $!"), listener.handlers());
  const auto end = process.wait_for(patience);
  ASSERT_TRUE(end) << "the descendant holds the output open";
  EXPECT_TRUE(end->success());
  EXPECT_TRUE(ends_soon(std::stoi(listener.stdout_with(2))));
}

TEST(Process, AsksBeforeItKills) {
  Listener listener;
  Process process(shell("trap 'echo asked; exit 5' TERM; echo ready; while :; do sleep 0.01; done"),
                  listener.handlers());
  listener.stdout_with(6);
  process.terminate(patience);
  const auto end = process.wait_for(patience);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->exit_code, 5);
  EXPECT_EQ(listener.stdout_with(12), "ready\nasked\n");
}

TEST(Process, KillsAChildThatIgnoresTheRequest) {
  Listener listener;
  Process process(shell("trap '' TERM; echo ready; while :; do sleep 0.01; done"),
                  listener.handlers());
  listener.stdout_with(6);
  process.terminate(milliseconds(50));
  const auto end = process.wait_for(patience);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->signal, SIGKILL);
}

TEST(Process, IsKilledWhenItWasFirstAskedToEndHoweverOftenItIsAsked) {
  Listener listener;
  Process process(shell("trap '' TERM; echo ready; while :; do sleep 0.01; done"),
                  listener.handlers());
  listener.stdout_with(6);
  process.terminate(milliseconds(50));
  process.terminate(10 * patience);
  const auto end = process.wait_for(patience);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->signal, SIGKILL);
}

TEST(Process, SurvivesAWriteToAChildThatIsGone) {
  Listener listener;
  Process process(shell("exec 0<&-; echo closed; sleep 1000"), listener.handlers());
  listener.stdout_with(7);
  const auto limit = std::chrono::steady_clock::now() + patience;
  while (process.write(std::string(1 << 20, 'x'))) {
    ASSERT_LT(std::chrono::steady_clock::now(), limit);
    std::this_thread::yield();
  }
  EXPECT_FALSE(process.write("more"));
}

TEST(Process, DoesNotWaitLongerThanAsked) {
  Process process(shell("sleep 1000"), {});
  EXPECT_FALSE(process.wait_for(milliseconds(1)));
}

TEST(Process, SiblingsDoNotHoldEachOthersPipes) {
  Listener first_listener;
  Process first(shell("cat; echo end"), first_listener.handlers());
  Process second(shell("sleep 1000"), {});
  first.close_stdin();
  EXPECT_TRUE(first.wait_for(patience)) << "the sibling keeps standard input open";
}

TEST(Process, CanBeStartedFromManyThreads) {
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&right, i] {
      for (int round = 0; round < 5; ++round) {
        const std::string text = std::to_string(i * 100 + round);
        const auto result = run_process(shell("echo " + text), patience);
        if (result.end.success() && result.stdout_text == text + "\n") ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 40);
}

TEST(RunProcess, EndsAtTheDeadline) {
  const auto result = run_process(shell("echo before; sleep 1000"), milliseconds(300));
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.end.signal, SIGKILL);
}

TEST(RunProcess, EndsAtTheLimitOfItsOutput) {
  const auto result = run_process(shell("while :; do echo 0123456789; done"), patience, 100000);
  EXPECT_TRUE(result.too_large);
  EXPECT_FALSE(result.timed_out);
  EXPECT_LE(result.stdout_text.size(), 100000U);
}

TEST(RunProcess, EndsWhenItIsStopped) {
  std::stop_source stop;
  std::thread stopper([&stop] { stop.request_stop(); });
  const auto result = run_process(shell("sleep 1000"), patience, 1000, stop.get_token());
  stopper.join();
  EXPECT_TRUE(result.stopped);
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.end.signal, SIGKILL);
}

TEST(RunProcess, LeavesNoDescriptorOpen) {
  const auto open_descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                         std::filesystem::directory_iterator());
  };
  static_cast<void>(run_process(shell(":"), patience));
  const auto before = open_descriptors();
  for (int i = 0; i < 20; ++i) static_cast<void>(run_process(shell(":"), patience));
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
