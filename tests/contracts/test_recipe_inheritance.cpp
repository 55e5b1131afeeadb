#include "wp_codebox/contracts/recipe_inheritance.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspaceRecipeInheritanceResolution, RefusesWhatTheSchemaRefuses) {
  const std::string resolution =
      contract_document::example_part("workspace-recipe", "/inputs/inheritance");
  contract_document::expect_violations<WorkspaceRecipeInheritanceResolution>(
      resolution, {
                      {"/connectors/0/secretEnv/0", R"("k")", code::pattern_mismatch},
                      {"/connectors/0/providerPluginPaths/0", "1", code::type_mismatch},
                      {"/connectors/0/x", "1", code::member_unknown},
                      {"/connectors/0/credentials/scope", R"("x")", code::constant_mismatch},
                      {"/settings/0/x", "1", code::member_unknown},
                      {"/x", "1", code::member_unknown},
                  });
  contract_document::expect_accepted<WorkspaceRecipeInheritanceResolution>(
      resolution, {{"/connectors/0/status", R"("x-later")"}, {"/settings/0/status", R"("")"}});
}

TEST(WorkspaceRecipeInheritanceRequest, HoldsNames) {
  const std::string request = R"({"connectors":["c"],"settings":["s"]})";
  contract_document::expect_violations<WorkspaceRecipeInheritanceRequest>(
      request, {
                   {"/connectors/0", "1", code::type_mismatch},
                   {"/settings", "{}", code::type_mismatch},
                   {"/x", "1", code::member_unknown},
               });
}

}  // namespace
