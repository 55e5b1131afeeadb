#include <memory>

#include "wp_codebox/runtime/backend.hpp"

#include <gtest/gtest.h>

#include "fake_engine.hpp"

namespace wp_codebox {
namespace {

/// Counts how often it is asked.
class CountingBackend final : public RuntimeBackend {
 public:
  CountingBackend() { descriptor_.kind = RuntimeBackendKind(std::string("x-counting")); }

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }
  [[nodiscard]] std::unique_ptr<Runtime> create(const RuntimeCreateSpec& /*spec*/,
                                                const RuntimeHooks& /*hooks*/) override {
    ++asked;
    return nullptr;
  }
  [[nodiscard]] std::unique_ptr<Runtime> restore(const Snapshot& snapshot,
                                                 const RuntimeRestoreSpec& spec,
                                                 const RuntimeHooks& hooks) override {
    if (!descriptor_.has(KnownBackendCapability::restore)) {
      return RuntimeBackend::restore(snapshot, spec, hooks);
    }
    ++asked;
    return nullptr;
  }

  BackendDescriptor descriptor_;
  int asked = 0;
};

template <class Error, class Function>
Error caught(Function function) {
  try {
    function();
  } catch (const Error& error) {
    return error;
  }
  throw std::logic_error("nothing was thrown");
}

TEST(Backend, ThePolicyIsCheckedBeforeTheKind) {
  CountingBackend backend;
  RuntimeCreateSpec spec;
  spec.backend = RuntimeBackendKind(std::string("x-other"));
  spec.policy.commands = {""};
  const auto error =
      caught<RuntimePolicyValidationError>([&] { (void)create_runtime(spec, backend); });
  EXPECT_EQ(error.code(), "runtime-policy-invalid");
  EXPECT_EQ(error.issues().size(), 1U);
  EXPECT_EQ(backend.asked, 0);
}

TEST(Backend, AnotherKindIsRefusedInTheContractsWords) {
  CountingBackend backend;
  RuntimeCreateSpec spec;
  spec.backend = RuntimeBackendKind(std::string("x-other"));
  const auto error = caught<RuntimeError>([&] { (void)create_runtime(spec, backend); });
  EXPECT_EQ(error.message(), "Backend x-counting cannot create runtime x-other");
  EXPECT_EQ(error.code(), "runtime-backend-mismatch");
  EXPECT_EQ(backend.asked, 0);
  spec.backend = backend.descriptor().kind;
  (void)create_runtime(spec, backend);
  EXPECT_EQ(backend.asked, 1);
}

TEST(Backend, RestoreChecksTheSpecThatTheCallerGives) {
  CountingBackend backend;
  backend.descriptor_.capabilities = {KnownBackendCapability::restore};
  RuntimeRestoreSpec spec;
  RuntimeCreateSpec& create = spec.runtime.emplace();
  create.backend = RuntimeBackendKind(std::string("x-other"));
  create.policy.commands = {""};
  (void)caught<RuntimePolicyValidationError>([&] { (void)restore_runtime({}, backend, spec); });
  create.policy.commands = {};
  const auto error = caught<RuntimeError>([&] { (void)restore_runtime({}, backend, spec); });
  EXPECT_EQ(error.code(), "runtime-backend-mismatch");
  EXPECT_EQ(backend.asked, 0);
  create.backend = backend.descriptor().kind;
  (void)restore_runtime({}, backend, spec);
  (void)restore_runtime({}, backend);
  EXPECT_EQ(backend.asked, 2);
}

TEST(Backend, RestoreWithoutTheCapabilityIsRefusedInTheContractsWords) {
  CountingBackend backend;
  for (const bool through_guard : {true, false}) {
    const auto error = caught<RuntimeError>([&] {
      (void)(through_guard ? restore_runtime(Snapshot{}, backend)
                           : backend.restore(Snapshot{}, {}, {}));
    });
    EXPECT_EQ(error.message(), "Backend x-counting does not support runtime snapshot restore");
    EXPECT_EQ(error.code(), "runtime-restore-unsupported");
  }
}

}  // namespace
}  // namespace wp_codebox
