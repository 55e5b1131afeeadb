/// A backend of one's own: an engine with a few of the kit's probe commands over files in memory.
/// `RecordingBackend` does the rest, and `serve` offers it to any client, such as
///     wp-codebox-conformance run --exec build/dev/examples/example_custom_engine
#include <unistd.h>

#include <condition_variable>
#include <map>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"
#include "wp_codebox/stdio/server.hpp"

using namespace wp_codebox;

class MapEngine final : public Engine {
 public:
  bool has_command(std::string_view name) const override {
    return name.starts_with("probe.") || name == "inspect-mounted-inputs";
  }
  void boot(const EngineSetup& setup) override {
    if (setup.environment.kind == "x-boot-slow") wait(2000, 3000);
    if (setup.environment.kind != "x-boot-fails") return;
    throw RuntimeError(error_code::runtime_boot_failed, "This environment never comes up");
  }
  EngineOutput run(const EngineCommand& command) override {
    const auto arg = [&](const char* name) {
      return std::string(argument_value(command.args, name).value_or(""));
    };
    if (command.command == "probe.sleep") wait(std::stod(arg("ms")), command.timeout_ms);
    const std::lock_guard lock(mutex_);
    std::string& file = files_[arg("path")];
    if (command.command == "probe.write") {
      file = arg("text");
      return {"written"};
    }
    if (command.command == "probe.read") return {file};
    if (command.command == "probe.echo") return {arg("text")};
    if (command.command == "probe.sleep") return {"slept"};
    if (command.command == "probe.env" || arg("code") == "0") return {};
    if (command.command == "inspect-mounted-inputs") return {R"({"mounts": []})"};
    throw RuntimeError(error_code::runtime_command_failed, command.command + " failed");
  }
  void mount(const MountSpec&) override {}  // Not called: late mounts are not declared.
  void stop() noexcept override {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  void dispose() override { files_.clear(); }

 private:
  void wait(double ms, std::optional<double> limit_ms) {
    std::unique_lock lock(mutex_);
    const std::chrono::duration<double, std::milli> time(std::min(ms, limit_ms.value_or(ms)));
    if (changed_.wait_for(lock, time, [this] { return stopped_; })) {
      throw RuntimeError(error_code::runtime_command_crashed, "The sandbox was stopped");
    }
    if (time.count() == ms) return;
    throw RuntimeError(error_code::runtime_command_timeout, "The time is over");
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::string> files_;
  bool stopped_ = false;
};

int main() {
  BackendDescriptor descriptor;
  descriptor.kind = RuntimeBackendKind("x-map");
  descriptor.name = "map";
  descriptor.version = "1.0.0";
  descriptor.capabilities = {KnownBackendCapability::timeouts};
  const auto make_engine = [](const RuntimeCreateSpec&) { return std::make_unique<MapEngine>(); };
  RecordingBackend backend(descriptor, make_engine);
  return serve(backend, STDIN_FILENO, STDOUT_FILENO).complete ? 0 : 1;
}
