#include "wp_codebox/artifacts/review.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/artifacts/file_patch.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;
using testing::IsEmpty;

std::string lines(int count, const std::string& word) {
  std::string text;
  for (int i = 0; i < count; ++i) text += word + std::to_string(i) + "\n";
  return text;
}

std::string patch(const std::string& path, const std::string& before, const std::string& after) {
  const FileVersion old_version{before};
  const FileVersion new_version{after};
  return file_patch(PatchForm::strict, path, &old_version, &new_version);
}

// WPC-ART-021
TEST(RewriteRiskFlags, WantFiftyLinesOfWhichFourFifthsAreTouched) {
  EXPECT_THAT(rewrite_risk_flags(patch("/w/a", lines(50, "x"), lines(50, "y"))),
              ElementsAre("suspicious-full-file-rewrite:/w/a"));
  EXPECT_THAT(rewrite_risk_flags(patch("/w/a", lines(49, "x"), lines(49, "y"))), IsEmpty());
  const std::string kept = lines(200, "same");
  EXPECT_THAT(rewrite_risk_flags(patch("/w/a", "a\n" + kept + "b\n", "c\n" + kept + "d\n")),
              ElementsAre("suspicious-full-file-rewrite:/w/a"))
      << "two far changes make one hunk";
  EXPECT_THAT(rewrite_risk_flags(patch("/w/a", kept + "b\n", kept + "d\n")), IsEmpty());
}

TEST(RewriteRiskFlags, AreSortedAndUnique) {
  const std::string rewrite = patch("/w/z", lines(60, "x"), lines(60, "y"));
  const std::string other = patch("/w/A", lines(60, "x"), lines(60, "y"));
  EXPECT_THAT(
      rewrite_risk_flags(rewrite + "\n" + other + "\n" + rewrite),
      ElementsAre("suspicious-full-file-rewrite:/w/A", "suspicious-full-file-rewrite:/w/z"));
}

TEST(RewriteRiskFlags, NameQuotedPathsAsTheyAre) {
  const std::string path = "/w/\u00e9 \"q\"\t\\";
  EXPECT_THAT(rewrite_risk_flags(patch(path, lines(60, "x"), lines(60, "y"))),
              ElementsAre("suspicious-full-file-rewrite:" + path));
}

TEST(RewriteRiskFlags, SurviveTextThatIsNoPatch) {
  for (const char* text : {"", "\n", "diff --git", "diff --git \"", "diff --git \"a\\", "@@ -1,60",
                           "diff --git a/x b/x\n@@ -1,99999999999999999999 +1,1 @@\n+x\n"}) {
    EXPECT_THAT(rewrite_risk_flags(text), IsEmpty()) << text;
  }
}

ReviewSources sources() {
  ReviewSources review;
  review.artifactId = "artifact-bundle-sha256-x";
  review.createdAt = "T2";
  review.runtimeCreatedAt = "T1";
  review.contentDigest = "d";
  ArtifactChangedFile added;
  added.path = "/w/a.txt";
  added.relativePath = "a.txt";
  added.mountTarget = "/w";
  ArtifactChangedFile deleted = added;
  deleted.status = ArtifactChangedFileStatus::deleted;
  review.changedFiles = {added, deleted};
  MountSpec mount;
  mount.target = "/w";
  review.mounts = {mount};
  return review;
}

TEST(Review, TellsWhatChangedAndWhatCanBeDone) {
  const ArtifactReview review = build_review(sources());
  EXPECT_EQ(review.stats.added, 1);
  EXPECT_EQ(review.stats.deleted, 1);
  EXPECT_EQ(review.stats.total, 2);
  EXPECT_EQ(review.changedFiles[1].label, "deleted a.txt");
  EXPECT_EQ(review.evidence.patchSha256, sha256_hex(""));
  ASSERT_EQ(review.progress.size(), 4U);
  EXPECT_EQ(review.progress[0].timestamp, "T1");
  EXPECT_EQ(review.progress[1].component, "/w");
  EXPECT_EQ(review.progress[3].timestamp, "T2");
  ASSERT_EQ(review.actions.size(), 4U);
  EXPECT_EQ(review.actions[1].requiresApprovedFiles, true);
  EXPECT_EQ(review.actions[3].kind.text(), "iterate");
}

// WPC-RED-009
TEST(Review, FlagsRedactionOnlyWhenThereWasAny) {
  ReviewSources review = sources();
  review.redaction.emplace();
  EXPECT_THAT(build_review(review).riskFlags, IsEmpty());
  EXPECT_FALSE(build_review(review).redaction.has_value());
  review.redaction->total = 2;
  EXPECT_THAT(build_review(review).riskFlags, ElementsAre("secrets-redacted"));
  EXPECT_TRUE(build_review(review).redaction.has_value());
}

}  // namespace
