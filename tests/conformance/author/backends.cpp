// A program as an author of a backend has it: some backends are named to the kit, and the kit's
// cases are its tests. The first one is sound; the others strike at their process when a command is
// to fail, which WPC-EXEC-002 asks for and WPC-EXEC-001 does not.

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "conformance/attachment/registered_backends.hpp"
#include "conformance/testcase/case.hpp"
#include "reference_backend/memory/memory_backend.hpp"

namespace wp_codebox {
namespace {

using Strike = void (*)();

[[noreturn]] void sleep_for_ever() {
  while (true) ::pause();
}

void segfault() { ::raise(SIGSEGV); }
void leave_early() { std::exit(0); }  // NOLINT(concurrency-mt-unsafe)
void talk() {
  std::puts(R"({"kind":"case-ended"})");
  std::fflush(stdout);
}

/// Another process of another group that minds no SIGTERM, and then nothing more.
void hang_stubbornly() {
  ::signal(SIGTERM, SIG_IGN);
  if (::fork() == 0) {
    ::setsid();
    if (::fork() == 0) sleep_for_ever();
    ::_exit(0);
  }
  sleep_for_ever();
}

/// Two processes go on from here, and the second says something else of the case.
void double_up() {
  if (::fork() == 0) throw std::runtime_error("the copy");
}

class StrikingRuntime final : public Runtime {
 public:
  StrikingRuntime(std::unique_ptr<Runtime> sound, Strike strike)
      : sound_(std::move(sound)), strike_(strike) {}

  RuntimeInfo info() override { return sound_->info(); }
  void mount(const MountSpec& spec) override { sound_->mount(spec); }
  ExecutionResult execute(const ExecutionSpec& spec) override {
    if (spec.command == "probe.exit") strike_();
    return sound_->execute(spec);
  }
  ObservationResult observe(const ObservationSpec& spec) override { return sound_->observe(spec); }
  Snapshot snapshot() override { return sound_->snapshot(); }
  using Runtime::collect_artifacts;
  ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override {
    return sound_->collect_artifacts(spec);
  }
  void destroy() override { sound_->destroy(); }

 private:
  std::unique_ptr<Runtime> sound_;
  Strike strike_;
};

class StrikingBackend final : public RuntimeBackend {
 public:
  explicit StrikingBackend(Strike strike) : strike_(strike) {}

  [[nodiscard]] const BackendDescriptor& descriptor() const override {
    return sound_->descriptor();
  }
  std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                  const RuntimeHooks& hooks) override {
    return std::make_unique<StrikingRuntime>(sound_->create(spec, hooks), strike_);
  }
  std::unique_ptr<Runtime> restore(const Snapshot& snapshot, const RuntimeRestoreSpec& spec,
                                   const RuntimeHooks& hooks) override {
    return std::make_unique<StrikingRuntime>(sound_->restore(snapshot, spec, hooks), strike_);
  }

 private:
  std::unique_ptr<RuntimeBackend> sound_ = make_memory_backend();
  Strike strike_;
};

/// Strikes after everything, when the process ends.
struct AtTheEnd {
  bool armed = false;
  ~AtTheEnd() {
    if (armed) ::raise(SIGABRT);
  }
};

std::unique_ptr<RuntimeBackend> dies_at_its_end() {
  static AtTheEnd end;
  end.armed = true;
  return make_memory_backend();
}

std::unique_ptr<RuntimeBackend> striking(Strike strike) {
  return std::make_unique<StrikingBackend>(strike);
}

/// A test of the author's own, beside the cases.
TEST(Own, TestsStandBesideTheCases) {
  EXPECT_EQ(memory_backend_descriptor().kind.text(), "memory");
}

/// What the kit must not let pass; run on purpose only.
class DISABLED_Idle : public conformance::Case {};
TEST_F(DISABLED_Idle, WPC_EXEC_003_asserts_nothing) {}

WP_CODEBOX_CONFORMANCE_BACKEND("sound", [] { return make_memory_backend(); })
WP_CODEBOX_CONFORMANCE_BACKEND("segfault", [] { return striking(segfault); })
WP_CODEBOX_CONFORMANCE_BACKEND("abort", [] { return striking(std::abort); })
WP_CODEBOX_CONFORMANCE_BACKEND("exit", [] { return striking(leave_early); })
WP_CODEBOX_CONFORMANCE_BACKEND("hang", [] { return striking(hang_stubbornly); })
WP_CODEBOX_CONFORMANCE_BACKEND("sleep", [] { return striking(sleep_for_ever); })
WP_CODEBOX_CONFORMANCE_BACKEND("talk", [] { return striking(talk); })
WP_CODEBOX_CONFORMANCE_BACKEND("double", [] { return striking(double_up); })
WP_CODEBOX_CONFORMANCE_BACKEND("end", dies_at_its_end)
WP_CODEBOX_CONFORMANCE_BACKEND("start", []() -> std::unique_ptr<RuntimeBackend> { std::abort(); })

}  // namespace
}  // namespace wp_codebox
