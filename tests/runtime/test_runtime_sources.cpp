#include "wp_codebox/runtime/runtime_sources.hpp"

#include <gtest/gtest.h>

namespace wp_codebox {
namespace {

TEST(RuntimeSources, IdsAreMadeFromTheSameClock) {
  RuntimeSources sources;
  const std::int64_t before = sources.clock->now_ms();
  const std::string id = sources.ids->next("event");
  const std::int64_t after = sources.clock->now_ms();
  const std::string digits = id.substr(6, id.rfind('-') - 6);
  const std::int64_t time = std::stoll(digits, nullptr, 36);
  EXPECT_GE(time, before);
  EXPECT_LE(time, after);
}

}  // namespace
}  // namespace wp_codebox
