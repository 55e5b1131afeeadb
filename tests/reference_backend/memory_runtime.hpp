#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "reference_backend/memory/memory_backend.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/backend.hpp"

/// A runtime of the in-memory backend with every probe allowed.
namespace wp_codebox::test {

class MemoryRuntimeTest : public testing::Test {
 protected:
  MemoryRuntimeTest() {
    spec.backend = RuntimeBackendKind(std::string("memory"));
    spec.environment.kind = "test";
    spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
    spec.policy.commands = {
        "probe.echo",   "probe.exit",   "probe.sleep", "probe.write",   "probe.read",
        "probe.remove", "probe.rename", "probe.chmod", "probe.mkdir",   "probe.symlink",
        "probe.stat",   "probe.list",   "probe.env",   "probe.connect", "inspect-mounted-inputs"};
    spec.artifactsDirectory = (folder.path() / "artifacts").string();
  }

  Runtime& runtime() {
    if (!runtime_) runtime_ = create_runtime(spec, *backend);
    return *runtime_;
  }

  /// What a command prints.
  std::string run(std::string command, std::vector<std::string> args,
                  std::optional<double> timeout_ms = std::nullopt) {
    ExecutionSpec execution;
    execution.command = std::move(command);
    execution.args = std::move(args);
    execution.timeoutMs = timeout_ms;
    return runtime().execute(execution).stdout_text;
  }

  /// The code of the error that a command rejects with, or "none".
  std::string code(std::string command, std::vector<std::string> args,
                   std::optional<double> timeout_ms = std::nullopt) {
    return code_of([&] { run(std::move(command), std::move(args), timeout_ms); });
  }

  template <class Function>
  static std::string code_of(Function function) {
    try {
      function();
    } catch (const ContractError& error) {
      return error.code();
    }
    return "none";
  }

  void mount(const std::filesystem::path& source, std::string target,
             MountMode mode = MountMode::readonly, MountType type = KnownMountType::directory) {
    MountSpec mount;
    mount.type = std::move(type);
    mount.source = source.string();
    mount.target = std::move(target);
    mount.mode = mode;
    runtime().mount(mount);
  }

  ScratchFolder folder;
  std::unique_ptr<RuntimeBackend> backend = make_memory_backend();
  RuntimeCreateSpec spec;
  std::unique_ptr<Runtime> runtime_;
};

}  // namespace wp_codebox::test
