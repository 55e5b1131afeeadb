#include "wp_codebox/contracts/test_results.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactTestResults, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactTestResults>("test-results");
}

TEST(ArtifactTestResults, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactTestResults>(
      contract_document::example_part("test-results", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/status", R"("x")", code::value_unknown},
          {"/suites/0/status", R"("x")", code::value_unknown},
      });
}

}  // namespace
