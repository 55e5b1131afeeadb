#include "wp_codebox/runtime/private_states.hpp"

#include <gtest/gtest.h>

namespace wp_codebox {
namespace {

TEST(PrivateStates, KeepAStateUntilItIsForgotten) {
  PrivateStates states;
  EXPECT_EQ(states.find("snapshot-1"), nullptr);
  EngineState state;
  state.active_theme = "twenty";
  states.keep("snapshot-1", state);
  const auto found = states.find("snapshot-1");
  ASSERT_NE(found, nullptr);
  states.forget("snapshot-1");
  EXPECT_EQ(states.find("snapshot-1"), nullptr);
  EXPECT_EQ(found->active_theme, "twenty");
  states.forget("snapshot-2");
}

}  // namespace
}  // namespace wp_codebox
