#include "reference_backend/memory/mutant_backend.hpp"

#include <atomic>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Faults = std::shared_ptr<const RuntimeFaults>;

/// Whether a listener of the runtime has thrown.
using ListenerFailed = std::shared_ptr<std::atomic<bool>>;

class MutantRuntime final : public Runtime {
 public:
  MutantRuntime(std::unique_ptr<Runtime> sound, Faults faults, ListenerFailed listener_failed)
      : sound_(std::move(sound)),
        faults_(std::move(faults)),
        listener_failed_(std::move(listener_failed)) {}

  [[nodiscard]] RuntimeInfo info() override {
    RuntimeInfo info = sound_->info();
    if (faults_->info) faults_->info(info);
    return info;
  }

  void mount(const MountSpec& spec) override {
    faults_->mount ? faults_->mount(*sound_, spec) : sound_->mount(spec);
  }

  ExecutionResult execute(const ExecutionSpec& spec) override {
    ExecutionResult result =
        faults_->execute ? faults_->execute(*sound_, spec) : sound_->execute(spec);
    if (listener_failed_->exchange(false)) {
      throw RuntimeError(error_code::backend_internal_error, "A listener threw");
    }
    return result;
  }

  ObservationResult observe(const ObservationSpec& spec) override {
    ObservationResult result =
        faults_->observe ? faults_->observe(*sound_, spec) : sound_->observe(spec);
    const bool shows_events = spec.type == KnownObservationType::runtime_events ||
                              spec.type == KnownObservationType::runtime_logs;
    if (shows_events && faults_->event) show_faulty_events(result);
    return result;
  }

  Snapshot snapshot() override {
    return faults_->snapshot ? faults_->snapshot(*sound_) : sound_->snapshot();
  }

  ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override {
    return faults_->collect ? faults_->collect(*sound_, spec) : sound_->collect_artifacts(spec);
  }

  void destroy() override { faults_->destroy ? faults_->destroy(*sound_) : sound_->destroy(); }

 private:
  void show_faulty_events(ObservationResult& result) const {
    std::vector<LifecycleEvent> shown;
    for (LifecycleEvent& event :
         json::from_json<std::vector<LifecycleEvent>>(result.data.text()).value) {
      if (auto changed = faults_->event(std::move(event))) shown.push_back(std::move(*changed));
    }
    result.data = json::to_value(shown);
    result.digest = observation_digest(result);
  }

  std::unique_ptr<Runtime> sound_;
  Faults faults_;
  ListenerFailed listener_failed_;
};

class MutantBackend final : public RuntimeBackend {
 public:
  MutantBackend(std::unique_ptr<RuntimeBackend> behind, RuntimeFaults runtime)
      : sound_(std::move(behind)),
        faults_(std::make_shared<const RuntimeFaults>(std::move(runtime))),
        descriptor_(sound_->descriptor()) {
    if (faults_->descriptor) faults_->descriptor(descriptor_);
  }

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }

  [[nodiscard]] std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                                const RuntimeHooks& hooks) override {
    RuntimeCreateSpec changed = spec;
    if (faults_->spec) faults_->spec(changed);
    const auto listener_failed = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<Runtime> sound = sound_->create(changed, faulty_hooks(hooks, listener_failed));
    if (faults_->created) faults_->created(*sound, spec);
    return std::make_unique<MutantRuntime>(std::move(sound), faults_, listener_failed);
  }

  [[nodiscard]] std::unique_ptr<Runtime> restore(const Snapshot& snapshot,
                                                 const RuntimeRestoreSpec& spec,
                                                 const RuntimeHooks& hooks) override {
    Snapshot changed = snapshot;
    RuntimeRestoreSpec changed_spec = spec;
    if (faults_->restored_from) faults_->restored_from(changed, changed_spec);
    const auto listener_failed = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<Runtime> sound =
        sound_->restore(changed, changed_spec, faulty_hooks(hooks, listener_failed));
    return std::make_unique<MutantRuntime>(std::move(sound), faults_, listener_failed);
  }

 private:
  [[nodiscard]] RuntimeHooks faulty_hooks(const RuntimeHooks& hooks,
                                          const ListenerFailed& listener_failed) const {
    RuntimeHooks faulty = hooks;
    if (hooks.on_event) {
      faulty.on_event = [faults = faults_, tell = hooks.on_event](const std::string& runtime_id,
                                                                  const LifecycleEvent& event) {
        const auto changed = faults->event ? faults->event(event) : event;
        if (!changed) return;
        tell(runtime_id, *changed);
        const bool last = event.type == KnownLifecycleEventType::destroyed;
        if (last && faults->repeats_destroyed) tell(runtime_id, *changed);
      };
    }
    if (hooks.on_startup_progress && faults_->progress) {
      faulty.on_startup_progress = [faults = faults_, tell = hooks.on_startup_progress](
                                       const std::string& runtime_id,
                                       const BrowserStartupProgressEvent& event) {
        if (const auto changed = faults->progress(event)) tell(runtime_id, *changed);
      };
    }
    if (hooks.on_startup_progress && faults_->listeners_break_commands) {
      faulty.on_startup_progress = [tell = hooks.on_startup_progress, listener_failed](
                                       const std::string& runtime_id,
                                       const BrowserStartupProgressEvent& event) {
        try {
          tell(runtime_id, event);
        } catch (...) {
          *listener_failed = true;
        }
      };
    }
    return faulty;
  }

  std::unique_ptr<RuntimeBackend> sound_;
  Faults faults_;
  BackendDescriptor descriptor_;
};

}  // namespace

std::unique_ptr<RuntimeBackend> make_mutant_backend(std::unique_ptr<RuntimeBackend> behind,
                                                    RuntimeFaults runtime) {
  return std::make_unique<MutantBackend>(std::move(behind), std::move(runtime));
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
