#include "wp_codebox/contracts/verification.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactBundleVerification, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactBundleVerification>(
      "artifact-bundle-verification");
}

TEST(ArtifactBundleVerification, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactBundleVerification>(
      contract_document::example_part("artifact-bundle-verification", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/manifest", "[]", code::type_mismatch},
          {"/violations/1/details", "[]", code::type_mismatch},
      });
}

TEST(ArtifactBundleVerification, NamesEveryCodeOfTheVerifier) {
  const auto decoded = json::from_json<ArtifactBundleVerification>(
      contract_document::example_part("artifact-bundle-verification", ""));
  EXPECT_EQ(decoded.value.violations[0].code, KnownBundleViolationCode::orphaned_file);
  EXPECT_EQ(json::enum_texts<KnownBundleViolationCode>.size(), 14U);
}

}  // namespace
