#include "wp_codebox/contracts/recipe_workspace.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspaceRecipeWorkspace, RefusesWhatTheSchemaRefuses) {
  const std::string workspace =
      contract_document::example_part("workspace-recipe", "/inputs/workspaces/0");
  contract_document::expect_violations<WorkspaceRecipeWorkspace>(
      workspace, {
                     {"/target", R"("w")", code::pattern_mismatch},
                     {"/mode", R"("rw")", code::value_unknown},
                     {"/sourceMode", R"("repo")", code::value_unknown},
                     {"/seed/type", R"("zip")", code::value_unknown},
                     {"/seed/slug", R"("a\n")", code::pattern_mismatch},
                     {"/seed/excludePaths/0", "1", code::type_mismatch},
                     {"/seed/x", "1", code::member_unknown},
                     {"/x", "1", code::member_unknown},
                 });
}

}  // namespace
