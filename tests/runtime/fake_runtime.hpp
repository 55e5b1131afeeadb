#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/backend.hpp"

/// A backend that answers by rote and keeps a log of what it was asked.
namespace wp_codebox::test {

/// What the runtimes of a `LoggingBackend` share with the test.
struct RuntimeLog {
  std::vector<std::string> calls;
  std::vector<ExecutionSpec> executions;
  int runtimes = 0;
  int records = 0;
  /// Changes to answers; called with each before it is given.
  std::function<void(ExecutionResult&)> on_execute = [](ExecutionResult&) {};
  std::function<void(ObservationResult&)> on_observe = [](ObservationResult&) {};
  std::function<void(Snapshot&)> on_snapshot = [](Snapshot&) {};
  std::function<void()> on_mount = [] {};
  std::function<void()> on_destroy = [] {};

  static constexpr const char* time = "2026-01-02T03:04:05.006Z";
};

class LoggingRuntime final : public Runtime {
 public:
  explicit LoggingRuntime(std::shared_ptr<RuntimeLog> log, const RuntimeCreateSpec& spec)
      : log_(std::move(log)) {
    info_.id = "runtime-" + std::to_string(++log_->runtimes);
    info_.backend = spec.backend;
    info_.environment = spec.environment;
    info_.createdAt = RuntimeLog::time;
    info_.status = RuntimeStatus::created;
  }

  RuntimeInfo info() override { return info_; }
  void mount(const MountSpec& spec) override {
    note("mount " + spec.target);
    log_->on_mount();
  }
  ExecutionResult execute(const ExecutionSpec& spec) override {
    note("execute " + spec.command);
    log_->executions.push_back(spec);
    ExecutionResult result;
    result.id = "command-" + std::to_string(++log_->records);
    result.command = spec.command;
    result.args = spec.args.value_or(std::vector<std::string>());
    result.stdout_text = "out";
    result.startedAt = RuntimeLog::time;
    result.finishedAt = RuntimeLog::time;
    log_->on_execute(result);
    return result;
  }
  ObservationResult observe(const ObservationSpec& spec) override {
    note("observe " + spec.type.text());
    ObservationResult result;
    result.type = spec.type.text();
    result.data = json::Value::array();
    result.observedAt = RuntimeLog::time;
    log_->on_observe(result);
    return result;
  }
  Snapshot snapshot() override {
    note("snapshot");
    Snapshot result;
    result.id = "snapshot-" + std::to_string(++log_->records);
    result.createdAt = RuntimeLog::time;
    log_->on_snapshot(result);
    return result;
  }
  using Runtime::collect_artifacts;
  ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override {
    note("collect " + std::to_string(spec.previewHoldSeconds.value_or(-1)));
    ArtifactBundle bundle;
    bundle.id = "artifact-bundle-sha256-" + std::string(64, 'a');
    bundle.contentDigest = std::string(64, 'a');
    bundle.directory = "/nowhere/" + info_.id;
    return bundle;
  }
  void destroy() override {
    note("destroy");
    info_.status = RuntimeStatus::destroyed;
    log_->on_destroy();
  }

 private:
  void note(const std::string& call) { log_->calls.push_back(info_.id + " " + call); }

  std::shared_ptr<RuntimeLog> log_;
  RuntimeInfo info_;
};

class LoggingBackend final : public RuntimeBackend {
 public:
  LoggingBackend() { descriptor_.kind = RuntimeBackendKind(std::string("x-log")); }

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }
  [[nodiscard]] std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                                const RuntimeHooks& /*hooks*/) override {
    log->calls.emplace_back("create");
    return std::make_unique<LoggingRuntime>(log, spec);
  }

  std::shared_ptr<RuntimeLog> log = std::make_shared<RuntimeLog>();

 private:
  BackendDescriptor descriptor_;
};

}  // namespace wp_codebox::test
