#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "../scratch_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"

/// An engine whose behaviour a test sets, and a runtime around it.
namespace wp_codebox::test {

/// What the engine was told, and what it does. Shared by the test and the engine.
struct FakeSandbox {
  std::function<void(const EngineSetup&)> boot = [](const EngineSetup&) {};
  std::function<std::string(const EngineCommand&)> run = [](const EngineCommand&) { return "ran"; };
  std::function<void(const MountSpec&)> mount = [](const MountSpec&) {};
  std::function<Engine::Listing(const std::string&, std::size_t)> list_files;
  std::function<EngineHttpResponse(const EngineHttpRequest&)> fetch;
  std::function<json::Value(KnownWordPressStateSection, const WordPressStateConfig&)>
      wordpress_state;
  std::function<std::optional<EngineState>()> capture_state = [] {
    return std::optional<EngineState>();
  };
  std::function<void(const EngineState&)> restore_state;
  std::function<void()> dispose = [] {};
  std::optional<std::string> server_url;
  std::atomic<bool> alive = true;

  std::atomic<int> boots = 0;
  std::atomic<int> stops = 0;
  std::atomic<int> disposals = 0;
  EngineSetup setup;
  std::vector<EngineCommand> commands;

  /// Waits until the runtime asks the engine to stop.
  void wait_for_stop() {
    std::unique_lock lock(mutex);
    stopped.wait(lock, [this] { return stops > 0; });
  }

  std::mutex mutex;
  std::condition_variable stopped;
};

class FakeEngine final : public Engine {
 public:
  explicit FakeEngine(std::shared_ptr<FakeSandbox> sandbox) : sandbox_(std::move(sandbox)) {}

  [[nodiscard]] bool has_command(std::string_view command) const override {
    return command.starts_with("fake.");
  }
  void boot(const EngineSetup& setup) override {
    ++sandbox_->boots;
    sandbox_->setup = setup;
    sandbox_->boot(setup);
  }
  EngineOutput run(const EngineCommand& command) override {
    {
      const std::lock_guard lock(sandbox_->mutex);
      sandbox_->commands.push_back(command);
    }
    return {sandbox_->run(command)};
  }
  void mount(const MountSpec& mount) override { sandbox_->mount(mount); }
  [[nodiscard]] bool alive() const override { return sandbox_->alive; }
  [[nodiscard]] std::optional<std::string> server_url() const override {
    return sandbox_->server_url;
  }
  EngineHttpResponse fetch(const EngineHttpRequest& request) override {
    return sandbox_->fetch ? sandbox_->fetch(request) : Engine::fetch(request);
  }
  Listing list_files(const std::string& path, std::size_t limit) override {
    return sandbox_->list_files ? sandbox_->list_files(path, limit)
                                : Engine::list_files(path, limit);
  }
  json::Value wordpress_state(KnownWordPressStateSection section,
                              const WordPressStateConfig& config) override {
    return sandbox_->wordpress_state ? sandbox_->wordpress_state(section, config)
                                     : Engine::wordpress_state(section, config);
  }
  std::optional<EngineState> capture_state() override { return sandbox_->capture_state(); }
  void restore_state(const EngineState& state) override {
    sandbox_->restore_state ? sandbox_->restore_state(state) : Engine::restore_state(state);
  }
  void stop() noexcept override {
    const std::lock_guard lock(sandbox_->mutex);
    ++sandbox_->stops;
    sandbox_->stopped.notify_all();
  }
  void dispose() override {
    ++sandbox_->disposals;
    sandbox_->dispose();
  }

 private:
  std::shared_ptr<FakeSandbox> sandbox_;
};

/// A test with a sandbox, a spec that allows `fake.run` and everything else one needs.
class FakeRuntimeTest : public testing::Test {
 protected:
  FakeRuntimeTest() {
    descriptor.kind = RuntimeBackendKind(std::string("x-fake"));
    descriptor.name = "fake";
    using Capability = KnownBackendCapability;
    descriptor.capabilities = {Capability::late_mounts, Capability::host_tools};
    spec.backend = descriptor.kind;
    spec.environment.kind = "test";
    spec.policy.commands = {"fake.run", "fake.other", "unknown.command"};
    spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
    spec.artifactsDirectory = (folder.path() / "artifacts").string();
    hooks.on_event = [this](const std::string& /*id*/, const LifecycleEvent& event) {
      const std::lock_guard lock(heard_mutex);
      heard.push_back(event);
    };
  }

  std::unique_ptr<Runtime> create() {
    auto backend = make_backend();
    return create_runtime(spec, *backend, hooks);
  }

  std::unique_ptr<RecordingBackend> make_backend() {
    return std::make_unique<RecordingBackend>(descriptor, [this](const RuntimeCreateSpec&) {
      return std::make_unique<FakeEngine>(sandbox);
    });
  }

  static ExecutionSpec command(std::string name, std::vector<std::string> args = {}) {
    ExecutionSpec execution;
    execution.command = std::move(name);
    if (!args.empty()) execution.args = std::move(args);
    return execution;
  }

  static ObservationSpec observation(std::string type) {
    ObservationSpec observation;
    observation.type = ObservationType(std::move(type));
    return observation;
  }

  [[nodiscard]] MountSpec directory_mount(std::string target) const {
    std::filesystem::create_directories(folder.path() / "source");
    MountSpec mount;
    mount.type = KnownMountType::directory;
    mount.source = (folder.path() / "source").string();
    mount.target = std::move(target);
    return mount;
  }

  /// The code of the contract error that the function throws, or "none".
  template <class Function>
  static std::string code_of(Function function) {
    try {
      function();
    } catch (const ContractError& error) {
      return error.code();
    }
    return "none";
  }

  std::vector<std::string> heard_types() {
    const std::lock_guard lock(heard_mutex);
    std::vector<std::string> types;
    for (const LifecycleEvent& event : heard) types.push_back(event.type.text());
    return types;
  }

  ScratchFolder folder;
  std::shared_ptr<FakeSandbox> sandbox = std::make_shared<FakeSandbox>();
  BackendDescriptor descriptor;
  RuntimeCreateSpec spec;
  RuntimeHooks hooks;
  std::mutex heard_mutex;
  std::vector<LifecycleEvent> heard;
};

}  // namespace wp_codebox::test
