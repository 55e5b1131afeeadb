#include "wp_codebox/runtime/runtime.hpp"

#include <gtest/gtest.h>

namespace wp_codebox {
namespace {

/// Remembers what it was asked to collect.
class CollectingRuntime final : public Runtime {
 public:
  [[nodiscard]] RuntimeInfo info() override { return {}; }
  void mount(const MountSpec& /*spec*/) override {}
  ExecutionResult execute(const ExecutionSpec& /*spec*/) override { return {}; }
  ObservationResult observe(const ObservationSpec& /*spec*/) override { return {}; }
  Snapshot snapshot() override { return {}; }
  using Runtime::collect_artifacts;
  ArtifactBundle collect_artifacts(const ArtifactSpec& spec) override {
    asked = spec;
    return {};
  }
  void destroy() override {}

  std::optional<ArtifactSpec> asked;
};

TEST(Runtime, CollectsWithAnEmptySpecByDefault) {
  CollectingRuntime runtime;
  static_cast<void>(runtime.collect_artifacts());
  EXPECT_EQ(runtime.asked, ArtifactSpec{});
}

}  // namespace
}  // namespace wp_codebox
