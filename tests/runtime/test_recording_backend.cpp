#include <memory>

#include "wp_codebox/runtime/recording_backend.hpp"

#include <gtest/gtest.h>

#include "fake_engine.hpp"

namespace wp_codebox {
namespace {

class RecordingBackends : public test::FakeRuntimeTest {};

TEST_F(RecordingBackends, RefusesHostToolsThatItDoesNotDeclare) {
  descriptor.capabilities = {};
  spec.hostTools = std::vector<HostToolDefinition>{};
  EXPECT_EQ(code_of([&] { create(); }), "none");
  HostToolDefinition tool;
  tool.name = "client/x";
  tool.description = "x";
  spec.hostTools->push_back(tool);
  EXPECT_EQ(code_of([&] { create(); }), "backend-unsupported");
}

TEST_F(RecordingBackends, RefusesAPreviewThatItDoesNotDeclare) {
  spec.preview.emplace();
  EXPECT_EQ(code_of([&] { create(); }), "backend-unsupported");
  descriptor.capabilities.push_back(KnownBackendCapability::preview);
  EXPECT_EQ(code_of([&] { create(); }), "none");
}

TEST_F(RecordingBackends, MakesAFreshEngineForEachRuntime) {
  int engines = 0;
  RecordingBackend backend(descriptor, [&](const RuntimeCreateSpec& given) {
    EXPECT_EQ(given.environment.kind, "test");
    ++engines;
    return std::make_unique<test::FakeEngine>(sandbox);
  });
  const auto first = create_runtime(spec, backend);
  const auto second = create_runtime(spec, backend);
  EXPECT_EQ(engines, 2);
  EXPECT_NE(first->info().id, second->info().id);
  EXPECT_EQ(backend.descriptor(), descriptor);
}

TEST_F(RecordingBackends, ARuntimeOutlivesItsBackend) {
  const auto runtime = create();
  EXPECT_EQ(runtime->execute(command("fake.run")).stdout_text, "ran");
}

TEST_F(RecordingBackends, TakesTimeAndIdsFromItsSources) {
  RuntimeSources sources;
  sources.clock = std::make_shared<Clock>([] { return 1000; });
  sources.ids =
      std::make_shared<IdSource>(sources.clock, [tail = 0ULL]() mutable { return ++tail; });
  RecordingBackend backend(
      descriptor,
      [&](const RuntimeCreateSpec&) { return std::make_unique<test::FakeEngine>(sandbox); },
      sources);
  const RuntimeInfo info = create_runtime(spec, backend)->info();
  EXPECT_EQ(info.id, "runtime-rs-000001");
  EXPECT_EQ(info.createdAt, "1970-01-01T00:00:01.000Z");
}

}  // namespace
}  // namespace wp_codebox
