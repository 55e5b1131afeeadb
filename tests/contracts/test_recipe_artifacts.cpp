#include "wp_codebox/contracts/recipe_artifacts.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

const std::string& artifacts() {
  static const std::string text = contract_document::example_part("workspace-recipe", "/artifacts");
  return text;
}

TEST(WorkspaceRecipeArtifacts, TakesABooleanOrAnObject) {
  contract_document::expect_accepted<WorkspaceRecipeArtifacts>(
      artifacts(), {{"/verify", "true"},
                    {"/verify", "{}"},
                    {"/workspacePolicy", "false"},
                    {"/workspacePolicy", R"({"gitBacked":true})"}});
}

TEST(WorkspaceRecipeArtifacts, RefusesOtherKindsAndOtherMembers) {
  contract_document::expect_violations<WorkspaceRecipeArtifacts>(
      artifacts(), {
                       {"/verify", "null", code::type_mismatch},
                       {"/verify", R"("yes")", code::type_mismatch},
                       {"/verify/strict", "1", code::type_mismatch},
                       {"/verify/x", "1", code::member_unknown},
                       {"/workspacePolicy", "[]", code::type_mismatch},
                       {"/workspacePolicy/writableRoots", R"(".")", code::type_mismatch},
                       {"/workspacePolicy/hiddenPaths/0", "1", code::type_mismatch},
                       {"/workspacePolicy/x", "1", code::member_unknown},
                       {"/x", "1", code::member_unknown},
                   });
}

TEST(WorkspaceRecipeArtifacts, SaysWhatItWants) {
  const auto decoded = json::from_json<WorkspaceRecipeArtifacts>(R"({"verify":5})");
  ASSERT_EQ(decoded.issues.size(), 1U);
  EXPECT_EQ(decoded.issues[0].expected, "true or false or an object");
}

}  // namespace
