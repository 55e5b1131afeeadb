// Runtimes come and go; nothing of them stays. WP_CODEBOX_LEAK_ROUNDS (20 unless it is set, 100 for
// a long check) and WP_CODEBOX_MEMORY_LEAK_ROUNDS (1,000) say how often.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "host_resources.hpp"
#include "memory_runtime.hpp"
#include "playground_runtime.hpp"

namespace WP_CODEBOX_NAMESPACE {
namespace {

namespace fs = std::filesystem;

class MemoryLeaks : public test::MemoryRuntimeTest {
 protected:
  OwnTemporaryFolder temporary_;
};

TEST_F(MemoryLeaks, LeaveNothingAfterManyRounds) {
  const auto round = [this] {
    run("probe.write", {"path=/tmp/a.txt", "text=a"});
    code("probe.exit", {"code=3"});
    code("probe.sleep", {"ms=1000"}, 1);
    static_cast<void>(runtime().snapshot());
    runtime().destroy();
    runtime_.reset();
  };
  round();  // What is made once and kept is made.
  const HostResources before = HostResources::now();
  const int count = rounds("WP_CODEBOX_MEMORY_LEAK_ROUNDS", 1000);
  for (int i = 0; i < count; ++i) round();
  EXPECT_EQ(HostResources::now(), before);
}

class PlaygroundLeaks : public playground::PlaygroundRuntimeTest {
 protected:
  OwnTemporaryFolder temporary_;

  /// One runtime that works, fails, and is ended in a way that depends on the round.
  void round(int number) {
    const auto runtime = create();
    switch (number % 4) {
      case 0:
        wordpress(*runtime, "echo 'work';");
        break;
      case 1: {
        EXPECT_NE(playground::code_of([&] { wordpress(*runtime, "no_such_function();"); }), "none");
        ExecutionSpec endless = php_execution("while (true) { }", {"bootstrap=none"});
        endless.timeoutMs = 200;
        EXPECT_EQ(playground::code_of([&] { runtime->execute(endless); }),
                  "runtime-command-timeout");
        break;  // Destroyed while the next child comes up.
      }
      case 2: {
        std::atomic<bool> ended = false;
        std::thread busy([&] {
          EXPECT_EQ(playground::code_of([&] { wordpress(*runtime, "while (true) { }"); }),
                    "runtime-destroyed");
          ended = true;
        });
        while (runtime->info().previewUrl == std::nullopt && !ended) std::this_thread::yield();
        runtime->destroy();  // In the middle of a command.
        busy.join();
        break;
      }
      default: {
        std::atomic<bool> started = false;
        std::thread booting([&] {
          started = true;
          EXPECT_EQ(playground::code_of([&] { wordpress(*runtime, "echo 1;"); }),
                    "runtime-destroyed");
        });
        while (!started) std::this_thread::yield();
        while (playground_folders(runtime->info().id) == 0) std::this_thread::yield();
        runtime->destroy();  // In the middle of the boot.
        booting.join();
        break;
      }
    }
    runtime->destroy();
    EXPECT_EQ(runtime->info().status, RuntimeStatus::destroyed);
    EXPECT_EQ(playground_folders(runtime->info().id), 0);
  }

  static int playground_folders(const std::string& runtime_id) {
    int found = 0;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
      found += entry.path().filename().string().find(runtime_id) != std::string::npos ? 1 : 0;
    }
    return found;
  }
};

TEST_F(PlaygroundLeaks, LeaveNothingAfterManyRounds) {
  const HostResources before = HostResources::now();
  const int count = rounds("WP_CODEBOX_LEAK_ROUNDS", 20);
  // Two at a time: it takes half as long, and runtimes have neighbours in real programs too.
  for (int i = 0; i < count; i += 2) {
    std::thread neighbour;
    if (i + 1 < count) neighbour = std::thread([this, i] { round(i + 1); });
    round(i);
    if (neighbour.joinable()) neighbour.join();
    ASSERT_EQ(HostResources::now(), before) << "after round " << i;
  }
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE
