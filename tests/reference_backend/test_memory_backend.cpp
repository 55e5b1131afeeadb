#include "reference_backend/memory/memory_backend.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "memory_runtime.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"

namespace wp_codebox {
namespace {

namespace fs = std::filesystem;

/// Temporary folders of this process's sandboxes.
std::set<std::string> sandbox_folders() {
  std::set<std::string> folders;
  const std::string mine = "wp-codebox-memory-" + std::to_string(getpid()) + "-";
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(mine)) folders.insert(name);
  }
  return folders;
}

std::size_t open_descriptors() {
  const auto entries = fs::directory_iterator("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

class MemoryBackend : public test::MemoryRuntimeTest {
 protected:
  std::string observe(std::string type, std::optional<std::string> path = std::nullopt) {
    ObservationSpec observation;
    observation.type = ObservationType(std::move(type));
    observation.path = std::move(path);
    return runtime().observe(observation).data.text();
  }
};

TEST_F(MemoryBackend, DescribesItself) {
  const BackendDescriptor& descriptor = backend->descriptor();
  EXPECT_EQ(descriptor.kind.text(), "memory");
  EXPECT_EQ(descriptor.probes, ProbeDialect::native);
  for (const auto level :
       {descriptor.policyEnforcement.network, descriptor.policyEnforcement.filesystem,
        descriptor.policyEnforcement.commands, descriptor.policyEnforcement.secrets,
        descriptor.policyEnforcement.approvals}) {
    EXPECT_EQ(level, PolicyEnforcementLevel::enforced);
  }
  EXPECT_EQ(descriptor, memory_backend_descriptor());
}

TEST_F(MemoryBackend, KnowsItsCommandsOnly) {
  spec.policy.commands = {"probe.echo", "wordpress.run-php", "probe.unknown"};
  EXPECT_EQ(run("probe.echo", {"text=x"}), "x");
  EXPECT_EQ(code("wordpress.run-php", {"code=1"}), "runtime-command-unsupported");
  EXPECT_EQ(code("probe.unknown", {}), "runtime-command-unsupported");
}

TEST_F(MemoryBackend, NothingIsMadeBeforeTheFirstNeedAndNothingIsLeftAfterDestroy) {
  const auto before = sandbox_folders();
  (void)runtime().info();
  EXPECT_EQ(sandbox_folders(), before);
  run("probe.write", {"path=x", "text=x"});
  run("probe.mkdir", {"path=locked"});
  run("probe.chmod", {"path=locked", "mode=0"});
  EXPECT_EQ(sandbox_folders().size(), before.size() + 1);
  runtime().destroy();
  EXPECT_EQ(sandbox_folders(), before);
}

TEST_F(MemoryBackend, AThousandRoundsLeaveNothingBehind) {
  folder.write("in/file.txt", "host");
  const auto round = [this] {
    runtime_.reset();
    mount(folder / "in", "/in");
    EXPECT_EQ(run("probe.read", {"path=/in/file.txt"}), "host");
    runtime().destroy();
  };
  round();
  const auto folders = sandbox_folders();
  const std::size_t descriptors = open_descriptors();
  const char* const asked = std::getenv("WP_CODEBOX_ROUNDS");
  const int rounds = asked == nullptr ? 1000 : std::atoi(asked);
  for (int i = 0; i < rounds; ++i) round();
  EXPECT_EQ(sandbox_folders(), folders);
  EXPECT_EQ(open_descriptors(), descriptors);
}

TEST_F(MemoryBackend, TwoSandboxesSeeNothingOfEachOther) {
  run("probe.write", {"path=/tmp/x", "text=mine"});
  const auto other = create_runtime(spec, *backend);
  ExecutionSpec execution;
  execution.command = "probe.stat";
  execution.args = std::vector<std::string>{"path=/tmp/x"};
  EXPECT_EQ(other->execute(execution).stdout_text, "{}");
}

TEST_F(MemoryBackend, ABootThatFailsSaysSoInErrorAndProgress) {
  spec.environment.kind = "x-boot-fails";
  EXPECT_EQ(code("probe.echo", {"text=x"}), "runtime-boot-failed");
  EXPECT_EQ(code("probe.echo", {"text=x"}), "runtime-boot-failed");
  const auto events = json::from_json<std::vector<LifecycleEvent>>(observe("runtime-events")).value;
  std::vector<std::string> phases;
  for (const LifecycleEvent& event : events) {
    if (event.type != KnownLifecycleEventType::browser_startup_progress) continue;
    const auto data = json::from_json<StartupProgressData>(json::to_json(*event.data)).value;
    phases.push_back(data.event.phase.text());
    if (data.event.status == BrowserStartupProgressStatus::failed) {
      EXPECT_NE(json::to_json(*data.event.detail).find("runtime-boot-failed"), std::string::npos);
    }
  }
  EXPECT_EQ(phases,
            (std::vector<std::string>{"preview:start", "preview:loading-client", "preview:error"}));
  EXPECT_EQ(code_of([&] { runtime().destroy(); }), "none");
}

TEST_F(MemoryBackend, ABootTellsItsPhasesInOrder) {
  std::vector<std::string> phases;
  RuntimeHooks hooks;
  hooks.on_startup_progress = [&](const std::string&, const BrowserStartupProgressEvent& event) {
    phases.push_back(event.phase.text());
  };
  runtime_ = create_runtime(spec, *backend, hooks);
  run("probe.echo", {"text=x"});
  EXPECT_EQ(phases, (std::vector<std::string>{"preview:start", "preview:loading-client",
                                              "preview:loading-wordpress",
                                              "preview:connecting-client", "preview:ready"}));
}

TEST_F(MemoryBackend, ASlowBootIsEndedByDestroy) {
  spec.environment.kind = "x-boot-slow";
  std::promise<void> booting;
  std::once_flag once;
  RuntimeHooks hooks;
  hooks.on_startup_progress = [&](const std::string&, const BrowserStartupProgressEvent&) {
    std::call_once(once, [&] { booting.set_value(); });
  };
  runtime_ = create_runtime(spec, *backend, hooks);
  auto running = std::async(std::launch::async, [&] { return code("probe.echo", {"text=x"}); });
  booting.get_future().wait();
  runtime().destroy();
  EXPECT_EQ(running.get(), "runtime-destroyed");
}

TEST_F(MemoryBackend, DestroyEndsASleepAtOnce) {
  run("probe.echo", {"text=booted"});
  std::promise<void> started;
  RuntimeHooks hooks;
  hooks.on_event = [&](const std::string&, const LifecycleEvent& event) {
    if (event.type == KnownLifecycleEventType::command_started) started.set_value();
  };
  runtime_ = create_runtime(spec, *backend, hooks);
  auto running =
      std::async(std::launch::async, [&] { return code("probe.sleep", {"ms=86400000"}); });
  started.get_future().wait();
  runtime().destroy();
  EXPECT_EQ(running.get(), "runtime-destroyed");
}

TEST_F(MemoryBackend, AfterATimeoutTheNextCommandWorks) {
  EXPECT_EQ(code("probe.sleep", {"ms=86400000"}, 10), "runtime-command-timeout");
  EXPECT_EQ(run("probe.echo", {"text=still here"}), "still here");
}

TEST_F(MemoryBackend, AMountAfterTheBootIsSeenByTheNextCommand) {
  folder.write("in/file.txt", "host");
  run("probe.echo", {"text=booted"});
  mount(folder / "in", "/late");
  EXPECT_EQ(run("probe.read", {"path=/late/file.txt"}), "host");
  EXPECT_NE(run("inspect-mounted-inputs", {}).find(R"(\/late)"), std::string::npos);
}

TEST_F(MemoryBackend, FilesShowsSizesHashesAndLinks) {
  run("probe.write", {"path=sub/a.txt", "text=abc"});
  run("probe.symlink", {"path=link", "to=/etc"});
  EXPECT_EQ(observe("files"),
            R"({"type":"files","path":"/workspace","entries":[{"path":"link","type":"symlink"},)"
            R"({"path":"sub","type":"directory"},{"path":"sub/a.txt","type":"file","bytes":3,)"
            R"("sha256":")" +
                sha256_hex("abc") + R"("}],"truncated":false})");
  EXPECT_EQ(code_of([&] { observe("files", "/missing"); }), "runtime-observation-failed");
  EXPECT_EQ(code_of([&] { observe("files", "sub/a.txt"); }), "runtime-observation-failed");
  EXPECT_EQ(code_of([&] { observe("files", "../../.."); }), "runtime-observation-refused");
}

TEST_F(MemoryBackend, FilesStopsAtItsLimitAndHashesNothingHuge) {
  fs::create_directories(folder / "in");
  for (int i = 0; i < 1001; ++i) folder.write("in/" + std::to_string(10'000 + i), "");
  folder.write("big/big", std::string(1024 * 1024 + 1, 'x'));
  folder.write("big/fits", std::string(1024 * 1024, 'x'));
  mount(folder / "in", "/in");
  mount(folder / "big", "/big");
  const auto data = json::from_json<FilesData>(observe("files", "/in")).value;
  EXPECT_EQ(data.entries.size(), 1000U);
  EXPECT_EQ(data.entries.back().path, "10999");
  EXPECT_TRUE(data.truncated);
  const auto big = json::from_json<FilesData>(observe("files", "/big")).value;
  ASSERT_EQ(big.entries.size(), 2U);
  EXPECT_EQ(big.entries[0].bytes, 1024 * 1024 + 1);
  EXPECT_FALSE(big.entries[0].sha256);
  EXPECT_TRUE(big.entries[1].sha256);
}

TEST_F(MemoryBackend, ReadwriteMountsAreRefusedWhereThePolicyDoesNotAllowThem) {
  spec.policy.filesystem = FilesystemPolicy::readonly_mounts;
  folder.write("in/file.txt", "host");
  EXPECT_EQ(code_of([&] { mount(folder / "in", "/in", MountMode::readwrite); }),
            "runtime-mount-refused");
  mount(folder / "in", "/in");
  EXPECT_EQ(code("probe.write", {"path=/in/file.txt", "text=x"}), "runtime-command-failed");
  EXPECT_EQ(folder.read("in/file.txt"), "host");
}

TEST_F(MemoryBackend, CommandsAtTheSameTimeKeepTheirOutputApart) {
  std::vector<std::future<std::string>> outputs;
  run("probe.echo", {"text=booted"});
  for (int i = 0; i < 16; ++i) {
    outputs.push_back(std::async(std::launch::async, [this, i] {
      return run("probe.echo", {"text=" + std::string(10'000, static_cast<char>('a' + i))});
    }));
  }
  for (int i = 0; i < 16; ++i) {
    EXPECT_EQ(outputs[static_cast<std::size_t>(i)].get(),
              std::string(10'000, static_cast<char>('a' + i)));
  }
}

TEST_F(MemoryBackend, EverythingAtOnceAndADestroyInTheMiddle) {
  folder.write("in/file.txt", "host");
  for (int round = 0; round < 10; ++round) {
    runtime_ = create_runtime(spec, *backend);
    std::atomic<int> done = 0;
    const auto repeat = [&](const auto& action) {
      return std::thread([&done, action] {
        for (int i = 0; i < 1000; ++i) {
          try {
            action(i);
          } catch (const ContractError& error) {
            if (error.code() == "runtime-destroyed") return;
            throw;
          }
          ++done;
        }
      });
    };
    std::vector<std::thread> threads;
    threads.push_back(repeat([&](int i) {
      run("probe.write", {"path=x", "text=" + std::to_string(i)});
    }));
    threads.push_back(repeat([&](int) { run("probe.stat", {"path=x"}); }));
    threads.push_back(repeat([&](int) {
      run("probe.write", {"path=sub/y", "text=y"});
      run("probe.remove", {"path=sub"});
    }));
    threads.push_back(repeat([&](int) { observe("files"); }));
    threads.push_back(repeat([&](int) { observe("runtime-events"); }));
    threads.push_back(repeat([&](int i) { mount(folder / "in", "/in/" + std::to_string(i)); }));
    threads.push_back(repeat([&](int) {
      if (runtime().info().status == RuntimeStatus::destroyed) {
        throw RuntimeError("runtime-destroyed", "seen");
      }
    }));
    while (done < 50) std::this_thread::yield();
    runtime().destroy();
    for (std::thread& thread : threads) thread.join();
  }
}

}  // namespace
}  // namespace wp_codebox
