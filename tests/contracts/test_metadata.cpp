#include "wp_codebox/contracts/metadata.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactMetadata, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactMetadata>("artifact-metadata");
}

TEST(ArtifactMetadata, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactMetadata>(
      contract_document::example_part("artifact-metadata", ""),
      {
          {"/contentDigest/value", R"("x")", code::pattern_mismatch},
          {"/policy/network", R"("x")", code::value_unknown},
          {"/artifacts/patch", "null", code::type_mismatch},
          {"/artifacts/runtimeEvidence/run-attestation/sha256", R"("x")", code::pattern_mismatch},
          {"/preview/status", R"("x")", code::value_unknown},
      });
}

}  // namespace
