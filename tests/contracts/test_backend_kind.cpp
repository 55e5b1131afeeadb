#include "wp_codebox/contracts/backend_kind.hpp"

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;

TEST(BackendKind, KnowsThePlayground) {
  const auto kind = test::expect_round_trip<RuntimeBackendKind>(R"("wordpress-playground")");
  EXPECT_EQ(kind, KnownBackendKind::wordpress_playground);
}

// WPC-CREATE-009
TEST(BackendKind, KeepsOtherKinds) {
  const auto kind = test::expect_round_trip<RuntimeBackendKind>(R"("x-test")");
  EXPECT_FALSE(kind.known().has_value());
  EXPECT_EQ(kind.text(), "x-test");
}

}  // namespace
