#include "wp_codebox/contracts/reference_manifest.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(RuntimeReferenceManifest, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RuntimeReferenceManifest>("runtime-reference-manifest");
}

TEST(RuntimeReferenceManifest, RefusesOtherValues) {
  contract_document::expect_violations<RuntimeReferenceManifest>(
      contract_document::example_part("runtime-reference-manifest", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/version", "2", code::constant_mismatch},
          {"/artifactBundle/kind", R"("x")", code::constant_mismatch},
          {"/digest/value", R"("x")", code::pattern_mismatch},
          {"/files/0/sha256/value", R"("x")", code::pattern_mismatch},
      });
}

TEST(RuntimeReferenceManifest, KeepsTheInputsThatTheHostAddsToTheDigest) {
  contract_document::expect_accepted<RuntimeReferenceManifest>(
      contract_document::example_part("runtime-reference-manifest", ""),
      {{"/artifactBundle/digest/inputs", R"(["files/patch.diff"])"},
       {"/snapshots/0/artifactRefs/0/contentType", R"("text/plain")"}});
}

}  // namespace
