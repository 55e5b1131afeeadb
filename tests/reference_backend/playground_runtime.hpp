#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "playground_sandbox.hpp"
#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/nlohmann.hpp"
#include "wp_codebox/runtime/backend.hpp"

/// \file
/// Runtimes of the Playground backend, as callers have them.

namespace WP_CODEBOX_NAMESPACE::playground {

/// A backend and a spec that allows the commands of the engine.
class PlaygroundRuntimeTest : public testing::Test {
 protected:
  PlaygroundRuntimeTest() {
    spec.backend = KnownBackendKind::wordpress_playground;
    spec.environment.kind = "wordpress";
    spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
    spec.policy.commands = {"wordpress.run-php", "wordpress.rest-request",
                            "inspect-mounted-inputs"};
    spec.artifactsDirectory = (folder.path() / "artifacts").string();
    // A restored runtime whose spec nobody gives has its artifacts below the current folder.
    std::filesystem::current_path(folder.path());
  }
  ~PlaygroundRuntimeTest() override { std::filesystem::current_path(before_); }

  std::unique_ptr<Runtime> create() { return create_runtime(spec, *backend, hooks); }

  static ExecutionSpec php_execution(const std::string& code, std::vector<std::string> more = {}) {
    ExecutionSpec execution;
    execution.command = "wordpress.run-php";
    execution.args = {"code=" + code};
    execution.args->insert(execution.args->end(), more.begin(), more.end());
    return execution;
  }

  /// What PHP prints behind WordPress.
  static std::string wordpress(Runtime& runtime, const std::string& code) {
    return runtime.execute(php_execution(code)).stdout_text;
  }

  static ObservationSpec observation(std::string type) {
    ObservationSpec observation;
    observation.type = ObservationType(std::move(type));
    return observation;
  }

  TestFolder folder;
  std::unique_ptr<RuntimeBackend> backend = make_playground_backend();
  RuntimeHooks hooks;
  RuntimeCreateSpec spec;

 private:
  std::filesystem::path before_ = std::filesystem::current_path();
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
