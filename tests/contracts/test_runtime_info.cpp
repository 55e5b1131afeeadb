#include "wp_codebox/contracts/runtime_info.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimeInfo, RoundTrips) {
  const auto info = test::expect_round_trip<RuntimeInfo>(
      R"({"id":"runtime-1","backend":"x-demo","environment":{"kind":"wordpress"},)"
      R"("createdAt":"2026-01-02T03:04:05.006Z","status":"destroyed","previewUrl":"http://h"})");
  EXPECT_EQ(info.status, RuntimeStatus::destroyed);
}

TEST(RuntimeInfo, PrintsItsMembersInTheContractsOrder) {
  RuntimeInfo info;
  info.id = "runtime-1";
  info.backend = KnownBackendKind::wordpress_playground;
  info.environment.kind = "wordpress";
  info.createdAt = "t";
  EXPECT_EQ(json::to_json(info),
            R"({"id":"runtime-1","backend":"wordpress-playground","environment":)"
            R"({"kind":"wordpress"},"createdAt":"t","status":"created"})");
}

TEST(RuntimeInfo, ReportsAStatusThatItDoesNotKnow) {
  EXPECT_THAT(test::issue_paths<RuntimeInfo>(
                  R"({"id":"r","backend":"b","environment":{},"createdAt":"t","status":"gone"})"),
              ElementsAre("$.environment.kind", "$.status"));
}

}  // namespace
