#include "wp_codebox/contracts/workspace_policy.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspacePolicyArtifacts, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<WorkspacePolicyArtifacts>("workspace-policy-artifacts");
}

TEST(WorkspacePolicyArtifacts, RefusesOtherValues) {
  contract_document::expect_violations<WorkspacePolicyArtifacts>(
      contract_document::example_part("workspace-policy-artifacts", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/checks/0/workspace/mode", R"("x")", code::value_unknown},
          {"/checks/0/result/schema", R"("x")", code::constant_mismatch},
          {"/checks/0/result/policy_sha256", R"("x")", code::pattern_mismatch},
      });
}

TEST(WorkspacePolicyResult, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<WorkspacePolicyResult>("workspace-policy-result");
}

}  // namespace
