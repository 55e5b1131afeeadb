#include "wp_codebox/json/arity.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace {

using wp_codebox::json::aggregate_arity;
using wp_codebox::json::has_arity;

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

TEST(Arity, KnowsAnAggregateByItsCount) {
  EXPECT_TRUE((has_arity<None, 0>()));
  EXPECT_TRUE((has_arity<Nested, 5>()));
  EXPECT_FALSE((has_arity<Nested, 4>()));
  EXPECT_FALSE((has_arity<Nested, 6>()));
}

struct Largest {
  int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2,
      c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5,
      e6, e7, e8, e9, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, g0, g1, g2;
};

TEST(Arity, CountsUpToSixtyThreeMembers) {
  EXPECT_TRUE((has_arity<Largest, 63>()));
  EXPECT_EQ(aggregate_arity<Largest>(), 63U);
}

}  // namespace
