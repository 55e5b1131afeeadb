#pragma once

// Included by one translation unit of a program. Nothing here is inline on purpose.

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/stdio/backend_program.hpp"
#include "wp_codebox/stdio/impl/program_channel.inl.hpp"
#include "wp_codebox/stdio/impl/program_connection.hpp"
#include "wp_codebox/stdio/impl/program_connection.inl.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace program_detail {

namespace {

/// The path as this process means it. What is no path stays as it is, for the backend to refuse.
std::string absolute_path(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) return path;
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  return error ? path : absolute.lexically_normal().string();
}

RuntimeCreateSpec with_absolute_paths(RuntimeCreateSpec spec) {
  spec.artifactsDirectory = absolute_path(spec.artifactsDirectory.value_or("artifacts"));
  return spec;
}

MountSpec with_absolute_paths(MountSpec mount) {
  if (!mount.source.starts_with('/')) mount.source = absolute_path(mount.source);
  return mount;
}

void require_handler(const RuntimeCreateSpec& spec, const RuntimeHooks& hooks) {
  if (!spec.hostTools || spec.hostTools->empty() || hooks.call_host_tool) return;
  const std::string& tool = spec.hostTools->front().name;
  throw HostToolDefinitionError(tool, "The host tool '" + tool + "' has no handler");
}

}  // namespace

/// A runtime on the other side of a connection.
class ProgramRuntime final : public Runtime {
 public:
  ProgramRuntime(std::shared_ptr<Connection> connection, std::string id, const RuntimeHooks& hooks)
      : connection_(std::move(connection)),
        id_(std::move(id)),
        channel_(connection_->channel(id_)) {
    channel_->listen(hooks);
    channel_->deliver();
  }
  ~ProgramRuntime() override {
    try {
      if (!destroyed_ && connection_->usable()) destroy();
    } catch (...) {  // NOLINT(bugprone-empty-catch): who wants to know calls destroy.
    }
  }

  [[nodiscard]] RuntimeInfo info() override {
    return call<RuntimeInfo>("runtime/info", RuntimeParams{id_, {}});
  }
  void mount(const MountSpec& spec) override {
    (void)call<EmptyObject>("runtime/mount", MountParams{id_, with_absolute_paths(spec), {}});
  }
  ExecutionResult execute(const ExecutionSpec& spec) override {
    Milliseconds limit = connection_->call_limit();
    if (spec.timeoutMs && std::isfinite(*spec.timeoutMs)) {
      constexpr double week_ms = 7.0 * 24 * 3600 * 1000;
      limit += Milliseconds(std::llround(std::clamp(*spec.timeoutMs, 0.0, week_ms)));
    }
    return call<ExecutionResult>("runtime/execute", ExecuteParams{id_, spec, {}}, limit);
  }
  ObservationResult observe(const ObservationSpec& spec) override {
    return call<ObservationResult>("runtime/observe", ObserveParams{id_, spec, {}});
  }
  Snapshot snapshot() override {
    return call<Snapshot>("runtime/snapshot", RuntimeParams{id_, {}});
  }
  using Runtime::collect_artifacts;
  ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override {
    return call<ArtifactBundle>("runtime/collectArtifacts", CollectArtifactsParams{id_, spec, {}});
  }
  void destroy() override {
    (void)call<EmptyObject>("runtime/destroy", RuntimeParams{id_, {}});
    destroyed_ = true;
    connection_->end_tool_calls(id_);
  }

 private:
  template <class Result, class Params>
  Result call(std::string_view method, const Params& params,
              std::optional<Milliseconds> limit = std::nullopt) {
    // What was recorded before an answer is told before the answer is given.
    try {
      Result result =
          connection_->call<Result>(method, params, limit.value_or(connection_->call_limit()));
      channel_->deliver();
      return result;
    } catch (...) {
      channel_->deliver();
      throw;
    }
  }

  const std::shared_ptr<Connection> connection_;
  const std::string id_;
  const std::shared_ptr<Channel> channel_;
  std::atomic<bool> destroyed_{false};
};

}  // namespace program_detail

std::string_view ProgramFault::code() const {
  switch (kind) {
    case ProgramFaultKind::hang:
      return error_code::backend_program_hung;
    case ProgramFaultKind::garbage:
    case ProgramFaultKind::bad_message:
      return error_code::backend_protocol_error;
    case ProgramFaultKind::no_start:
    case ProgramFaultKind::death:
    case ProgramFaultKind::bad_end:
      break;
  }
  return error_code::backend_program_failed;
}

BackendProgramError::BackendProgramError(const ProgramFault& fault)
    : ContractError(fault.code(), "BackendProgramError", "The backend's program: " + fault.message,
                    {}),
      kind_(fault.kind) {}

BackendProgram::BackendProgram(ProcessSpec spec, ProgramOptions options)
    : spec_(std::move(spec)), options_(std::move(options)) {
  connection_ = std::make_shared<program_detail::Connection>(spec_, options_);
  held_ = options_.hold_after_failure;
  descriptor_ = connection_->introduce();
}

BackendProgram::~BackendProgram() = default;

/// The connection to use; made anew when the last one is of no use any more.
std::shared_ptr<program_detail::Connection> BackendProgram::connection() {
  const std::lock_guard lock(mutex_);
  if (connection_->usable() || closed_ || held_) return connection_;
  const auto keep_faults = [this](program_detail::Connection& from) {
    std::vector<ProgramFault> faults = from.take_faults();
    faults_.insert(faults_.end(), std::make_move_iterator(faults.begin()),
                   std::make_move_iterator(faults.end()));
  };
  connection_->close();
  keep_faults(*connection_);
  auto fresh = std::make_shared<program_detail::Connection>(spec_, options_);
  try {
    if (fresh->introduce() != descriptor_) {
      const ProgramFault fault = {ProgramFaultKind::bad_message,
                                  "after a restart it describes itself in another way"};
      faults_.push_back(fault);
      throw BackendProgramError(fault);
    }
  } catch (...) {
    fresh->close();
    keep_faults(*fresh);
    held_ = options_.hold_after_failure;
    throw;
  }
  connection_ = std::move(fresh);
  held_ = options_.hold_after_failure;
  return connection_;
}

std::unique_ptr<Runtime> BackendProgram::create(const RuntimeCreateSpec& spec,
                                                const RuntimeHooks& hooks) {
  program_detail::require_handler(spec, hooks);
  const auto used = connection();
  const CreateParams params = {program_detail::with_absolute_paths(spec), {}};
  auto result = used->call<RuntimeResult>("backend/create", params, used->call_limit());
  return std::make_unique<program_detail::ProgramRuntime>(used, std::move(result.runtime.id),
                                                          hooks);
}

std::unique_ptr<Runtime> BackendProgram::restore(const Snapshot& snapshot,
                                                 const RuntimeRestoreSpec& spec,
                                                 const RuntimeHooks& hooks) {
  RestoreParams params = {snapshot, spec, {}};
  if (params.spec->runtime) {
    program_detail::require_handler(*params.spec->runtime, hooks);
    params.spec->runtime = program_detail::with_absolute_paths(*params.spec->runtime);
  }
  if (params.spec->mounts) {
    for (MountSpec& mount : *params.spec->mounts) {
      mount = program_detail::with_absolute_paths(mount);
    }
  }
  const auto used = connection();
  auto result = used->call<RuntimeResult>("backend/restore", params, used->call_limit());
  return std::make_unique<program_detail::ProgramRuntime>(used, std::move(result.runtime.id),
                                                          hooks);
}

std::vector<ProgramFault> BackendProgram::take_faults() {
  const std::lock_guard lock(mutex_);
  held_ = options_.hold_after_failure && connection_->usable();
  std::vector<ProgramFault> faults = std::exchange(faults_, {});
  std::vector<ProgramFault> newest = connection_->take_faults();
  faults.insert(faults.end(), std::make_move_iterator(newest.begin()),
                std::make_move_iterator(newest.end()));
  return faults;
}

void BackendProgram::settle() {
  std::shared_ptr<program_detail::Connection> used;
  {
    const std::lock_guard lock(mutex_);
    used = connection_;
  }
  try {
    (void)used->call<RuntimeInfo>("runtime/info", RuntimeParams{"no-such-runtime", {}},
                                  used->call_limit());
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): faults are kept.
  }
}

void BackendProgram::close() {
  std::shared_ptr<program_detail::Connection> used;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    used = connection_;
  }
  used->close();
}

std::vector<std::pair<std::string, std::string>> current_environment() {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::filesystem::path find_executable(const std::string& name) {
  const auto runs = [](const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) {
    return runs(name) ? std::filesystem::absolute(name) : std::filesystem::path();
  }
  const char* const list = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
  std::string_view rest = list == nullptr ? "/usr/bin:/bin" : list;
  while (!name.empty() && !rest.empty()) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const std::filesystem::path candidate = std::filesystem::path(rest.substr(0, colon)) / name;
    if (runs(candidate)) return std::filesystem::absolute(candidate);
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return {};
}

}  // namespace WP_CODEBOX_NAMESPACE
