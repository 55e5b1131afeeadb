#include "wp_codebox/contracts/preview_evidence.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactPreviewEvidence, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactPreviewEvidence>("preview-evidence");
}

TEST(ArtifactPreviewEvidence, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactPreviewEvidence>(
      contract_document::example_part("preview-evidence", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/session/kind", R"("x")", code::constant_mismatch},
          {"/preview/status", R"("x")", code::value_unknown},
          {"/preview/lifecycle", R"("x")", code::value_unknown},
          {"/preview/source", R"("x")", code::value_unknown},
          {"/preview/url/kind", R"("x")", code::constant_mismatch},
          {"/preview/url/availability", R"("x")", code::value_unknown},
          {"/run/digest/value", R"("x")", code::pattern_mismatch},
      });
}

TEST(PreviewReadiness, KeepsStatusesThatItDoesNotKnow) {
  contract_document::expect_accepted<ArtifactPreviewEvidence>(
      contract_document::example_part("preview-evidence", ""),
      {{"/readiness/status", R"("x-odd")"},
       {"/preview/status", R"("unavailable")"},
       {"/preview/lifecycle", R"("not-started")"}});
}

}  // namespace
