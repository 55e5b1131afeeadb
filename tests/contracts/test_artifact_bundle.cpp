#include "wp_codebox/contracts/artifact_bundle.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

std::string bundle_text(std::string_view last) {
  std::string text = R"({"id":"artifact-bundle-sha256-x","directory":"/d")";
  for (const char* name :
       {"manifest", "metadata", "blueprintAfter", "blueprintAfterNotes", "events", "commands",
        "observations", "runtimeLog", "commandsLog", "mounts", "capturedMounts", "diffs",
        "workspacePatch", "changedFiles", "patch", "diagnostics", "testResults", "review"}) {
    text += std::string(",\"") + name + "Path\":\"/d/" + name + "\"";
  }
  text += R"(,"contentDigest":")" + std::string(64, 'c') + R"(","createdAt":"t")";
  return text + std::string(last) + "}";
}

TEST(ArtifactBundle, RoundTripsWithWhatEveryBundleHas) {
  const auto bundle = test::expect_round_trip<ArtifactBundle>(bundle_text(""));
  EXPECT_EQ(bundle.reviewPath, "/d/review");
  EXPECT_EQ(test::required_members<ArtifactBundle>().size(), 22U);
}

TEST(ArtifactBundle, RoundTripsWithEverything) {
  std::string more;
  for (const char* name :
       {"runAttestation", "runtimeEpisodeTrace", "runtimeEpisodeEvents", "artifactVerification",
        "workspacePolicy", "runtimeReferenceManifest", "runtimeReferenceIndex",
        "runtimeReplayReferenceIndex", "previewEvidence", "previewSessionEvidence"}) {
    more += std::string(",\"") + name + "Path\":\"/d/" + name + "\"";
  }
  more += R"(,"previewSessionEvidenceRef":{"path":"p","kind":"k"},"preview":{"url":"u",)"
          R"("status":"available","lifecycle":"held-after-run","source":"live-playground",)"
          R"("createdAt":"t"},"later":1)";
  const auto bundle = test::expect_round_trip<ArtifactBundle>(bundle_text(more));
  EXPECT_EQ(bundle.workspacePolicyPath, "/d/workspacePolicy");
  EXPECT_EQ(bundle.extra.entries().size(), 1U);
}

TEST(ArtifactBundle, ReportsAContentDigestThatIsNone) {
  EXPECT_THAT(test::issue_paths<ArtifactBundle>(bundle_text(R"(,"contentDigest":"x")")),
              ElementsAre("$.contentDigest"));
}

}  // namespace
