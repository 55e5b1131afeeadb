#include "wp_codebox/contracts/startup_progress.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(BrowserStartupProgressEvent, RoundTrips) {
  const auto event = test::expect_round_trip<BrowserStartupProgressEvent>(
      R"({"schema":"wp-codebox/browser-startup-progress/v1","phase":"preview:ready",)"
      R"("status":"complete","label":"Ready","elapsed_ms":4200,)"
      R"("detail":{"localUrl":"http://127.0.0.1:50000"}})");
  EXPECT_EQ(event.phase, KnownStartupPhase::ready);
  EXPECT_EQ(event.status, BrowserStartupProgressStatus::complete);
}

TEST(BrowserStartupProgressEvent, KnowsThePhasesInTheirOrder) {
  EXPECT_EQ(json::enum_text(KnownStartupPhase::start), "preview:start");
  EXPECT_EQ(json::enum_text(KnownStartupPhase::connecting_client), "preview:connecting-client");
  EXPECT_EQ(json::enum_text(KnownStartupPhase::error), "preview:error");
}

TEST(BrowserStartupProgressEvent, NeedsSchemaPhaseAndStatus) {
  EXPECT_THAT(test::required_members<BrowserStartupProgressEvent>(),
              ElementsAre("$.schema", "$.phase", "$.status"));
}

TEST(StartupDetail, RoundTripsByPhase) {
  test::expect_round_trip<StartupStartDetail>(
      R"({"backend":"x","preview":{"hasPublicUrl":true,"hasSiteUrl":false,"hasFixedPort":false,)"
      R"("bind":null},"mounts":2})");
  test::expect_round_trip<StartupWordPressDetail>(R"({"wordpressVersion":"6.5"})");
  test::expect_round_trip<StartupBlueprintDetail>(
      R"({"steps":2,"dependencySteps":1,"activationSteps":0,"stepTypes":["login","installPlugin"]})");
  test::expect_round_trip<StartupConnectDetail>(
      R"({"localUrl":"u","cacheValidation":{"ok":true},"fixedPreviewPort":null})");
  test::expect_round_trip<StartupReadyDetail>(R"({"localUrl":"u","upstreamUrl":"v"})");
  test::expect_round_trip<StartupErrorDetail>(
      R"({"error":{"name":"Error","message":"m","code":"c"}})");
}

}  // namespace
