#pragma once

#include <system_error>
#include <utility>

#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/impl/recording_errors.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE RecordingRuntime::RecordingRuntime(BackendDescriptor descriptor,
                                                     const RuntimeCreateSpec& spec,
                                                     std::unique_ptr<Engine> engine,
                                                     const RuntimeHooks& hooks,
                                                     const RuntimeSources& sources)
    : descriptor_(std::move(descriptor)),
      spec_(spec),
      hooks_(hooks),
      sources_(sources),
      redactor_(spec.secretEnv.value_or(json::Dictionary<std::string>())),
      policy_(spec.policy),
      tools_(spec.hostTools.value_or(std::vector<HostToolDefinition>())),
      journal_(clock_, ids_, [this](const LifecycleEvent& event) { tell_listeners(event); }),
      engine_(std::move(engine)),
      boot_([this] { boot_engine(); }) {
  if (!tools_.list().empty() && !hooks_.call_host_tool) {
    const std::string& tool = tools_.list().front().name;
    throw HostToolDefinitionError(tool, "The host tool '" + tool + "' has no handler");
  }
  make_directory();
  info_.backend = spec_.backend;
  info_.environment = spec_.environment;
  info_.createdAt = clock_->now();
  record_created();
}

WP_CODEBOX_INLINE RecordingRuntime::~RecordingRuntime() {
  try {
    destroy();
  } catch (...) {  // NOLINT(bugprone-empty-catch): who wants to know calls destroy.
  }
}

/// Finds an id by making its directory: so no two runtimes share one, not even across processes.
WP_CODEBOX_INLINE void RecordingRuntime::make_directory() {
  std::error_code error;
  const std::filesystem::path parent =
      std::filesystem::absolute(spec_.artifactsDirectory.value_or("artifacts"), error)
          .lexically_normal();
  if (!error) std::filesystem::create_directories(parent, error);
  constexpr int tries = 100;
  for (int i = 0; i < tries && !error; ++i) {
    info_.id = ids_->next("runtime");
    directory_ = parent / info_.id;
    if (std::filesystem::create_directory(directory_, error)) return;
  }
  throw RuntimeError(error_code::runtime_artifacts_failed,
                     "Cannot make a directory for artifacts in " + parent.string() + ": " +
                         (error ? error.message() : "the ids are taken"));
}

WP_CODEBOX_INLINE void RecordingRuntime::record(KnownLifecycleEventType type,
                                                const json::Value& data) {
  journal_.append(type, redactor_.redact_value(data));
  journal_.deliver();
}

WP_CODEBOX_INLINE void RecordingRuntime::record_created() {
  RuntimeCreatedData data;
  data.backend = spec_.backend;
  data.environment = spec_.environment;
  data.policy = spec_.policy;
  data.hostTools = tools_.list();
  record(KnownLifecycleEventType::created, json::to_value(data));
}

WP_CODEBOX_INLINE void RecordingRuntime::tell_listeners(const LifecycleEvent& event) const {
  if (hooks_.on_startup_progress &&
      event.type == KnownLifecycleEventType::browser_startup_progress && event.data) {
    const auto data = json::from_json<StartupProgressData>(json::to_json(*event.data));
    try {
      hooks_.on_startup_progress(info_.id, data.value.event);
    } catch (...) {  // NOLINT(bugprone-empty-catch): WPC-EVT-008.
    }
  }
  if (hooks_.on_event) hooks_.on_event(info_.id, event);
}

WP_CODEBOX_INLINE RuntimeInfo RecordingRuntime::info() {
  RuntimeInfo info = info_;
  const CallGate::Pass pass = calls_.enter();
  if (!pass) {
    info.status = RuntimeStatus::destroyed;
  } else if (boot_.ready()) {
    info.previewUrl = spec_.preview && spec_.preview->publicUrl ? spec_.preview->publicUrl
                                                                : engine_->server_url();
  }
  return redact(redactor_, std::move(info));
}

WP_CODEBOX_INLINE CallGate::Pass RecordingRuntime::enter() {
  CallGate::Pass pass = calls_.enter();
  if (!pass) throw recording::destroyed_error(info_.id);
  return pass;
}

WP_CODEBOX_INLINE void RecordingRuntime::boot_engine() {
  EngineSetup setup;
  setup.runtime_id = info_.id;
  setup.environment = spec_.environment;
  setup.policy = spec_.policy;
  setup.preview = spec_.preview;
  if (spec_.secretEnv) setup.secret_env = policy_.visible_secrets(*spec_.secretEnv);
  const auto start = std::chrono::steady_clock::now();
  setup.on_progress = [this, start](const BrowserStartupProgressEvent& event) {
    StartupProgressData data{event, {}};
    if (!data.event.elapsed_ms) {
      const auto elapsed = std::chrono::steady_clock::now() - start;
      data.event.elapsed_ms = static_cast<double>(
          std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count());
    }
    record(KnownLifecycleEventType::browser_startup_progress, json::to_value(data));
  };
  {
    const std::lock_guard lock(mount_mutex_);
    boot_begun_ = true;
    setup.mounts = records_.mounts.all();
  }
  try {
    engine_->boot(setup);
    const std::lock_guard lock(finish_mutex_);
    packages_ = json::to_value(engine_->packages());
  } catch (...) {
    std::rethrow_exception(current_failure("The boot", error_code::runtime_boot_failed));
  }
}

/// Boots if nobody did. Errors: that of the boot, `runtime-command-timeout`, `runtime-dead`,
/// `runtime-destroyed`.
WP_CODEBOX_INLINE void RecordingRuntime::require_boot(const Deadline& deadline,
                                                      std::string_view purpose) {
  if (!boot_.ensure(deadline)) {
    if (calls_.closed()) throw recording::destroyed_error(info_.id);
    throw RuntimeError(
        error_code::runtime_command_timeout,
        std::string(purpose) + " did not end in time: the sandbox was still coming up");
  }
  if (!engine_->alive()) {
    throw RuntimeError(error_code::runtime_dead, "The sandbox of runtime " + info_.id +
                                                     " did not survive an earlier command");
  }
}

/// The exception that is being handled, in the form in which callers get it: an error of the
/// contract, redacted. What fails because of a destroy says so.
WP_CODEBOX_INLINE std::exception_ptr RecordingRuntime::current_failure(
    std::string_view purpose, std::string_view foreign_code) const {
  json::Value form;
  try {
    throw;
  } catch (const ContractError& error) {
    form = error.to_json();
  } catch (const std::exception& error) {
    form = RuntimeError(foreign_code, std::string(purpose) + " failed: " + error.what()).to_json();
  } catch (...) {
    form = RuntimeError(foreign_code, std::string(purpose) + " failed").to_json();
  }
  if (calls_.closed()) form = recording::destroyed_error(info_.id).to_json();
  const json::Value redacted = redactor_.redact_value(form);
  try {
    throw_error(redacted);
  } catch (...) {
    return std::current_exception();
  }
}

WP_CODEBOX_INLINE void RecordingRuntime::destroy() {
  if (calls_.close()) {
    boot_.forbid();
    tool_calls_.stop();
    engine_->stop();
  }
  if (calls_.is_inside() || tool_calls_.is_inside() || boot_.is_inside()) {
    throw RuntimeError(error_code::runtime_destroy_failed,
                       "destroy was called from inside a call of the same runtime, which cannot "
                       "wait for itself; call it again afterwards");
  }
  // A listener that hears runtime.destroyed may call destroy once more.
  if (destroyer_ == std::this_thread::get_id()) return;
  const std::lock_guard lock(destroy_mutex_);
  if (destroyed_) return;
  destroyed_ = true;
  destroyer_ = std::this_thread::get_id();
  const std::exception_ptr failure = tear_down();
  destroyer_ = std::thread::id();
  if (failure) std::rethrow_exception(failure);
}

/// Frees the engine when nobody uses it any more, and ends the journal. Gives what went wrong.
WP_CODEBOX_INLINE std::exception_ptr RecordingRuntime::tear_down() {
  calls_.wait_until_empty();
  tool_calls_.join();
  boot_.join();
  std::exception_ptr failure;
  try {
    engine_->dispose();
  } catch (const ContractError&) {
    failure = std::current_exception();
  } catch (const std::exception& error) {
    failure = std::make_exception_ptr(
        RuntimeError(error_code::runtime_destroy_failed,
                     "The sandbox of runtime " + info_.id + " was not freed: " + error.what()));
  }
  for (const Snapshot& snapshot : records_.snapshots.all()) {
    sources_.private_states->forget(snapshot.id);
  }
  RuntimeDestroyedData data;
  data.runtimeId = info_.id;
  journal_.close(KnownLifecycleEventType::destroyed, json::to_value(data));
  journal_.deliver();
  return failure;
}

}  // namespace WP_CODEBOX_NAMESPACE
