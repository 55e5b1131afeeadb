#include "wp_codebox/contracts/browser_summary.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactReviewBrowserSummary, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactReviewBrowserSummary>("browser-summary");
}

TEST(ArtifactReviewBrowserProbe, TellsNoWindowFromAnUnknownOne) {
  const auto decoded = json::from_json<ArtifactReviewBrowserSummary>(
      contract_document::example_part("browser-summary", ""));
  const auto& probes = decoded.value.probes;
  EXPECT_EQ(probes[0].viewport->value->width, 1280);
  ASSERT_TRUE(probes[1].viewport.has_value());
  EXPECT_FALSE(probes[1].viewport->value.has_value());
  EXPECT_EQ(probes[0].replayability, KnownBrowserReplayability::artifact_backed);
}

TEST(ArtifactReviewBrowserProbe, RefusesOtherKinds) {
  contract_document::expect_violations<ArtifactReviewBrowserSummary>(
      contract_document::example_part("browser-summary", ""),
      {{"/probes/0/viewport", "[]", code::type_mismatch}});
}

}  // namespace
