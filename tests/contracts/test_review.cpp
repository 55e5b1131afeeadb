#include "wp_codebox/contracts/review.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactReview, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactReview>("artifact-review");
}

TEST(ArtifactReview, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactReview>(
      contract_document::example_part("artifact-review", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/changedFiles/0/status", R"("x")", code::value_unknown},
          {"/evidence/patchSha256", R"("x")", code::pattern_mismatch},
          {"/evidence/artifactContentDigest", R"("x")", code::pattern_mismatch},
          {"/evidence/runtimeEvidence/run-attestation/sha256", R"("x")", code::pattern_mismatch},
          {"/redaction/status", R"("x")", code::value_unknown},
      });
}

}  // namespace
