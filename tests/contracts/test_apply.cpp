#include "wp_codebox/contracts/apply.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactBundleApplyPreflight, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactBundleApplyPreflight>(
      "artifact-bundle-apply-preflight");
}

TEST(ArtifactBundleApplyPreflight, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactBundleApplyPreflight>(
      contract_document::example_part("artifact-bundle-apply-preflight", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/payload/schema", R"("x")", code::constant_mismatch},
          {"/payload/patch/sha256/value", R"("x")", code::pattern_mismatch},
          {"/manifest", "null", code::type_mismatch},
      });
}

TEST(ArtifactBundleApplyPayload, KeepsAllMembersOfChangedFiles) {
  contract_document::expect_full_examples<ArtifactBundleApplyPayload>(
      "artifact-bundle-apply-payload");
  contract_document::expect_accepted<ArtifactBundleApplyPayload>(
      contract_document::example_part("artifact-bundle-apply-payload", ""),
      {{"/changedFiles/files/0", R"({"path":"/w/a","status":"odd","x":[1]})"}});
}

}  // namespace
