/// A backend of one's own over files in memory. `wp-codebox-conformance run --exec` judges it.
#include <condition_variable>
#include <map>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"
#include "wp_codebox/stdio/server.hpp"
using namespace wp_codebox;

struct MapEngine final : Engine {
  bool has_command(std::string_view name) const override {
    return name.starts_with("probe.") || name == "inspect-mounted-inputs";
  }
  void boot(const EngineSetup& setup) override {
    if (setup.environment.kind == "x-boot-slow") wait(2000, 3000);
    if (setup.environment.kind != "x-boot-fails") return;
    throw RuntimeError(error_code::runtime_boot_failed, "This environment never comes up");
  }
  EngineOutput run(const EngineCommand& command) override {
    const auto arg = [&](auto key) { return argument_value(command.args, key).value_or(""); };
    if (command.command == "probe.sleep")
      wait(std::stod(std::string(arg("ms"))), command.timeout_ms);
    if (command.command == "probe.sleep") return {"slept"};
    if (command.command == "probe.echo") return {std::string(arg("text"))};
    if (command.command == "probe.env" || arg("code") == "0") return {};
    if (command.command == "inspect-mounted-inputs") return {R"({"mounts": []})"};
    const std::lock_guard lock(mutex_);
    if (command.command == "probe.read") return {files_[std::string(arg("path"))]};
    if (command.command == "probe.write") files_[std::string(arg("path"))] = arg("text");
    if (command.command == "probe.write") return {"written"};
    throw RuntimeError(error_code::runtime_command_failed, command.command + " failed");
  }
  void mount(const MountSpec&) override {}  // Not called: late mounts are not declared.
  void stop() noexcept override { stop_.request_stop(); }
  void dispose() override { files_.clear(); }

 private:
  void wait(double ms, std::optional<double> limit_ms) {
    std::unique_lock lock(mutex_);
    const std::chrono::duration<double, std::milli> time(std::min(ms, limit_ms.value_or(ms)));
    changed_.wait_for(lock, stop_.get_token(), time, [] { return false; });
    if (stop_.stop_requested()) throw RuntimeError(error_code::runtime_command_crashed, "Stopped");
    if (time.count() < ms) throw RuntimeError(error_code::runtime_command_timeout, "Too slow");
  }
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::stop_source stop_;
  std::map<std::string, std::string> files_;
};

int main() {
  BackendDescriptor descriptor;
  descriptor.kind = RuntimeBackendKind("x-map");
  descriptor.name = "map";
  descriptor.version = "1.0.0";
  descriptor.capabilities = {KnownBackendCapability::timeouts};
  RecordingBackend backend(descriptor, [](auto&) { return std::make_unique<MapEngine>(); });
  return serve(backend, 0, 1).complete ? 0 : 1;  // On standard input and output.
}
