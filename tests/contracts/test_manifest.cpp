#include "wp_codebox/contracts/manifest.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactManifest, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactManifest>("artifact-manifest");
}

TEST(ArtifactManifest, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactManifest>(
      contract_document::example_part("artifact-manifest", ""),
      {
          {"/contentDigest/algorithm", R"("md5")", code::constant_mismatch},
          {"/contentDigest/value", R"("AB")", code::pattern_mismatch},
          {"/contentDigest/inputs/0", "5", code::type_mismatch},
          {"/files/0/sha256/algorithm", R"("md5")", code::constant_mismatch},
          {"/files/0/sha256/value", R"("")", code::pattern_mismatch},
          {"/files/1/kind", "null", code::type_mismatch},
      });
}

}  // namespace
