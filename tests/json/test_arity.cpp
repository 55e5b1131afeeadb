#include "wp_codebox/json/arity.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace {

using wp_codebox::json::aggregate_arity;

struct None {};
struct One {
  int a;
};
struct Nested {
  One one;
  std::optional<One> maybe;
  std::vector<One> many;
  std::optional<std::string> text;
  bool flag = true;
};

TEST(Arity, CountsMembersNotTheMembersOfMembers) {
  EXPECT_EQ(aggregate_arity<None>(), 0U);
  EXPECT_EQ(aggregate_arity<One>(), 1U);
  EXPECT_EQ(aggregate_arity<Nested>(), 5U);
}

}  // namespace
