#include "wp_codebox/contracts/preview_spec.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimePreviewSpec, RoundTrips) {
  const auto preview = test::expect_round_trip<RuntimePreviewSpec>(
      R"({"publicUrl":"https://p.example","siteUrl":"https://s.example","port":8080,"bind":"::1"})");
  EXPECT_EQ(preview.port, 8080);
}

TEST(RuntimePreviewSpec, ReportsAPortThatIsAText) {
  EXPECT_THAT(test::issue_paths<RuntimePreviewSpec>(R"({"port":"8080"})"), ElementsAre("$.port"));
}

}  // namespace
