#include <memory>

#include "wp_codebox/runtime/engine.hpp"

#include <gtest/gtest.h>

#include "fake_engine.hpp"

namespace wp_codebox {
namespace {

TEST(Engine, RefusesWhatItDoesNotImplement) {
  test::FakeEngine fake(std::make_shared<test::FakeSandbox>());
  Engine& engine = fake;
  const auto code = [](auto function) {
    try {
      function();
    } catch (const ContractError& error) {
      return error.code();
    }
    return std::string("none");
  };
  EXPECT_EQ(code([&] { engine.fetch({}); }), "runtime-observation-unsupported");
  EXPECT_EQ(code([&] { engine.list_files("/", 1); }), "runtime-observation-unsupported");
  EXPECT_EQ(code([&] { (void)engine.wordpress_state(KnownWordPressStateSection::summary, {}); }),
            "runtime-observation-unsupported");
  EXPECT_EQ(code([&] { engine.restore_state({}); }), "runtime-restore-unsupported");
  EXPECT_FALSE(engine.capture_state());
  EXPECT_FALSE(engine.server_url());
  EXPECT_TRUE(engine.alive());
}

}  // namespace
}  // namespace wp_codebox
