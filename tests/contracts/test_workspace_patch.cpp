#include "wp_codebox/contracts/workspace_patch.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspacePatch, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<WorkspacePatch>("workspace-patch");
}

TEST(WorkspacePatch, RefusesOtherValues) {
  contract_document::expect_violations<WorkspacePatch>(
      contract_document::example_part("workspace-patch", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/workspace", "null", code::type_mismatch},
          {"/workspaces/0/status", R"("x")", code::value_unknown},
          {"/promotion/files/0/intent", R"("x")", code::constant_mismatch},
          {"/promotion/files/0/status", R"("x")", code::value_unknown},
          {"/promotion/files/0/beforeSha256", R"("x")", code::pattern_mismatch},
          {"/promotion/files/0/afterSha256", R"("x")", code::pattern_mismatch},
      });
}

}  // namespace
