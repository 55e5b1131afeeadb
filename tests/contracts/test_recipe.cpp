#include "wp_codebox/contracts/recipe.hpp"

#include <gtest/gtest.h>

#include <string>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

const std::string& recipe() {
  static const std::string text = contract_document::example_part("workspace-recipe", "");
  return text;
}

TEST(WorkspaceRecipe, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<WorkspaceRecipe>("workspace-recipe");
}

TEST(WorkspaceRecipe, NamesItsParts) {
  const auto decoded = json::from_json<WorkspaceRecipe>(recipe());
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(decoded.value.runtime->backend, KnownBackendKind::wordpress_playground);
  EXPECT_EQ(decoded.value.inputs->mounts->front().mode, MountMode::readwrite);
  EXPECT_EQ(decoded.value.workflow.steps.front().args->front(), "code=echo 1;");
  EXPECT_EQ(decoded.value.artifacts->verify->get<bool>(), nullptr);
  EXPECT_EQ(decoded.value.artifacts->verify->get<WorkspaceRecipeArtifactVerifier>()->strict, true);
}

TEST(WorkspaceRecipe, KeepsUnknownMembersButReportsThem) {
  const auto decoded =
      json::from_json<WorkspaceRecipe>(R"({"schema":"wp-codebox/workspace-recipe/v1",)"
                                       R"("workflow":{"steps":[{"command":"wordpress.run-php",)"
                                       R"("x":1}]},"more":[true]})");
  ASSERT_EQ(decoded.issues.size(), 2U) << decoded.message();
  EXPECT_EQ(decoded.issues[0].path.dotted(), "$.workflow.steps[0].x");
  EXPECT_EQ(decoded.issues[1].code, code::member_unknown);
  EXPECT_EQ(json::to_json(decoded.value),
            R"({"schema":"wp-codebox/workspace-recipe/v1","workflow":{"steps":)"
            R"([{"command":"wordpress.run-php","x":1}]},"more":[true]})");
}

TEST(WorkspaceRecipe, RefusesAnotherSchemaAnEmptyWorkflowAndBadSecretNames) {
  contract_document::expect_violations<WorkspaceRecipe>(
      recipe(), {
                    {"/schema", R"("wp-codebox/workspace-recipe/v2")", code::constant_mismatch},
                    {"/workflow/steps", "[]", code::size_mismatch},
                    {"/workflow/before", "null", code::type_mismatch},
                    {"/inputs/secretEnv/0", R"("lower")", code::pattern_mismatch},
                    {"/inputs/secretEnv/1", "5", code::type_mismatch},
                    {"/runtime", "[]", code::type_mismatch},
                    {"/x-more", "1", code::member_unknown},
                    {"/inputs/x-more", "1", code::member_unknown},
                    {"/workflow/x-more", "1", code::member_unknown},
                });
}

TEST(WorkspaceRecipe, MissesItsSchemaAndItsWorkflow) {
  const auto decoded = json::from_json<WorkspaceRecipe>("{}");
  ASSERT_EQ(decoded.issues.size(), 2U);
  EXPECT_EQ(decoded.issues[0].path.dotted(), "$.schema");
  EXPECT_EQ(decoded.issues[1].path.dotted(), "$.workflow");
}

}  // namespace
