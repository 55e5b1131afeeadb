#include "wp_codebox/contracts/preview.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(ArtifactPreview, RoundTrips) {
  const auto preview = test::expect_round_trip<ArtifactPreview>(
      R"({"url":"https://p.example","localUrl":"http://127.0.0.1:8080","publicUrl":)"
      R"("https://p.example","siteUrl":"https://s.example","status":"expired-on-completion",)"
      R"("lifecycle":"destroyed-on-completion","source":"public-url-override","createdAt":"t",)"
      R"("expiresAt":"t","holdSeconds":0})");
  EXPECT_EQ(preview.status, PreviewStatus::expired_on_completion);
  EXPECT_EQ(preview.lifecycle, PreviewLifecycle::destroyed_on_completion);
  EXPECT_EQ(preview.source, PreviewSource::public_url_override);
}

TEST(ArtifactPreview, NeedsUrlStateAndTime) {
  EXPECT_THAT(test::required_members<ArtifactPreview>(),
              ElementsAre("$.url", "$.status", "$.lifecycle", "$.source", "$.createdAt"));
}

TEST(ArtifactPreview, ReportsAStatusThatItDoesNotKnow) {
  EXPECT_THAT(test::issue_paths<ArtifactPreview>(
                  R"({"url":"u","status":"unavailable","lifecycle":"held-after-run","source":)"
                  R"("live-playground","createdAt":"t"})"),
              ElementsAre("$.status"));
}

}  // namespace
