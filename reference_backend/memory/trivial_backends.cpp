#include "reference_backend/memory/trivial_backends.hpp"

#include <array>
#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/temp_directory.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/clock.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace {

using memory::Json;

/// Answers without a thought; may be shared by all runtimes of a backend.
class Answers {
 public:
  Answers() = default;
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;
  virtual ~Answers() = default;

  virtual void create(const RuntimeCreateSpec& /*spec*/) {}
  [[nodiscard]] virtual RuntimeInfo info() { return {}; }
  virtual void mount(const MountSpec& /*spec*/) {}
  virtual ExecutionResult execute(const ExecutionSpec& /*spec*/) { return {}; }
  virtual ObservationResult observe(const ObservationSpec& /*spec*/) { return {}; }
  virtual Snapshot snapshot() { return {}; }
  virtual ArtifactBundle collect(const ArtifactSpec& /*spec*/) { return {}; }
  virtual void destroy() {}
};

/// Knows what it was created as.
class Named : public Answers {
 public:
  void create(const RuntimeCreateSpec& spec) override {
    info_.backend = spec.backend;
    info_.environment = spec.environment;
  }
  RuntimeInfo info() override { return info_; }

 protected:
  RuntimeInfo info_;
};

/// The question as answer.
class Echo final : public Named {
 public:
  ExecutionResult execute(const ExecutionSpec& spec) override {
    ExecutionResult result;
    result.command = spec.command;
    result.args = spec.args.value_or(std::vector<std::string>());
    for (const std::string& arg : result.args) result.stdout_text += arg;
    return result;
  }
  ObservationResult observe(const ObservationSpec& spec) override {
    ObservationResult result;
    result.type = spec.type.text();
    result.data = json::to_value(spec);
    return result;
  }
};

/// Success in due form: ids, times and digests are in order.
class Yes final : public Named {
 public:
  void create(const RuntimeCreateSpec& spec) override {
    Named::create(spec);
    info_.id = next("runtime");
    info_.createdAt = clock_.now();
    std::error_code ignored;
    directory_ =
        std::filesystem::absolute(spec.artifactsDirectory.value_or("artifacts")) / info_.id;
    std::filesystem::create_directories(directory_, ignored);
  }
  ExecutionResult execute(const ExecutionSpec& spec) override {
    ExecutionResult result = memory::made_up_result(spec);
    result.id = next("command");
    return result;
  }
  ObservationResult observe(const ObservationSpec& spec) override {
    ObservationResult result;
    result.schema.emplace();
    result.id = next("observation");
    result.type = spec.type.text();
    result.observedAt = clock_.now();
    result.digest = observation_digest(result);
    return result;
  }
  Snapshot snapshot() override {
    Snapshot snapshot;
    snapshot.schema.emplace();
    snapshot.id = next("snapshot");
    snapshot.createdAt = clock_.now();
    snapshot.digest = snapshot_digest(snapshot);
    return snapshot;
  }
  ArtifactBundle collect(const ArtifactSpec& /*spec*/) override {
    ArtifactBundle bundle;
    bundle.directory = directory_.string();
    bundle.createdAt = clock_.now();
    return bundle;
  }
  void destroy() override { info_.status = RuntimeStatus::destroyed; }

 private:
  [[nodiscard]] static std::string next(const std::string& prefix) {
    static std::atomic<int> count{0};
    return prefix + "-" + std::to_string(++count);
  }

  Clock clock_;
  std::filesystem::path directory_;
};

/// A refusal with a code for everything but being created, named and destroyed.
class Error final : public Named {
 public:
  void mount(const MountSpec& /*spec*/) override { refuse(); }
  ExecutionResult execute(const ExecutionSpec& /*spec*/) override { refuse(); }
  ObservationResult observe(const ObservationSpec& /*spec*/) override { refuse(); }
  Snapshot snapshot() override { refuse(); }
  ArtifactBundle collect(const ArtifactSpec& /*spec*/) override { refuse(); }

 private:
  [[noreturn]] static void refuse() {
    throw RuntimeError(error_code::backend_internal_error, "Something went wrong");
  }
};

/// One run of the in-memory backend, and its answers.
class Recording {
 public:
  Recording() {
    const auto backend = make_memory_backend();
    RuntimeCreateSpec spec;
    spec.backend = backend->descriptor().kind;
    spec.environment.kind = "wordpress";
    spec.environment.name = "conformance";
    spec.policy.commands = {"probe.echo"};
    spec.artifactsDirectory = directory_.path().string();
    const auto runtime = create_runtime(spec, *backend);
    ExecutionSpec command;
    command.command = "probe.echo";
    command.args = std::vector<std::string>{"text=hello, sandbox"};
    execution_ = runtime->execute(command);
    info_ = runtime->info();
    for (const char* type : {"runtime-info", "mounts", "command-result", "runtime-events",
                             "runtime-logs", "browser-result", "wordpress-state"}) {
      ObservationSpec observed;
      observed.type = ObservationType(std::string(type));
      observations_[type] = runtime->observe(observed);
    }
    snapshot_ = runtime->snapshot();
    bundle_ = runtime->collect_artifacts();
    runtime->destroy();
  }

  [[nodiscard]] const RuntimeInfo& info() const { return info_; }
  [[nodiscard]] const ExecutionResult& execution() const { return execution_; }
  [[nodiscard]] ObservationResult observation(const std::string& type) const {
    const auto found = observations_.find(type);
    return found == observations_.end() ? observations_.at("runtime-info") : found->second;
  }
  [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }
  [[nodiscard]] const ArtifactBundle& bundle() const { return bundle_; }

 private:
  memory::TempDirectory directory_;
  RuntimeInfo info_;
  ExecutionResult execution_;
  std::map<std::string, ObservationResult> observations_;
  Snapshot snapshot_;
  ArtifactBundle bundle_;
};

class Replay final : public Answers {
 public:
  explicit Replay(std::shared_ptr<const Recording> recording) : recording_(std::move(recording)) {}

  RuntimeInfo info() override { return recording_->info(); }
  ExecutionResult execute(const ExecutionSpec& /*spec*/) override {
    return recording_->execution();
  }
  ObservationResult observe(const ObservationSpec& spec) override {
    return recording_->observation(spec.type.text());
  }
  Snapshot snapshot() override { return recording_->snapshot(); }
  ArtifactBundle collect(const ArtifactSpec& /*spec*/) override { return recording_->bundle(); }

 private:
  std::shared_ptr<const Recording> recording_;
};

class TrivialRuntime final : public Runtime {
 public:
  TrivialRuntime(std::unique_ptr<Answers> answers, const RuntimeCreateSpec& spec)
      : answers_(std::move(answers)) {
    answers_->create(spec);
  }

  [[nodiscard]] RuntimeInfo info() override { return answers_->info(); }
  void mount(const MountSpec& spec) override { answers_->mount(spec); }
  ExecutionResult execute(const ExecutionSpec& spec) override { return answers_->execute(spec); }
  ObservationResult observe(const ObservationSpec& spec) override {
    return answers_->observe(spec);
  }
  Snapshot snapshot() override { return answers_->snapshot(); }
  ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override {
    return answers_->collect(spec);
  }
  void destroy() override { answers_->destroy(); }

 private:
  std::unique_ptr<Answers> answers_;
};

class TrivialBackend final : public RuntimeBackend {
 public:
  using MakeAnswers = std::function<std::unique_ptr<Answers>()>;

  explicit TrivialBackend(MakeAnswers make_answers) : make_answers_(std::move(make_answers)) {}

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }
  [[nodiscard]] std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                                const RuntimeHooks& /*hooks*/) override {
    return std::make_unique<TrivialRuntime>(make_answers_(), spec);
  }
  [[nodiscard]] std::unique_ptr<Runtime> restore(const Snapshot& /*snapshot*/,
                                                 const RuntimeRestoreSpec& spec,
                                                 const RuntimeHooks& hooks) override {
    return create(spec.runtime.value_or(RuntimeCreateSpec()), hooks);
  }

 private:
  MakeAnswers make_answers_;
  BackendDescriptor descriptor_ = memory_backend_descriptor();
};

template <class Kind>
std::unique_ptr<RuntimeBackend> made_of() {
  return std::make_unique<TrivialBackend>([] { return std::make_unique<Kind>(); });
}

}  // namespace

std::span<const std::string_view> trivial_backend_names() {
  static constexpr std::array<std::string_view, 5> names = {
      "trivial-null", "trivial-echo", "trivial-yes", "trivial-error", "trivial-replay"};
  return names;
}

std::unique_ptr<RuntimeBackend> make_trivial_backend(std::string_view name) {
  if (name == "trivial-null") return made_of<Answers>();
  if (name == "trivial-echo") return made_of<Echo>();
  if (name == "trivial-yes") return made_of<Yes>();
  if (name == "trivial-error") return made_of<Error>();
  if (name != "trivial-replay") return nullptr;
  return std::make_unique<TrivialBackend>([recording = std::make_shared<const Recording>()] {
    return std::make_unique<Replay>(recording);
  });
}

}  // namespace WP_CODEBOX_NAMESPACE
