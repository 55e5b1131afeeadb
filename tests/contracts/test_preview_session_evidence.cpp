#include "wp_codebox/contracts/preview_session_evidence.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactPreviewSessionEvidence, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactPreviewSessionEvidence>(
      "preview-session-evidence");
}

TEST(ArtifactPreviewSessionEvidence, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactPreviewSessionEvidence>(
      contract_document::example_part("preview-session-evidence", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/session/status", R"("x")", code::value_unknown},
          {"/preview/status", R"("unavailable")", code::value_unknown},
          {"/preview/lifecycle", R"("x")", code::value_unknown},
          {"/refs/artifactBundle/kind", R"("x")", code::constant_mismatch},
          {"/refs/manifest/sha256/value", R"("x")", code::pattern_mismatch},
      });
}

}  // namespace
