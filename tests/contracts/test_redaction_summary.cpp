#include "wp_codebox/contracts/redaction_summary.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactRedactionSummary, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactRedactionSummary>("artifact-redaction");
}

TEST(ArtifactRedactionSummary, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactRedactionSummary>(
      contract_document::example_part("artifact-redaction", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/status", R"("maybe")", code::value_unknown},
          {"/byKind/jwt", R"("1")", code::type_mismatch},
          {"/artifacts/0/kinds/0", "1", code::type_mismatch},
      });
}

}  // namespace
