#include "wp_codebox/runtime/engine_state.hpp"

#include <gtest/gtest.h>

#include "sample_state.hpp"

namespace wp_codebox {
namespace {

TEST(EngineState, IsAValue) {
  const EngineState state = test::sample_state();
  EngineState copy = state;
  copy.files[0].bytes = "changed";
  copy.database.tables.clear();
  EXPECT_EQ(state.files[0].bytes, "<?php\n");
  EXPECT_EQ(state.database.tables.size(), 2U);
}

}  // namespace
}  // namespace wp_codebox
